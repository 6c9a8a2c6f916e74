(fn [event]
  (case (:type event)
    :created "new"
    (:updated :changed) (str "changed " (:id event))
    "legacy" "old"
    7 "seven"
    nil))
