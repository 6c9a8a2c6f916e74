{:slug :imported
 :name "Imported Flow"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :api
             :type :http-api
             :label "Imported API"
             :base-url "https://api.example.com"
             :auth {:type :api-key}}]
 :templates [{:id :get-users-request
              :type :http-request
              :request {:path "/users" :method :get}}]
 :functions [{:id :transform-users-fn :language :clojure :code "(fn [input] input)"}]
 :invocations {:default {:inputs []}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default :enabled true}]}
 :flow
 '(let [input (flow/input)
        request
        ^{:label "Request source" :yes "Use input override" :no "Use imported template"}
        (if (:request input) (:request input) {})
        users (flow/step :http :get-users
                {:connection :api :template :get-users-request :data request})
        ;; TODO(n8n-import): port JS code below to Clojure
        ;; --- begin n8n code ---
        ;;
        ;; --- end n8n code ---
        result (flow/step :function :transform-users
                 {:ref :transform-users-fn :input {:users users :input input}})]
    result)}
