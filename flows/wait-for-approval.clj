{:slug :wait-for-approval
 :name "Wait For Approval"
 :concurrency {:type :singleton :on-new-version :supersede}
 :functions [{:id :approval->status
              :language :clojure
              :code "(fn [input] (let [action (keyword (or (get-in input [:approval :action]) \"reject\"))] {:status (if (= :approve action) :approved :rejected)}))"}]
 :invocations {:default {:inputs [{:name :order-id
                                   :type :text
                                   :label "Order ID"
                                   :required true}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default :enabled true}]}
 :flow
 '(let [input (flow/input)
        approval (flow/step :wait :approval
                   {:key (str "approval:order:" (:order-id input))
                    :timeout "1h"
                    :on-timeout :continue
                    :default-value {:action :reject :reason :timeout}
                    :notify {:channels {:http {:connection :sendgrid
                                               :path "/v3/mail/send"
                                               :method :post
                                               :json {:personalizations [{:to [{:email "approver@example.com"}]}]
                                                      :from {:email "approvals@example.com"}
                                                      :subject "Approve Order {{order-id}}"
                                                      :content [{:type "text/plain"
                                                                 :value "Order requires human review.\nApprove: {{approval-url}}\nReject: {{rejection-url}}"}]}}}}})
        decision (flow/step :function :derive-status
                   {:ref :approval->status :input {:approval approval}})
        outcome
        ^{:label "Approval branch" :yes "Approved" :no "Rejected/timeout"}
        (if (= :approved (:status decision))
          {:status :approved :approval approval}
          {:status :rejected :approval approval})]
    outcome)}
