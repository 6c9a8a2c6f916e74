{:functions [{:id :prepare-open-pr
              :language :clojure
              :code "(fn [{:keys [owner repo title head base]}] {:method :post :path (str \"/repos/\" owner \"/\" repo \"/pulls\") :json {:title title :head head :base base :draft true} :response-as :json})"}
             {:id :project-pr-result
              :language :clojure
              :code "(fn [result] {:url (get-in result [:body :html_url]) :number (get-in result [:body :number]) :state (get-in result [:body :state])})"}]
 :steps [{:id :github/open-pr
          :type :http
          :description "Open a draft GitHub pull request."
          :input-schema [:map
                         [:owner :string]
                         [:repo :string]
                         [:title :string]
                         [:head :string]
                         [:base :string]]
          :output-schema [:map [:url :string] [:number :int] [:state :string]]
          :defaults {:connection :github-api}
          :prepare :prepare-open-pr
          :project-result :project-pr-result
          :tool {:name "github_open_pr"
                 :description "Open a draft GitHub pull request."}}]
 :flow
 '(let [pr (flow/step :github/open-pr :create-pr
             {:owner "acme"
              :repo "service"
              :title "Fix null handling"
              :head "task/fix-null"
              :base "main"
              :persist {:type :blob}})]
    {:pr-url (:url pr) :pr-number (:number pr)})}
