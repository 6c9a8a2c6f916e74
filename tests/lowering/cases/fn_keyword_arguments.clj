(fn [x & {:keys [scale] :or {scale 1}}]
  (* x scale))
