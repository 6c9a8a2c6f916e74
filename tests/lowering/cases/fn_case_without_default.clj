(fn [x]
  (let [y (case x 1 :one 2 :two)]
    [y y]))
