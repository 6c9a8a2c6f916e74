{:slug :orders
 :name "Orders 🧾"
 :con⟪hover definition key⟫currency {:type :single⟪hover value⟫ton :on-new⟪hover nested key⟫-version :supersede}
 :requires [{:slot :orders-api :type :http-api :label "API" :base-url "https://x"}
            {:slot :signing :type :secret :label "Signing" :secret-ref :signing ⟪complete slot keys⟫}]
 :templates [{:id :fetch-risk :type :http-request :request {:method :get :path "/r"}}]
 :functions [{:id :summarize
              :language :clojure
              :code "(defn twice [n] (* 2 n))\n(fn [input]\n  (let [total (twi⟪hover helper⟫ce⟪definition helper⟫ (:n input))\n        label (str/up⟪complete in code⟫per-case \"x\")]\n    {:total to⟪definition local in code⟫tal :label label}))"}]
 :steps [{:id :orders/lookup :type :http :description "Look up" :input-schema {:type "object"}
          :defaults {:connection :orders-api}}]
 :invocations {:default {:inputs [{:name :order-id :type :te⟪complete input type⟫xt :label "Order" :required tr⟪complete flag⟫ue}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :de⟪definition invocation⟫fault ⟪complete interface keys⟫:enabled true}]
              :webhook [{:id :hook :invocation :default :event-name "x"
                         :auth {:type :hmac-sha256 :secret-ref :si⟪complete secret⟫gning}}]}
 :flow
 '(let [input (flow/in⟪hover flow form⟫put)
        order-id (:order-id inp⟪definition local⟫ut)
        order (flow/step :ht⟪hover family⟫tp :fetch
                {:connection :or⟪definition connection⟫ders-api
                 :template :fe⟪complete template⟫tch-risk
                 :data {:id order⟪hover local⟫-id}
                 :ret⟪hover step option⟫ry {:max⟪hover inner option⟫-attempts 3}
                 ⟪complete step keys⟫})
        summary (flow/step :function :sum {:ref :summ⟪complete ref⟫arize :input {:n 1}})
        looked (flow/step :orders/look⟪definition packaged⟫up {:id order-id})
        [a {:keys [deep]}] [1 {:deep 2}]
        saved (flow/step :kv :save {:operation :set :key "k" :value de⟪definition destructured⟫ep
                                    :persist {:type :blob ⟪complete persist keys⟫}})]
    (flow/step :⟪complete families⟫http :again {:url "https://x"})
    (if-let [found (g⟪complete code⟫et a 0)] fou⟪definition if-let⟫nd (print⟪hover refused⟫ln a))
    {:order order :summary summary :looked looked :saved saved})}
