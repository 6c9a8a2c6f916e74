(fn [class for_ a-b a_b done?]
  (let [class (inc class)
        get 1
        list [class get]
        x->y (:x class)]
    [class for_ a-b a_b done? get list x->y]))
