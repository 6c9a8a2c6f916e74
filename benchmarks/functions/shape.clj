;; One record: what an HTTP step gave, in the shape the next step wants.
(fn [input]
  (let [{:keys [id first-name last-name email address orders]} (:user input)
        total (reduce + 0 (map :amount orders))
        active? (= "active" (:status input))]
    {:user-id id
     :name (str first-name " " last-name)
     :email (when email (str/lower-case email))
     :city (get-in address [:city :name] "unknown")
     :country (or (:country address) "NO")
     :order-count (count orders)
     :total total
     :tier (cond (> total 1000) "gold" (> total 100) "silver" :else "basic")
     :active? (and active? (pos? (count orders)))}))
