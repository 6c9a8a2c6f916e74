{:templates [{:id :ops-alert :type :notification :channels {:http {:connection :notify-api :path "/alerts" :method :post :json {:title "{{title}}" :severity "{{severity}}" :message "{{message}}"}}}]
 :functions [{:id :alert-payload :language :clojure :code "(fn [input]\n {:title \"Workflow alert\"\n :severity (or (:severity input) \"warning\")\n :message (str \"Run \" (:run-id input) \" requires attention\")})"}]
 :flow '(let [payload (flow/step :function :build-alert-payload {:ref :alert-payload :input (flow/input)})] (flow/step :notify :send-alert {:template :ops-alert :data payload}))}
