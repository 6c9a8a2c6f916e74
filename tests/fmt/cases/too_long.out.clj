[(some-function first-argument second-argument third-argument fourth-argument
                fifth-argument six)
 (a-function-with-quite-a-long-name-that-goes-on-and-on-and-on-and-on
   {:a "a value" :b "another value of it"})
 [:alpha :beta :gamma :delta :epsilon :zeta :eta :theta :iota :kappa :lambda :mu :nu :xi
  :omicron :pi :rho :sigma]
 #{"a string that takes a whole line of its own, and then some more of it"
   "and another one that is just as long"}
 "a string that is much longer than a line may be, which nobody can help: it is what the author wrote, and so it stays"
 (->> (range 1000000)
      (filter (fn [n] (and (odd? n) (pos? n))))
      (map (fn [n] (* n n)))
      (reduce +))
 (swap! state update-in [:orders :by-id] (fn [orders]
                                           (assoc orders
                                                  (:id order) (merge order {:seen true}))))
 (if (and (:approved? decision) (> (:amount order) 10000))
   (flow/step :notify :tell-boss {:text "big"})
   nil)
 (try
   (risky-operation-with-a-name input)
   (catch Exception e (log-the-error-somewhere e {:input input}))
   (finally (done)))
 (condp = (:kind order)
   :wholesale (flow/step :http :wholesale {:connection :api :path "/wholesale"})
   :retail 2
   3)
 (assoc order
        :total (reduce + (map :price (:lines order)))
        :count (count (:lines order))
        :checked true)]
