(fn [input]
  (when-let [user (:user input)]
    (let [email (:email user)]
      {:email email :domain (second (str/split email #"@"))})))
