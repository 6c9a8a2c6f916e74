{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :functions [{:id :total :language :clojure :code "(fn [{:keys [rows]}] {:total (count rows)})"}
              {:id :rename :language :clojure :code "(fn [{:keys [rows]}] {:rows rows})"}]
 :flow
 '(flow/step :function :it
    {:ref (if (:user-id (flow/input)) :total :rename) :input {:rows [1 2]}})}
