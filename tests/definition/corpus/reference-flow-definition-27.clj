{:functions [{:id :prepare
              :language :clojure
              :code "(fn [input] {:order-id (:order-id input) :lookup-key (str \"orders:\" (:order-id input))})"}]
 :steps [{:id :billing/fetch-order
          :type :http
          :description "Fetch an order from the billing API."
          :input-schema [:map [:order-id :string]]
          :defaults {:connection :orders-api :template :fetch-order}
          :prepare :prepare}]
 :flow
 '(let [input (flow/input)
        order (flow/step :billing/fetch-order :fetch-order
                {:order-id (:order-id input) :persist {:type :blob}})
        route (flow/call-flow :order-routing
                {:order-ref (:uri order) :lookup-key (str "orders:" (:order-id input))})
        result
        ^{:label "Apply routed action?" :yes "Call apply flow" :no "Skip apply"}
        (if (:should-apply route)
          (flow/call-flow :order-apply route)
          {:status :skipped})]
    {:order-ref (:uri order) :route route :result result})}
