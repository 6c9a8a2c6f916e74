(fn [input]
  {:zip (some-> input :address :zip str/trim)})
