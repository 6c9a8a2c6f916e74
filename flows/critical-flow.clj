{:slug :critical-flow
 :name "Critical Flow"
 :deploy-key-required true
 :concurrency {:type :singleton :on-new-version :supersede}
 :flow '(let [input (flow/input)] input)}
