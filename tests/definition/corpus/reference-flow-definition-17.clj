{:invocations {:default {:label "Run input"
                         :inputs [{:name :question
                                   :label "Question"
                                   :type :text
                                   :required true}]}}
 :interfaces {:manual [{:id :ask :label "Ask" :invocation :default :enabled true}]}
 :flow '(let [input (flow/input)] {:region (:region input) :question (:question input)})}
