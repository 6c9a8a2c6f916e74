(let [input (flow/input)
      status ^{:label "Wait for export"}
             (flow/poll {:interval "5s"
                         :timeout "15m"
                         :backoff {:type :exponential :factor 1.5 :max "60s"}
                         :abort-on {:status #{400 404} :error? true}
                         :return-on (fn [r] (= :completed (:status r)))
                         :id :export-sleep}
               (flow/step :http :get-export {:connection :api :path (str "/exports/" (:id input))}))]
  status)
