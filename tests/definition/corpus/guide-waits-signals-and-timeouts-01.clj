{:flow
 '(let [input (flow/input)
        approval (flow/step :wait :approval
                   {:key (str "order-approval:" (:order-id input))
                    :timeout "2h"
                    :on-timeout :continue
                    :default-value {:action :reject :reason :timeout}
                    :notify {:channels {:http {:connection :sendgrid
                                               :path "/v3/mail/send"
                                               :method :post
                                               :json {:personalizations [{:to [{:email "approver@example.com"}]}]
                                                      :from {:email "approvals@example.com"}
                                                      :subject "Approve order {{order-id}}"
                                                      :content [{:type "text/plain"
                                                                 :value "Approve: {{approval-url}}\nReject: {{rejection-url}}"}]}}}}})]
    {:action (:action approval) :approval approval})}
