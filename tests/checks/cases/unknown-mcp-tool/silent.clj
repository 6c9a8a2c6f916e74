{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :ai :type :http-api :label "Model"}
            {:slot :linear-mcp :type :http-api :backend :mcp :base-url "https://mcp.linear.app"}]
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :mcp [{:id :linear/issues
         :connection :linear-mcp
         :allow-tools ["list_issues" "get_issue"]
         :tool-prefix "linear"}]
 :flow
 '(flow/step :agent :it
    {:connection :ai
     :objective "Find it."
     :tools {:mode :execute :mcp [:linear/list_issues]}})}
