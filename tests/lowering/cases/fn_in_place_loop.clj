(fn [{:keys [rows]}]
  (loop [rows rows seen {} out []]
    (if-let [row (first rows)]
      (if (contains? seen (:id row))
        (recur (rest rows) seen out)
        (recur (rest rows) (assoc seen (:id row) true) (conj out row)))
      {:rows out :count (count out)})))
