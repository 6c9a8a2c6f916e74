{:flow
 '(let [;; The flow creates/reuses its own memory table on each run.
        ;; The platform routes this to the flow's workspace (author's).
        memory-ref (flow/step :table :ensure-memory
                     {:op :schema :persist {:type :table :name "agent-memory"}})
        result (flow/step :agent :review
                 {:objective "Review and report."
                  :connection :ai
                  :available-steps [:files]
                  :memory {:table memory-ref :auto-summarize true}
                  :max-iterations 8})]
    result)}
