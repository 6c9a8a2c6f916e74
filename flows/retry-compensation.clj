{:slug :retry-compensation
 :name "Retry And Compensation"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :billing
             :type :http-api
             :label "Billing API"
             :base-url "https://api.example.com"
             :auth {:type :bearer}}]
 :functions [{:id :build-summary
              :language :clojure
              :code "(fn [input] {:charge (:charge input) :receipt (:receipt input)})"}]
 :invocations {:default {:inputs [{:name :customer-id
                                   :type :text
                                   :label "Customer ID"
                                   :required true}
                                  {:name :amount-cents
                                   :type :number
                                   :label "Amount cents"
                                   :required true}
                                  {:name :skip-receipt
                                   :type :boolean
                                   :label "Skip receipt"}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default :enabled true}]}
 :flow
 '(let [input (flow/input)
        charge (flow/step :http :create-charge
                 {:connection :billing
                  :method :post
                  :path "/charges"
                  :body {:customer-id (:customer-id input)
                         :amount-cents (:amount-cents input)}
                  :retry {:max-attempts 3 :backoff-ms 1000}})
        receipt
        ^{:label "Receipt dispatch" :yes "Send receipt" :no "Skip receipt"}
        (if (not (:skip-receipt input))
          (flow/step :http :send-receipt
            {:connection :billing
             :method :post
             :path "/receipts"
             :body {:charge-id (:id charge)}})
          {:status :skipped :reason :skip-receipt})
        summary (flow/step :function :summarize-result
                  {:ref :build-summary :input {:charge charge :receipt receipt}})]
    summary)}
