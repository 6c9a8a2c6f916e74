(fn [n]
  (loop [i 0 acc []]
    (if (< i n)
      (recur (inc i) (conj acc (* i i)))
      acc)))
