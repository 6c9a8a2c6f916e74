(fn [rows]
  (->> rows
       (filter :active)
       (map :score)
       (sort)
       (take-last 3)
       (reduce + 0)))
