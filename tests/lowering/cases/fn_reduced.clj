(fn [xs]
  (reduce (fn [sum x]
            (if (> sum 100)
              (reduced sum)
              (+ sum x)))
          0
          xs))
