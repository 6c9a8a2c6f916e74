;; A vector, a map and a map of vectors, grown one element at a time.
(fn [input]
  (loop [events (:events input) by-id {} order []]
    (if (empty? events)
      {:by-id by-id
       :order order
       :by-kind (reduce (fn [acc event] (update acc (:kind event) (fnil conj []) (:id event)))
                        {}
                        (:events input))}
      (let [{:keys [id value] :as event} (first events)]
        (recur (rest events)
               (assoc by-id id value)
               (if (pos? value) (conj order id) order))))))
