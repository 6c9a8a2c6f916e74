{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :function :it
    {:code '(fn [{:keys [resp]}] resp)
     :input {:resp (flow/input)}
     :load [:response]})}
