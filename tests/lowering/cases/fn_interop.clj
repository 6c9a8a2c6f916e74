(fn [input]
  {:day (str (java.time.LocalDate/parse (:day input)))
   :upper (.toUpperCase (:name input))
   :price (BigDecimal. "1.50")
   :text? (instance? String (:name input))})
