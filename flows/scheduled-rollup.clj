{:slug :scheduled-rollup
 :name "Scheduled Rollup"
 :concurrency {:type :singleton :on-new-version :drain}
 :functions [{:id :build-rollup-output
              :language :clojure
              :code "(fn [input] {:type :rollup :run-at (:run-at input) :input (:input input)})"}]
 :invocations {:default {:inputs []}}
 :schedules [{:id :every-15m
              :label "Every 15m"
              :invocation :default
              :enabled true
              :cron "*/15 * * * *"}]
 :flow
 '(let [run-at (flow/step :time :now {})
        input (flow/input)
        rollup-input
        ^{:label "Rollup input source"
          :yes "Use override payload"
          :no "Use schedule/manual input"}
        (if (:override input) (:override input) input)
        output (flow/step :function :build-output
                 {:ref :build-rollup-output :input {:run-at run-at :input rollup-input}})]
    output)}
