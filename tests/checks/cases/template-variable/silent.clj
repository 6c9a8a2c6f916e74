{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :ai :type :http-api :label "Model"}]
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :templates [{:id :brief
               :type :llm-prompt
               :prompt "{{#if style}}Be {{style}}. {{/if}}{{#each text}}{{name}}{{/each}}{{text}}"}]
 :flow
 '(flow/step :llm :it
    {:connection :ai :template :brief :data {:text "…"}})}
