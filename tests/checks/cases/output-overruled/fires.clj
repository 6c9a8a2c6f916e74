{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :ai :type :http-api :label "Model"}]
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :llm :it
    {:connection :ai
     :prompt "Sum up."
     :output {:format :json}
     :response-format :json})}
