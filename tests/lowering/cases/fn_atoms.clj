(fn [xs]
  (let [seen (atom #{})]
    (doseq [x xs]
      (when-not (contains? @seen x)
        (swap! seen conj x)))
    (count @seen)))
