(let [orders (:orders (flow/input))
      enriched ^{:label "Enrich each order"}
               (for [order orders
                     :when (:open order)]
                 (flow/step :http :enrich-order
                   {:connection :orders-api :method :get :path (str "/orders/" (:id order))}))]
  (doseq [order enriched]
    (flow/step :notify :tell {:channels {:http {:json order}}}))
  {:count (count enriched)})
