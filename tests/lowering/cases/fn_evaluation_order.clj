(fn [state]
  (str (swap! state inc)
       (let [n (swap! state inc)]
         (if (> n 2) (do (swap! state inc) n) 0))
       (swap! state inc)))
