(fn [input]
  (-> input
      :body
      (assoc :seen true)
      (update :n inc)
      (cond-> (:admin input) (assoc :role :admin))))
