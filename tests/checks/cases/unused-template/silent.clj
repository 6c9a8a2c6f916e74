{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :ai :type :http-api :label "Model"}]
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :templates [{:id :summary :type :llm-prompt :prompt "Sum up {{text}}."}
              {:id :brief :type :llm-prompt :prompt "Sum up {{text}} in a line."}]
 :flow
 '(flow/step :llm :it
    {:connection :ai
     :template (if (:user-id (flow/input)) :summary :brief)
     :data {:text "…"}})}
