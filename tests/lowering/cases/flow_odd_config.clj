(let [options (:options (flow/input))]
  (flow/step :github/open-pr {:owner "acme" :persist {:type :blob}})
  (flow/step :github/open-pr :create {:owner "acme"})
  (flow/step :http :dynamic options)
  (flow/step (keyword (:family options)) :late {:class 1 :x/y 2}))
