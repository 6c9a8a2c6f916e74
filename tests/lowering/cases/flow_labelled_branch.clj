(let [input (flow/input)
      user-id ^{:label "Resolve user id" :yes "Use provided user-id" :no "Fallback"}
              (if (:user-id input) (:user-id input) 1)
      user (flow/step :http :fetch-user {:connection :public-api :path (str "/users/" user-id)})
      normalized (flow/step :function :normalize {:ref :normalize-user :input {:user user}})]
  normalized)
