{:templates [{:id :orders-since
              :type :db-query
              :sql "select id, amount, created_at from orders where created_at >= ? order by created_at desc"}]
 :functions [{:id :orders-stats
              :language :clojure
              :code "(fn [rows] {:rows (count rows) :total-amount (reduce + 0 (map second rows))})"}]
 :flow
 '(let [rows (flow/step :db :fetch-orders
               {:database :postgres
                :connection :warehouse
                :template :orders-since
                :params ["2026-01-01"]
                :max-results 1000})
        stats (flow/step :function :summarize-orders {:ref :orders-stats :input rows})]
    {:stats stats})}
