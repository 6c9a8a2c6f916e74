(fn [input]
  {:message (str "Hello, " (:name input) "!") :input input})
