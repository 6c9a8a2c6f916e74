#!/usr/bin/env breytac
;;; Orders
   ;; indented by accident   

{ ; the flow
 :slug :orders      ; kept apart
 ;; about the name

 ;; and more
 :name ; why not
 "Orders"


 :tags [ ;; first
   "a" ; one
   "b"
   ;; last
   ]
 #_#_:old "entry" :new 1
 #_:key #_"value"
 :flow '(let [;; before the first binding
              a 1 ; trailing

              ;; before the second
              b #_ 3 2]
   ;; before the body
   (do ; at once
     (f a
        ;; between arguments
        b ; last
        ))
          )}
;; the end
