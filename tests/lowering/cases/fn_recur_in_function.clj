(fn countdown [n]
  (when (pos? n)
    (recur (dec n))))
