(fn [xs]
  (take 3 (for [x xs :when (odd? x)] (* x x))))
