{:flow
 '(let [download (flow/step :http :download-orders
                   {:url "https://api.example.com/orders.csv"
                    :response-as :bytes
                    :persist {:type :blob
                              :tier :ephemeral
                              :filename "orders.csv"
                              :content-type "text/csv"}})]
    {:download-uri (:uri download)})}
