{:slug :code-reviewer
 :name "Code Reviewer"
 :description "AI-powered code review for your repository."
 :tags ["code-review" "ai"]
 :discover {:public true}
 :concurrency {:type :singleton :on-new-version :supersede}
 :interfaces {:manual [{:id :run-review
                        :label "Run Review"
                        :invocation :default
                        :enabled true}]}
 :requires [{:slot :ai :type :http-api :label "LLM Provider" :provided-by :author}
            {:slot :github-api
             :type :http-api
             :label "GitHub API"
             :auth {:type :api-key}
             :base-url "https://api.github.com"}]
 :invocations {:default {:label "Review input"
                         :inputs [{:name :repo
                                   :label "Repository (owner/repo)"
                                   :type :text
                                   :required true}
                                  {:name :branch
                                   :label "Branch"
                                   :type :text
                                   :required false}]}}
 :flow
 '(let [input (flow/input)
        repo-tree (flow/step :files :resolve-repo
                    {:op :resolve-source
                     :source {:type :git
                              :repo (str "https://github.com/" (:repo input) ".git")
                              :ref (or (:branch input) "main")
                              :connection :github-api}})
        memory-ref (flow/step :table :ensure-memory
                     {:op :schema :persist {:type :table :name "reviewer-memory"}})
        result (flow/step :agent :review
                 {:connection :ai
                  :objective (str "Review the code in " (:repo input) " for issues.")
                  :inputs {:repo-tree repo-tree}
                  :available-steps [:files]
                  :memory {:table memory-ref :auto-summarize true}
                  :cost {:enabled true
                         :budget {:max-tokens-total 1000000 :window-hours 720}}
                  :output {:format :json}
                  :output-persist {:name "review-report"
                                   :content-type "application/json"}
                  :max-iterations 6})]
    result)}
