(fn [a b]
  (let [both (and (:x a) (:y b))
        any (or (:x a) (first (:ys b)) 0)]
    (if (and both (or any (nil? b)))
      both
      any)))
