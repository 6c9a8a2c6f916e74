"""Templates of collections, seqs and functions; how they are written is in `templates`."""

from __future__ import annotations

INTS = """
4 $vint
3 $lint
(range $small)
(range $int (+ $int 5))
(range 0 $small 2)
(range 5 $small -1)
(take $small (iterate inc $int))
(take $small (iterate (fn [%x] $int~<x:int>) $int))
(take $small (repeat $int))
(take $small (cycle $vint))
(take $small (repeatedly (constantly $int)))
(repeat $small $int)
4 (map (fn [%x] $int~<x:int>) $ints)
2 (map $f1 $ints)
(map + $ints $ints)
(map (fn [%a %b] $int~<a:int|b:int>) $ints $vint)
(map-indexed (fn [%i %x] $int~<i:int|x:int>) $ints)
2 (filter $pred $ints)
2 (filter (fn [%x] $bool~<x:int>) $ints)
(remove $pred $ints)
(keep (fn [%x] $oint~<x:int>) $ints)
(keep-indexed (fn [%i %x] (when (odd? %i) $int~<x:int>)) $ints)
(mapcat (fn [%x] [%x $int~<x:int>]) $ints)
3 (for [%x $ints] $int~<x:int>)
2 (for [%x $ints :when $bool~<x:int>] $int~<x:int>)
2 (for [%x $ints %y $vint~ :let [%z $int~<x:int|y:int>] :when $bool~<z:int>] $int~<x:int|y:int|z:int>)
(for [%x $ints :while $bool~<x:int> %y [1 2 %x]] $int~<x:int|y:int>)
(for [[%k %v] $imap] $int~<k:kw|v:int>)
(for [{:keys [k v]} $rows] $int~<=k:kw|=v:int>)
(take $small $ints)
(drop $small $ints)
(take-while $pred $ints)
(drop-while $pred $ints)
(take-last $small $ints)
(drop-last $small $ints)
(take-nth 2 $ints)
(butlast $ints)
(rest $ints)
(next $ints)
(reverse $ints)
(rseq (conj $vint 1))
(sort $ints)
(sort > $ints)
(sort-by (fn [%x] $int<x:int>) $ints)
(sort-by $f1 > $ints)
(distinct $ints)
(dedupe $ints)
(concat $ints $ints)
(lazy-cat $ints $ints)
(cons $int $ints)
(conj $vint $int)
(interleave $ints $ints)
(interpose $int $ints)
(flatten [$ints [$int [$vint]]])
(reductions + $ints)
(reductions (fn [%acc %x] $int~<acc:int|x:int>) $int $ints)
(vals $imap)
(map :v $rows)
(map val $imap)
(map count $strs)
(seq $vint)
(lazy-seq $ints~)
((fn %f [%n] (lazy-seq (when (pos? %n) (cons %n (%f (dec %n)))))) $small)
(if $bool $ints $ints)
(let [%a $ints] $ints<a:ints>)
(nthrest $ints $small)
(nthnext $ints $small)
(replace {1 $int} $vint)
(sequence $xf $ints)
(eduction $xf $vint)
(sort (seq $sint))
(sort $sint)
(into (list) $ints)
(apply concat [$ints $ints])
(apply map + [$ints $ints])
(doall (map inc $ints))
(subseq (sorted-set 1 5 $int) > $int)
(rsubseq (sorted-set 1 5 $int) <= $int)
(map first (partition 2 1 $ints))
(apply interleave [$ints $ints])
(tree-seq (constantly false) identity $int)
(or (seq $ints) [$int])
(not-empty $vint)
(replicate $small $int)
(map int $str)
(->> $ints (map inc) (take-while pos?) (drop 1))
(->> (iterate (fn [%x] (+ %x 3)) $int) (remove $pred) (take $small))
"""

VINT = """
[$int]
[$int $int]
[$int $int $int]
(vec $ints)
(vector $int $int)
(mapv $f1 $ints)
(mapv (fn [%x] $int<x:int>) $ints)
(mapv + $ints $ints)
(filterv $pred $ints)
(into [] $ints)
(into $vint $ints)
(into [] $xf $ints)
(conj $vint $int $int)
(assoc [$int $int $int] 1 $int)
(update [$int $int] 0 (fn [%x] $int<x:int>))
(pop [$int $int $int])
(subvec [$int $int $int $int] 1 3)
(subvec $vint $small)
(replace {1 2 $int $int} $vint)
(let [%a $vint] $vint<a:vint>)
(if $bool $vint $vint)
(reduce conj [] $ints)
(reduce (fn [%acc %x] (conj %acc $int<x:int>)) [] $ints)
(reduce (fn [%acc %x] (if $bool<x:int> (conj %acc %x) %acc)) $vint $ints)
(persistent! (reduce conj! (transient []) $ints))
(persistent! (assoc! (transient [$int $int]) 0 $int))
(persistent! (pop! (conj! (transient []) $int)))
(loop [%i 0 %acc []] (if (< %i $small) (recur (inc %i) (conj %acc $int<i:int>)) %acc))
(doto $vint (conj 1))
(vec (sort $ints))
((juxt $f1 $f1 $f1) $int)
(update-in [[$int] [$int]] [0 0] + $int)
"""

LINT = """
(list $int $int)
(list)
(list $int $int $int)
(list* $int $ints)
(quote (1 2 3))
(conj (list $int) $int)
(reverse $vint)
(into () $ints)
(pop (list $int $int))
(map inc $vint)
(rest (list 1 $int $int))
"""

STRS = """
[$str $str]
[$str $str $str]
(map str $ints)
(mapv (fn [%x] $str<x:int>) $ints)
(for [%x $ints] $str~<x:int>)
(str/split $str #",")
(str/split $str $re)
(map name $kws)
(sort $strs)
(map (fn [%s] $str~<s:str>) $strs)
(filter (fn [%s] $bool~<s:str>) $strs)
(remove str/blank? $strs)
(distinct $strs)
(list $str "a" "")
(map (partial apply str) (partition-all 2 $str))
(sort-by count $strs)
(re-seq #"[a-z0-9]+" $str)
(map str $str)
(keep not-empty $strs)
"""

KWS = """
[:a :b]
(keys $imap)
(map keyword $strs)
[$kw $kw :c]
(list $kw :a)
(sort [$kw $kw $kw])
"""

NUMS = """
[$num $num]
[$num $num $num]
(map (fn [%x] $num~<x:int>) $ints)
(sort [$num $num $num])
(list $num $int)
"""

ANYS = """
3 $vany
2 $ints
$strs
$kws
$nums
(list $any $any)
(map (fn [%x] $any~<x:any>) $anys)
(map (fn [%x] $any~<x:int>) $ints)
(for [%x $anys] [%x $any~<x:any>])
(for [%x $anys %y $vany~ :when $bool~<x:any|y:any>] (list %x %y))
(filter some? $anys)
(remove nil? $anys)
(keep identity $anys)
(concat $anys $anys)
(cons $any $anys)
(partition 2 $ints)
(partition 2 1 $ints)
(partition 3 2 $vint $ints)
(partition-all 2 $anys)
(partition-all 3 2 $ints)
(partition-by $pred $ints)
(partition-by (fn [%x] $any<x:int>) $ints)
(split-at $small $anys)
(split-with $pred $ints)
(interleave $anys $anys)
(interpose $any $anys)
(map vector $anys $anys)
(map list $ints $anys $strs)
(map-indexed vector $anys)
(map-indexed (fn [%i %x] $any~<i:int|x:any>) $anys)
(map (juxt identity $f1) $ints)
(mapcat (fn [%x] $anys~<x:int>) $ints)
(mapcat reverse [$vint $vint])
(flatten $vany)
(tree-seq sequential? seq $vany)
(seq $imap)
(map identity $imap)
(vals $map)
(map :k $rows)
(map (fn [{:keys [k v] :as %r}] $any~<=k:kw|=v:int|r:map>) $rows)
(sort-by str $anys)
(sort-by :v $rows)
(sort-by (juxt :k :v) $rows)
(sort-by :k (fn [%a %b] (compare %b %a)) $rows)
(sort-by val $imap)
(sort compare [$vint $vint [0]])
(distinct $anys)
(dedupe $anys)
(reverse $anys)
(rest $anys)
(next $anys)
(drop-last $vany)
(take $small $anys)
(take $small (cycle [$any $any]))
(repeat $small $any)
(reductions conj [] $ints)
(reductions (fn [%acc %x] $any~<acc:any|x:int>) $any $ints)
(seq $str)
(list* $any $any $vany)
(sequence (comp $xf (map (fn [%x] $any~<x:int>))) $ints)
(sequence (map vector) $ints $anys)
(into [] (comp (partition-all 2) (map (fn [%p] (count %p)))) $ints)
(into [] (comp cat (take 3)) [$vany $vany])
(into () (map (fn [%x] [%x])) $anys)
(transduce (comp (filter $pred) (map-indexed vector)) conj [] $ints)
(transduce (halt-when $pred) conj [] $ints)
(seq (iteration (fn [%k] (when (< %k 3) {:v %k :n (inc %k)})) :vf :v :kf :n :initk 0))
(sort-by first (map vec (frequencies $ints)))
(doall (for [%x $ints] (do (swap! log conj %x) $any<x:int>)))
(mapv (fn [%x] (swap! log conj %x) $any<x:any>) $anys)
(if-let [%a (seq $anys)] $anys<a:anys> [])
(lazy-seq (cons $any~ $anys~))
(->> $rows (group-by :k) (map (fn [[%k %g]] [%k (count %g)])) (sort-by str))
(->> $anys (partition-all 2) (map first))
(nthrest $vany $small)
(re-seq $re $str)
(replace {nil $any} $vany)
"""

VANY = """
[$any]
[$any $any]
[$any $any $any]
[$str $int $bool]
(vec $anys)
(vector $any $any $any)
(mapv (fn [%x] $any<x:any>) $anys)
(into [] $anys)
(conj $vany $any)
(assoc [$any $any] $small $any)
(assoc-in [$any {:a 1}] [1 :b] $any)
(update-in [{:a $int}] [0 :a] (fn [%x] $any<x:int>))
(reduce (fn [%acc %x] (conj %acc $any<x:any>)) [] $anys)
(reduce (fn [%acc %x] (conj %acc [(count %acc) %x])) [] $anys)
(loop [%i $small %acc $vany] (if (zero? %i) %acc (recur (dec %i) (conj %acc $any<i:int>))))
(let [%a $vany] $vany<a:vany>)
(if $bool $vany $vany)
[(do (swap! log conj 1) $any) (do (swap! log conj 2) $any) $any]
[$any (let [%a (swap! log conj $int)] $any) (if $bool (do (swap! log conj 3) $any) $any)]
(filterv $truthy $anys)
(subvec [$any $any $any] 1)
(persistent! (conj! (transient (into [] $vany)) $any))
(vec (first (split-with nil? $anys)))
(with-meta $vany {:m 1})
(first {$kw $any})
(find {:a $any} :a)
"""

MAP = """
{}
{:a $any}
{:a $any :b $any}
{:a $any, :n/b $any, :c $any}
{:a $map :b $vany}
{:a (do (swap! log conj :a) $any) :b (do (swap! log conj :b) $any)}
$imap
(assoc $map $kw $any)
(assoc $map :a $any :z $any)
(assoc-in $map [:m :n] $any)
(assoc nil $kw $any)
(dissoc $map $kw)
(dissoc $map :a :b $kw)
(update $imap $kw (fnil inc 0))
(update $map :a (fn [%o] $any<o:any>))
(update $map :q (fnil conj []) $any)
(update {:a $int} :a + $int $int)
(update-in $map [:u :v] (fnil + 0) $int)
(update-in {:a {:b $int}} [:a :b] $f1)
(merge $map $map)
(merge $map nil {:a $any})
(merge-with + $imap $imap)
(merge-with (fn [%a %b] $any<a:int|b:int>) $imap $imap)
(merge-with into {:a $vint} {:a $ints})
(select-keys $map [:a $kw])
(into {} $imap)
(into {} (map (fn [[%k %v]] [%k $any<k:kw|v:int>])) $imap)
(into {} (for [[%k %v] $imap] [%k $any~<k:kw|v:int>]))
(into $map [[:x $any] [:y 2]])
(conj $map [:c $any])
(conj $map {:d $any :e 1})
(zipmap [:a :b :c] $anys)
(zipmap $kws $ints)
(update-vals $imap (fn [%x] $any<x:int>))
(update-vals $imap $f1)
(reduce-kv (fn [%m %k %v] (assoc %m %k $any<k:kw|v:int>)) {} $imap)
(reduce (fn [%m %x] (assoc %m (keyword (str "k" (mod %x 3))) $any<x:int>)) {} $ints)
(reduce (fn [%m {:keys [k v]}] (update %m k (fnil + 0) v)) {} $rows)
(reduce (fn [%m {:keys [k v]}] (update-in %m [k :vs] (fnil conj []) v)) {} $rows)
(reduce (fn [%m [%k %v]] (if $bool<v:int> (dissoc %m %k) (assoc %m %k %v))) $imap $imap)
(loop [%m {} %xs $ints] (if (seq %xs) (recur (assoc %m (if (odd? (first %xs)) :odd :even) (first %xs)) (rest %xs)) %m))
(array-map :x $any :y $any)
(first $rows)
(let [%m $map] $map<m:map>)
(if $bool $map $map)
(set/rename-keys $map {:a :z})
(persistent! (assoc! (transient {}) :a $any :b $any))
(persistent! (dissoc! (transient {:a 1 :b $any}) :a))
(group-by (fn [%x] (if $bool<x:int> :t :f)) $ints)
(-> {} (assoc :a $any) (assoc :b $any) (update :a vector))
(cond-> {} $bool (assoc :a $any) $bool (merge $map))
(->> $rows (map (juxt :k :v)) (into {}))
(walk/keywordize-keys {"a" $any "b-c" $any})
(with-meta $map {:doc "x"})
(doto {:a 1} (assoc :b $any))
(let [{:keys [a] :or {a $any}} $map] {:a a :m $map<=a:any>})
(sorted-map :b $any :a $any)
(dissoc (assoc $map :t 1) :t)
(not-empty $map)
"""

IMAP = """
{:a $int}
{:a $int :b $int}
{:b $int :c $int :a $int}
(assoc $imap $kw $int)
(dissoc $imap $kw)
(merge $imap $imap)
(merge-with + $imap $imap)
(update {:a $int} :a $f1)
(update $imap $kw (fnil $f1 0))
(zipmap [:a :b :c :d] $ints)
(into {} (map (fn [%r] [(:k %r) (:v %r)])) $rows)
(update-vals $imap $f1)
(let [%m $imap] $imap<m:imap>)
(frequencies $kws)
(reduce (fn [%m %x] (update %m (if (even? %x) :e :o) (fnil inc 0))) {} $ints)
(select-keys $imap [:a :b])
(into (sorted-map) $imap)
(update-keys $imap (fn [%k] (keyword (str (name %k) "1"))))
(reduce-kv (fn [%m %k %v] (assoc %m %k (+ %v $int))) {} $imap)
"""

AMAP = """
{nil $any}
{1 $any 1.0 $any}
{true $any "a" $any \\a $any}
{[1] $any (quote (2)) $any}
{$int $any :a $any}
{"k" $any 2/3 $any}
{nil 1 false 2 true 3 0 $any}
(frequencies $ints)
(frequencies $anys)
(frequencies $str)
(group-by $f1 $ints)
(group-by $pred $ints)
(group-by :k $rows)
(group-by (fn [%x] $any<x:any>) $anys)
(zipmap $anys $anys)
(zipmap $ints $strs)
(into {} (map vector $anys $ints))
(assoc $amap $any $any)
(dissoc $amap $any)
(into (sorted-map) (zipmap $ints $strs))
(sorted-map $int $any 1 $any)
(into {} (sorted-map-by > 1 $any $int $any))
(set/map-invert $imap)
(update-keys $imap (fn [%k] $any<k:kw>))
(hash-map 1 $any)
(let [%m $amap] $amap<m:amap>)
(set/index #{{:k :a :v $int}} [:k])
$map
(reduce (fn [%m %x] (assoc %m %x $any<x:any>)) {} $anys)
(reduce (fn [%m %x] (update %m $any<x:any> (fnil conj []) %x)) {} $anys)
"""

SINT = """
#{}
#{7}
#{1 2 3}
(set $ints)
(into #{} $ints)
(conj $sint $int)
(disj $sint $int)
(hash-set $int)
(set/union $sint $sint)
(set/intersection $sint $sint)
(set/difference $sint $sint)
(set/select $pred $sint)
(sorted-set $int 2 $int)
(sorted-set-by > $int $int)
(into (sorted-set) $ints)
(set (map $f1 $sint))
(let [%s $sint] $sint<s:sint>)
(if $bool $sint $sint)
(reduce conj #{} $ints)
(persistent! (conj! (transient #{}) $int))
(persistent! (disj! (transient #{1 2}) $int))
(into #{} $xf $ints)
(set (filter $pred $sint))
(disj $sint $int $int)
(empty $sint)
"""

SANY = """
#{nil}
#{:a 1 "b"}
#{1 1.0}
(set $anys)
(into #{} $anys)
(conj $sany $any)
(disj $sany $any)
(set/union $sany $sany)
(set/intersection $sany $sint)
(set/difference $sany $sany)
(set (keys $amap))
(set (vals $map))
(set/project (set $rows) [:k])
(set/rename #{{:k $any :z 1}} {:k :kk})
(set/join #{{:k :a :v $int~} {:k :b :v $int~}} #{{:k :a :w 1} {:k :b :w $int~}})
(set (map vec (partition 2 $ints)))
"""

ROWS = """
[{:k :a :v $int} {:k :b :v $int}]
[{:k :b :v $int :n $str} {:k :a :v $int} {:k :b :v 0}]
[]
(map (fn [%x] {:k (if $bool~<x:int> :a :b) :v %x}) $ints)
(for [%x $vint] {:k $kw~<x:int> :v $int~<x:int>})
(filter (fn [%r] (pos? (:v %r))) $rows)
(sort-by :v $rows)
(map (fn [%r] (assoc %r :z $any~<r:map>)) $rows)
(map (fn [%r] (update %r :v inc)) $rows)
(map-indexed (fn [%i %r] (assoc %r :i %i)) $rows)
(let [%r $rows] $rows<r:rows>)
(mapv (fn [[%k %v]] {:k %k :v %v}) $imap)
(concat $rows $rows)
(map (fn [{:keys [v] :as %r}] (merge %r {:w $any~<=v:int>})) $rows)
"""

F1 = """
inc
dec
-
(fn [%x] $int<x:int>)
2 (fn [%x] $int<x:int>)
(partial + $int)
#(+ % $int)
#(* 2 %)
(comp inc dec)
(comp $f1 $f1)
(constantly $int)
identity
(fnil inc 0)
(fn %f [%x] (if (> %x 3) (%f (quot %x 2)) $int<x:int>))
(memoize $f1)
(let [%a $int] (fn [%x] $int<a:int|x:int>))
(if $bool inc dec)
abs
(fn ([%x] $int<x:int>) ([%x %y] (+ %x %y)))
"""

F2 = """
+
-
*
max
min
(fn [%x %y] $int<x:int|y:int>)
#(+ %1 (* 2 %2))
#(- %2 %1)
compare
(comp inc +)
(partial + 1)
(fn [%x & %r] $int<x:int|r:ints?>)
quot
bit-xor
"""

PRED = """
odd?
even?
pos?
neg?
zero?
pos-int?
(fn [%x] $bool<x:int>)
#(> % $int)
#{1 2 3}
(complement $pred)
(every-pred $pred odd?)
(some-fn $pred even?)
(partial < $int)
(comp not $pred)
(comp odd? $f1)
$sint
(constantly true)
any?
"""

XF = """
(map $f1)
(map (fn [%x] $int~<x:int>))
(filter $pred)
(remove $pred)
(take $small)
(drop $small)
(take-while $pred)
(drop-while $pred)
(keep (fn [%x] $oint~<x:int>))
(keep-indexed (fn [%i %x] (when (even? %i) %x)))
(map-indexed (fn [%i %x] (+ %i %x)))
(mapcat (fn [%x] [%x %x]))
(dedupe)
(distinct)
(take-nth 2)
(interpose $int)
(replace {1 $int})
(comp $xf $xf)
(comp (partition-all 2) (map first))
(comp (partition-by odd?) cat)
(comp (map inc) (filter $pred) (take 3))
"""

TRUTHY = """
identity
some?
(fn [%x] $bool<x:any>)
(complement nil?)
"""
