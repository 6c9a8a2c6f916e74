(fn [{:keys [rows]}]
  (reduce (fn [totals {:keys [id n]}]
            (if (nil? n)
              totals
              (update totals id (fnil + 0) n)))
          {}
          rows))
