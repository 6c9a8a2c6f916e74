(fn [xs]
  (loop [i 0 checks []]
    (if (< i 3)
      (let [limit (* i 10)]
        (recur (inc i) (conj checks (fn [x] (> x limit)))))
      checks)))
