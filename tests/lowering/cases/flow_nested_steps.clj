(let [page (:body (flow/step :http :first-page {:path "/1"}))]
  {:page page
   :rest (if (:next page) (flow/step :http :next-page {:path (:next page)}) nil)
   :saved (flow/step :kv :save {:operation :set :key "k" :value page})})
