{:slug :http-enrichment
 :name "HTTP Enrichment"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :public-api
             :type :http-api
             :label "Public API"
             :base-url "https://jsonplaceholder.typicode.com"
             :auth {:type :none}}]
 :functions [{:id :normalize-user
              :language :clojure
              :code "(fn [input] {:lookup-user-id (:user-id input) :user (:user input)})"}]
 :invocations {:default {:inputs [{:name :user-id
                                   :type :number
                                   :label "User ID"
                                   :default 1}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default :enabled true}]}
 :flow
 '(let [input (flow/input)
        user-id
        ^{:label "Resolve user id"
          :yes "Use provided user-id"
          :no "Fallback to default user"}
        (if (:user-id input) (:user-id input) 1)
        user (flow/step :http :fetch-user
               {:connection :public-api :path (str "/users/" user-id)})
        normalized (flow/step :function :normalize-response
                     {:ref :normalize-user :input {:user-id user-id :user user}})]
    normalized)}
