{:numbers [0x1F, 017 2r1010 1N 1.50M 1e3 -0.0 6/4 ##Inf], :chars [\a \newline \u00e9 \o101],
 :text "tab\t, quote \" and
a second line", :regex #"\d+\s*", :sugar ['x @y #'z `(a ~b ~@c) ~ @d],
 :meta [^:private x ^String y ^{:doc "a" :k 1} z ^"label" (f x) #^{:old true} w],
 :maps #:order{:id 1 :lines [{:sku "a"}]}, :tag #inst "2026-01-01T00:00:00Z",
 :choice #?(:clj 1 :default 2) #flow/include "common.edn"
 :splice [1 #?@(:clj [2 3])] :discards [#_a #_ b c #_(d e)] :set #{1 2 3}
 :anonymous #(assoc %1 :k %2 & %&)}
