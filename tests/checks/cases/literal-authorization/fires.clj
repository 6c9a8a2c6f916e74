{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :api :type :http-api :base-url "https://api.example.com" :auth {:type :none}}]
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :http :get
    {:connection :api
     :path "/users"
     :headers {"Authorization" "Bearer 3f9c1d2e4b5a69788796a5b4c3d2e1f0"}})}
