(fn [x]
  (let [x (inc x)
        x (* x 2)
        y x]
    (let [x 1]
      [x y])))
