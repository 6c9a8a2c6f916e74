{:templates [{:id :daily-usage
              :type :db-query
              :sql "select workspace_id, sum(tokens) as total_tokens from `billing.usage` where usage_date = @usage_date group by workspace_id"}]
 :functions [{:id :to-bigquery-params
              :language :clojure
              :code "(fn [input] {:usage_date (:usage-date input)})"}]
 :flow
 '(let [params (flow/step :function :build-params
                 {:ref :to-bigquery-params :input (flow/input)})
        rows (flow/step :db :query-usage
               {:database :bigquery
                :connection :billing-bq
                :template :daily-usage
                :params params
                :max-results 2000})]
    {:rows rows :row-count (count rows)})}
