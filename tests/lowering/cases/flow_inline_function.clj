(let [rows (:rows (flow/input))]
  (flow/step :function :build-summary
    {:code '(fn [{:keys [rows]}] {:count (count rows)})
     :input {:rows rows}
     :persist {:type :blob}}))
