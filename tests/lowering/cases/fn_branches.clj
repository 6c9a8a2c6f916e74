(fn [order]
  (cond
    (nil? order) {:status :missing}
    (:paid order) (let [total (:total order)]
                    (if (> total 100)
                      {:status :big :total total}
                      {:status :small}))
    (string? (:id order)) {:status :unpaid}
    :else (throw (ex-info "bad order" {:order order}))))
