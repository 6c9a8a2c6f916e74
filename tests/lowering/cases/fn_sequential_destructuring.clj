(fn [[head & tail] {[x y] :point :as shape}]
  {:head head :tail tail :x x :y y :shape shape})
