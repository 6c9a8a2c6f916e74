{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :wait :it
    {:key "approval"
     :timeout "2h"
     :on-timeout :continue
     :default-value {:action :reject}})}
