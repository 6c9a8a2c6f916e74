(fn [n]
  (letfn [(even [n] (if (zero? n) true (odd (dec n))))
          (odd [n] (if (zero? n) false (even (dec n))))]
    (even n)))
