^{:label "Route"}
(cond
  (:vip (flow/input)) (flow/step :wait :approve {:key "k" :timeout "2h"})
  (flow/slot-bound? :crm) (flow/call-flow :sync-crm {:at (flow/now-ms)})
  :else (do (flow/step :sleep :pause {:seconds 5}) :skipped))
