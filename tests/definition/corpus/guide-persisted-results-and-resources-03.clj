{:flow
 '(let [orders (flow/step :http :fetch-orders
                 {:url "https://api.example.com/orders"
                  :accept :json
                  :persist {:type :table
                            :table "orders"
                            :rows-path [:body :items]
                            :write-mode :upsert
                            :key-fields [:id]}})]
    {:orders-table orders :orders-table-uri (:uri orders)})}
