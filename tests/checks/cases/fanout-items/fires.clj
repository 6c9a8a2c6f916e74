{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :fanout :it
    {:items [{:type :call-flow :flow-slug :child}
            {:type :http :url "https://x.example.com"}]})}
