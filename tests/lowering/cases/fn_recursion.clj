(defn depth
  "How deep a tree is."
  [tree]
  (if (seq (:children tree))
    (inc (apply max (map depth (:children tree))))
    1))

(fn [input] {:depth (depth (:tree input))})
