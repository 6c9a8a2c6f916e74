(let [input (flow/input)]
  ^{:label "Retry status poll" :max-iterations 6}
  (loop [attempt 0]
    (let [status (flow/step :http :get-status {:connection :orders-api :path "/status"})]
      (if (or (= :done (:state status)) (>= attempt 5))
        {:status status :order (:order-id input)}
        (recur (inc attempt))))))
