;; A header
{:slug :x
 :name "X"
 ;; a group
 :tags ["a" "b" "c"]
 :flow
 '(let [input (flow/input)
        total (reduce (fn [acc x] (+ acc (* (:price x) (:quantity x)))) 0 (:items input))
        {:keys [a b c] :as opts} (flow/step :http :fetch
                                   {:connection :api
                                    :method :get
                                    :path (str "/orders/"
                                               (:order-id input)
                                               "/lines/"
                                               (:line input))})
        ^{:label "Big?"} big? (> total 10)
        x (-> input
              :items
              (filter-things {:min 10 :max 100})
              (map (fn [x] (assoc x :total (* (:price x) 2))))
              (into [])
              count)
        y (cond
            (nil? x) :none
            (> x 100000000000000000) (do (println x) (inc x))
            (some-very-long-predicate? input x total)
            (flow/step :http :abc {:connection :api :path "/very/long/path/to/thing"})
            :else 1)
        z (case (:kind input)
            :a 1
            :b (flow/step :kv :put
                 {:operation :set :key (str "a:" x) :value {:a 1 :b 2 :c 3}})
            (throw (ex-info "bad kind" {:kind (:kind input)})))
        w (assoc (:m input)
                 :alpha (get-in input [:deep :path :to :alpha])
                 :beta (get-in input [:deep :path :to :beta])
                 :gamma 3)
        v (mapv (fn [item]
                  (let [n (:name item)]
                    {:name n :upper (str/upper-case n) :lower (str/lower-case n)}))
                (:items input))
        u (update-in input [:a :b] (fn [v]
                                     (cond-> v
                                       (string? v) str/trim
                                       (nil? v)
                                       (or "default value goes here, quite long"))))
        rows (for [a (range 10)
                   b (range 10)
                   :when (odd? (+ a b))
                   :let [c (* a b) d (+ a b)]]
               {:a a :b b :c c :d d})]
    (doseq [r rows] (flow/step :log :row {:message (str "row " r)})) ; trailing
    #_(old code)
    (if-let [q (first rows)]
      (loop [i 0 acc []] (if (< i 10) (recur (inc i) (conj acc i)) acc))
      (try (f) (catch Exception e (g e)) (finally (h))))
    (flow/poll {:interval "5s"
                :timeout "15m"
                :return-on (fn [r] (= :completed (:status r)))}
      (flow/step :http :get-status {:connection :api :path "/x"}))
    {:a 1
     #_#_:b 2
     :c #?(:clj 1 :default 2)
     :d #inst "2026-01-01"
     :f #(+ % 1)
     :s #{1 2 3}})}
