{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :breyta :it
    {:op :flows/run
     :allow [:flows/run]
     :mutations :run-only
     :args {:flow-slug :report}})}
