{:functions [{:id :rollup-usage
              :language :clojure
              :code "(fn [docs] {:count (count docs) :total-units (reduce + 0 (map #(or (:units %) 0) docs))})"}]
 :flow
 '(let [input (flow/input)
        docs (flow/step :db :fetch-metering-events
               {:database :firestore
                :connection :billing-firestore
                :collection :metering-events
                :where [[:workspace-id := (:workspace-id input)]
                        [:period := (:period input)]
                        [:status := :finalized]]
                :order-by [[:event-ts :asc]]
                :limit 1000})
        summary (flow/step :function :summarize-events {:ref :rollup-usage :input docs})]
    {:summary summary :documents docs})}
