(fn [n]
  (loop [a 0 b 1 left n]
    (if (zero? left)
      a
      (recur b (+ a b) (dec left)))))
