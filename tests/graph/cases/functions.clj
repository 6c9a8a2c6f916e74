{:slug :functions
 :name "Functions in a flow"
 :concurrency {:type :singleton :on-new-version :supersede}
 :flow
 '(let [input (flow/input)
        pure (inc (:n input))
        fetch (fn [id] (flow/step :http :fetch {:url (str "https://x/" id)}))
        again (fn again [n] (if (zero? n) nil (do (flow/step :http :ping {:url "u"}) (again (dec n)))))
        first-one (fetch 1)
        ^"Numbers" total ^"Add up" (do (flow/step :kv :read {:operation :get :key "n"})
                                       (reduce + (:ns input)))
        best (or (:given input) (flow/step :http :find-best {:url "u"}))
        sum (loop [i 0] (if (< i 10) (recur (inc i)) i))
        shaped (cond-> {:a 1} (:rich input) (assoc :more (flow/step :http :enrich {:url "u"})))]
    (again 3)
    (while (flow/step :http :busy? {:url "u"}) (flow/step :sleep :pause {:duration "5s"}))
    ^{:label "All regions"}
    (for [region (:regions input) :let [place (name region)]]
      (flow/call-flow (:child input) {:place place}))
    (throw (ex-info "never" {})))}
