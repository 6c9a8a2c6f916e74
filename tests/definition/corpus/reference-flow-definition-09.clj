{:requires [{:slot :linear-mcp
             :type :http-api
             :label "Linear MCP"
             :backend :mcp
             :base-url "https://mcp.linear.app"
             :auth {:type :bearer}
             :provided-by :installer}]
 :mcp [{:id :linear/issues
        :connection :linear-mcp
        :transport :streamable-http
        :allow-tools ["list_issues" "get_issue"]
        :deny-tools ["delete_issue"]
        :tool-prefix "linear"
        :timeout-ms 15000
        :max-result-bytes 200000
        :tools [{:name "list_issues"
                 :description "List Linear issues."
                 :input-schema {:type "object"
                                :properties {:team_id {:type "string"}}
                                :required ["team_id"]}}]}]
 :flow '(flow/step :agent :triage
          {:connection :ai
           :objective "Find the most relevant issue."
           :tools {:mode :execute :mcp [:linear/issues]}})}
