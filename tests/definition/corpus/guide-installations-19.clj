{:requires [{:kind :form
             :fields [{:key :region
                       :field-type :select
                       :required true
                       :options ["EU" "US"]}]}]
 :invocations {:default {:inputs [{:name :question :type :text :required true}
                                  {:name :resources
                                   :type :resource
                                   :required true
                                   :multiple true}]}}
 :flow
 '(let [input (flow/input)
        region (:region input)
        question (:question input)
        resources (:resources input)]
    {:region region :question question :resource-count (count resources)})}
