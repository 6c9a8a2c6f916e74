{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(if (:user-id (flow/input))
    (flow/step :sleep :pause {:seconds 1})
    (flow/step :sleep :pause {:seconds 2}))}
