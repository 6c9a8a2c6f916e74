{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :ai :type :http-api :label "Model"}]
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :templates [{:id :summary :type :llm-prompt :prompt "{{#if text}}Sum up {{text}}.{{/if}} {\"a\": {}}"}]
 :flow
 '(flow/step :llm :it
    {:connection :ai :template :summary :data {:text "…"}})}
