(fn [rows]
  (vec (for [row rows
             :let [n (:n row)]
             :when n
             :while (< n 100)]
         {:n n :double (* 2 n)})))
