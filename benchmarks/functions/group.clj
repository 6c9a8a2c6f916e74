;; A handful of items, grouped, summed and sorted.
(fn [input]
  (->> (:items input)
       (filter :in-stock)
       (group-by :category)
       (map (fn [[category items]]
              {:category category
               :count (count items)
               :total (reduce + (map :price items))
               :names (mapv :name (sort-by :price items))}))
       (sort-by :category)
       vec))
