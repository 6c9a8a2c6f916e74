{:requires [{:slot :archive
             :type :blob-storage
             :label "Archive storage"
             :config {:prefix {:default "reports" :label "Folder prefix"}}}]
 :flow
 '(let [download (flow/step :http :download-report
                   {:connection :reports-api
                    :response-as :bytes
                    :persist {:type :blob
                              :slot :archive
                              :path "{{input.customer-id}}/{{input.run-date}}"
                              :filename "summary-{{input.report-id}}.pdf"}})]
    {:download download})}
