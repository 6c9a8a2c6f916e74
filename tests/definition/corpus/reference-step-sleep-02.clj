{:functions [{:id :retry-delay
              :language :clojure
              :code "(fn [input]\n {:seconds (min 300 (max 1 (* 5 (or (:attempt input) 1))))})"}]
 :flow
 '(let [delay (flow/step :function :compute-delay
                {:ref :retry-delay :input (flow/input)})]
    (flow/step :sleep :backoff {:seconds (:seconds delay)}))}
