(fn [{:keys [owner repo title] :or {title "untitled"}}]
  {:method :post
   :path (str "/repos/" owner "/" repo "/pulls")
   :json {:title title :draft true}})
