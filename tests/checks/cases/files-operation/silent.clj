{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs [{:name :tree :type :resource}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :files :it
    {:op :read
     :source (:tree (flow/input))
     :path "a.clj"
     :line-start 3
     :line-end 9})}
