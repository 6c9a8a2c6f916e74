{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs [{:name :orders :type :resource}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :table :it
    {:op :query
     :table {:ref (:orders (flow/input))}
     :sort [[:id :asc]]
     :page {:mode :cursor :limit 10}})}
