(fn area
  ([side] (area side side))
  ([width height] (* width height))
  ([width height & more] [width height more]))
