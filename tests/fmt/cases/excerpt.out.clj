;; An excerpt of a flow, as documentation shows it.
:persist {:type :blob
          :slot :archive}

:steps [#flow/include "a.edn"] ; one
:icon
:star :name
"x"
