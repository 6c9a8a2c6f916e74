{:agents [{:id :review/security
           :description "Scan code for security issues."
           :objective "Scan the selected area for OWASP top 10 issues."
           :instructions "Focus on injection, auth bypass, and data leaks."
           :connection :ai
           :model "gpt-5-mini"
           :available-steps [:files :table]
           :max-iterations 20
           :max-tool-calls 80
           :max-repeated-tool-calls 3
           :input-schema [:map [:area :string] [:repo-tree :any]]
           :output {:format :json}
           :output-schema [:map [:findings [:vector :string]]]
           :tool {:name "security_scan"
                  :description "Run a security scan on a code area."}}]
 :flow
 '(let [result (flow/step :review/security :scan-auth
                 {:area "auth" :repo-tree repo-tree})]
    (:findings result))}
