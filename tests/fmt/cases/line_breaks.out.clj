;; Line breaks that the author made are kept where there is a choice.
(do
  (f a b
     c d)
  (f
    a b)
  (if x
    y
    z)
  (if x y z)
  [:a :b
   :c :d]
  {:a 1
   :b 2
   :c 3}
  {:a 1 :b 2}
  {:flow
   '(let [x 1] x)}
  (let [a 1]
    a)
  (let [a 1
        b 2]
    (+ a b))
  (when ready (go))
  (assoc m
         :a 1
         :b 2)
  (cond
    a 1
    b 2)
  (fn
    ([a] a)
    ([a b]
     (+ a b)))
  (defn f "doc" [x] x)
  (->> xs
       (map inc)
       (filter odd?)))
