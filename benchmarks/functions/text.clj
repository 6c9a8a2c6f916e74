;; Log lines taken apart with regexes, words counted.
(fn [input]
  (loop [lines (:lines input) levels {} words {} errors []]
    (if-let [line (first lines)]
      (if-let [[_ level code message] (re-matches #"(\w+) \[(\d+)\] (.*)" line)]
        (recur (rest lines)
               (update levels level (fnil inc 0))
               (reduce (fn [acc word] (update acc word (fnil inc 0)))
                       words
                       (str/split (str/lower-case message) #"\W+"))
               (if (= "ERROR" level)
                 (conj errors (str code ": " (str/replace message #"\d+" "#")))
                 errors))
        (recur (rest lines) levels words errors))
      {:levels levels
       :errors (vec (take 20 (reverse errors)))
       :top (->> words (sort-by (fn [[word n]] [(- n) word])) (take 10) (mapv first))})))
