;; Rows of one system as rows of another.
(fn [input]
  (let [reshape (fn [{:keys [first last score] :as row}]
                  (-> (select-keys row [:id :email])
                      (assoc :name (str first " " last)
                             :grade (cond (>= score 80) :a (>= score 50) :b :else :c))
                      (update :email str/lower-case)))]
    (->> (:rows input)
         (remove :deleted)
         (map reshape)
         (filter #(not= :c (:grade %)))
         (into []))))
