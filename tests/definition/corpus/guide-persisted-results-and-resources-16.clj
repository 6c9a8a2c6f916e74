{:requires [{:slot :archive
             :type :blob-storage
             :label "Archive storage"
             :prefers [{:flow :report-producer :slot :archive}]
             :config {:prefix {:default "reports" :label "Folder prefix"}}}]
 :invocations {:default {:inputs [{:name :report
                                   :label "Archived report"
                                   :type :resource
                                   :slot :archive
                                   :accept ["application/pdf"]}]}}
 :flow '(let [input (flow/input)] {:report (:report input)})}
