{:steps [{:id :review/security-scan
          :type :agent
          :description "Run a focused security scan on the selected code area."
          :input-schema [:map [:area :string] [:repo-tree :any]]
          :defaults {:connection :ai
                     :model "gpt-5-mini"
                     :available-steps [:files]
                     :max-iterations 5}
          :prepare :prepare-security-scan}]
 :flow
 '(let [result (flow/step :agent :coordinator
                 {:connection :ai
                  :objective "Review the repo, identify problem areas, then delegate a security scan for each."
                  :inputs {:repo-tree repo-tree}
                  :tools {:steps [:review/security-scan] :allowed ["files"]}
                  :max-iterations 10})]
    result)}
