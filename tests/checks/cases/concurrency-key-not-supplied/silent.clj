{:slug :case
 :name "Case"
 :concurrency {:type :keyed :key-field :user-id :on-new-version :coexist}
 :requires [{:slot :api :type :http-api :base-url "https://api.example.com" :auth {:type :none}}]
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :http :get
    {:connection :api :path "/users"})}
