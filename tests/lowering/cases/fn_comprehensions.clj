(fn [{:keys [rows]}]
  {:names (str/join ", " (map :name rows))
   :labels (str/join ", " (map (fn [row] (str (:id row) "=" (:name row))) rows))
   :ids (mapv #(:id %) rows)
   :open (filterv (fn [row] (= "open" (:state row))) rows)
   :count (count (filter #(> (:n %) 2) rows))
   :pairs (into [] (for [row rows :when (:ok row) tag (:tags row)] [row tag]))})
