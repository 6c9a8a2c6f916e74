(fn [input]
  (try
    (let [n (parse-long (:n input))]
      {:result (/ 100 n)})
    (catch ArithmeticException e
      {:error (ex-message e)})
    (catch Exception e
      (throw (ex-info "bad input" {:input input} e)))
    (finally
      (println "done"))))
