(fn [input]
  (let [action (keyword (or (get-in input [:approval :action]) "reject"))]
    {:status (if (= :approve action) :approved :rejected)}))
