{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :api :type :http-api :base-url "https://api.example.com" :auth {:type :none}}
            {:slot :ai :type :http-api :label "Model"}]
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :agents [{:id :review/security
            :description "Looks for weak spots."
            :objective "Find weak spots."
            :connection :ai}]
 :flow
 '(flow/step :http :get
    {:connection :api :path "/users"})}
