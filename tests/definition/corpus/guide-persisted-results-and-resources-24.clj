{:invocations {:default {:inputs [{:name :source-table
                                   :label "Source table"
                                   :type :resource
                                   :resource-types [:result]
                                   :accept ["application/vnd.breyta.table+json"]}]}}
 :flow
 '(let [input (flow/input)
        preview (flow/step :table :preview-source
                  {:op :query
                   :table (:source-table input)
                   :page {:mode :offset :limit 25}})]
    {:source-table (:source-table input) :preview preview})}
