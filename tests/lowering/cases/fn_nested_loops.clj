(fn [rows]
  (let [total (loop [rows rows sum 0]
                (if-let [row (first rows)]
                  (recur (rest rows) (+ sum (:n row)))
                  sum))]
    {:total total}))
