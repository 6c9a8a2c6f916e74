;; Sales rolled up by region: sums, counts by product, the best region first.
(fn [input]
  (let [add (fnil + 0)
        totals (reduce (fn [acc {:keys [region product amount quantity]}]
                         (-> acc
                             (update-in [region :revenue] add (* amount quantity))
                             (update-in [region :units] add quantity)
                             (update-in [region :products product] (fnil inc 0))))
                       {}
                       (:rows input))]
    (->> totals
         (map (fn [[region {:keys [revenue units] :as total}]]
                (assoc total :region region :average (quot revenue units))))
         (sort-by :revenue >)
         vec)))
