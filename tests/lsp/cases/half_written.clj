{:slug :half
 :na⟪complete top level⟫
 :functions [{:id :one :language :clojure :code "(fn [input] (ma⟪complete function in code⟫"}]
 :flow '(let [input (flow/input)
              x (flow/step :⟪complete family⟫
              y (flow/step :function :go {:ref :⟪complete ref⟫
