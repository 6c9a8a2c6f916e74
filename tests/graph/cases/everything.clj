{:slug :loopy
 :name "Loopy <b>& co"
 :concurrency {:type :singleton :on-new-version :supersede}
 :invocations {:default {:inputs []}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default :enabled true}]}
 :flow
 '(let [input (flow/input)
        pages
        ^{:label "Fetch pages" :max-iterations 5}
        (loop [page 1 acc []]
          (let [res (flow/step :http :fetch-page
                      {:connection :api :path (str "/p/" page) :title "Fetch one page"})]
            (if (:next res)
              (recur (inc page) (conj acc res))
              acc)))
        kind (case (:kind input)
               :a (flow/step :http :do-a {:url "https://x"})
               :b (flow/call-flow :child-b {:x 1})
               nil)
        status (flow/poll {:interval "5s"
                           :timeout "15m"
                           :return-on (fn [r] (= :completed (:status r)))}
                 (flow/step :http :get-status {:url "https://x"}))
        rows (mapv
              (fn [p] (flow/step :function :norm {:code '(fn [i] i) :input {:p p}}))
              pages)
        _ (doseq [r rows :when (:ok r)]
            (try
              (flow/step :notify :tell {:channels {}})
              (catch Exception e (flow/step :log :oops {:message "x"}))))
        fan (flow/step :fanout :spread
              {:items [{:type :call-flow :flow-slug :one}
                       {:type :call-flow :flow-slug :two}]})
        decision (flow/step :wait :approve {:key "k" :timeout "2h"})]
    (cond
      (= :no (:action decision)) (throw (ex-info "Rejected by manager" {}))
      (:later decision) (flow/step :sleep :nap {:seconds 60})
      :else (and (:x input) (flow/step :kv :save {:operation :set :key "a" :value 1})))
    {:ok true})}
