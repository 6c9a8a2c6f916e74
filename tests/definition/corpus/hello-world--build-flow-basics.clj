{:slug :hello-world
 :name "Hello World"
 :concurrency {:type :singleton :on-new-version :supersede}
 :functions [{:id :build-response
              :language :clojure
              :code "(fn [input] {:message (str \"Hello, \" (:name input) \"!\") :input input})"}]
 :invocations {:default {:inputs [{:name :name
                                   :type :text
                                   :label "Name"
                                   :default "World"}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default :enabled true}]}
 :flow
 '(let [input (flow/input)
        greeting-input
        ^{:label "Greeting input" :yes "Use provided name" :no "Default to World"}
        (if (:name input) input (assoc input :name "World"))
        output (flow/step :function :build-output
                 {:ref :build-response :input greeting-input})]
    output)}
