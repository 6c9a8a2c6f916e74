{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs [{:name :orders :type :resource}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :table :it
    {:op :query
     :table {:ref (:orders (flow/input))}
     :where [[:status :eq "open"]]
     :page {:mode :offset :limit 10}})}
