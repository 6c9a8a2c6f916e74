{:requires [{:slot :warehouse
             :type :database
             :backends #{:postgres}
             :label "Warehouse DB"}]
 :functions [{:id :db-input
              :language :clojure
              :code "(fn [input] {:status (or (:status input) \"active\")})"}]
 :flow
 '(let [prepared (flow/step :function :prepare-db-input
                   {:ref :db-input :input (flow/input)})]
    (flow/step :db :query
      {:database :postgres
       :connection :warehouse
       :sql "select id from users where status = ?"
       :params [(:status prepared)]}))}
