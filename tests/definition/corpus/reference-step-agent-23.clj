{:functions [{:id :prepare-open-pr
              :language :clojure
              :code "(fn [{:keys [owner repo title head base]}] {:method :post :path (str \"/repos/\" owner \"/\" repo \"/pulls\") :json {:title title :head head :base base :draft true} :response-as :json})"}
             {:id :project-pr-result
              :language :clojure
              :code "(fn [result] {:url (get-in result [:body :html_url]) :number (get-in result [:body :number])})"}]
 :steps [{:id :github/open-pr
          :type :http
          :description "Open a draft GitHub pull request."
          :input-schema [:map
                         [:owner :string]
                         [:repo :string]
                         [:title :string]
                         [:head :string]
                         [:base :string]]
          :output-schema [:map [:url :string] [:number :int]]
          :defaults {:connection :github-api}
          :prepare :prepare-open-pr
          :project-result :project-pr-result
          :tool {:name "github_open_pr"
                 :description "Open a draft GitHub pull request."}}]
 :flow
 '(let [result (flow/step :agent :fix-and-pr
                 {:connection :ai
                  :objective "Fix the issue, then open a draft PR with the fix."
                  :inputs {:repo-tree repo-tree :changeset changeset}
                  :tools {:steps [:github/open-pr] :allowed ["files" "table"]}
                  :max-iterations 8})]
    result)}
