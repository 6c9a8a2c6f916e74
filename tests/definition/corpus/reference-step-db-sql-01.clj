{:templates [{:id :users-by-status
              :type :db-query
              :sql "select id, email from users where status = ? order by id asc limit ?"}]
 :functions [{:id :to-status-input
              :language :clojure
              :code "(fn [input] [(:status input) (or (:limit input) 100)])"}]
 :flow
 '(let [input (flow/input)
        params (flow/step :function :build-params {:ref :to-status-input :input input})
        rows (flow/step :db :fetch-users
               {:database :postgres
                :connection :app-db
                :template :users-by-status
                :params params
                :max-results 1000})]
    {:count (count rows) :rows rows})}
