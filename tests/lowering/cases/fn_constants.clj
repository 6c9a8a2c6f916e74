(def rates {"EUR" 1.0 "USD" 1.1})
(fn [input]
  {:rate (get rates (:currency input))
   :weekdays ["Mon" "Tue" "Wed" "Thu" "Fri" "Sat" "Sun" "Mon" "Tue" "Wed"]
   :odd {1 :int 1.0 :double true :bool}
   :pattern (re-find #"[a-z]+" (:text input))
   :quoted '(a "b" :c)})
