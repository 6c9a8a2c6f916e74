(fn [{:keys [rows]}]
  (reduce (fn [totals {:keys [state amount id]}]
            (-> totals
                (update state (fnil + 0) amount)
                (assoc :last id)
                (cond-> (> amount 100) (update :big conj id))))
          {:big []}
          rows))
