{:slug :case
 :name "Case"
 :concurrency {:type :singleton :on-new-version :supersede}
 :requires [{:slot :aws :type :secret :secret-ref :aws}]
 :invocations {:default {:inputs [{:name :user-id :type :number}]}}
 :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}
 :flow
 '(flow/step :http :it
    {:url "https://x.example.com"
     :auth {:type :aws-sigv4 :secret-ref :aws :region "us-east-1" :service "s3"}})}
