"""The Clojure vars a flow may use, as tables: name, arity (least..most), what it returns, remarks.

A remark is the kind when it is no function (macro, special), and `impure` when a call has an
effect or depends on when it is made.  `vars` reads these tables; nothing else does.
"""

CORE = """
*             0..  number
+             0..  number
-             1..  number
->            1..  any macro
->>           1..  any macro
/             1..  number
<             1..  bool
<=            1..  bool
=             1..  bool
==            1..  bool
>             1..  bool
>=            1..  bool
NaN?          1..1 bool
abs           1..1 number
and           0..  any macro
any?          1..1 bool
apply         2..  any
array-map     0..  map
as->          2..  any macro
assoc         3..  any
assoc-in      3..3 any
associative?  1..1 bool
boolean       1..1 bool
boolean?      1..1 bool
butlast       1..1 any
case          1..  any macro
catch         2..  any special
char          1..1 any
char?         1..1 bool
coll?         1..1 bool
comment       0..  nil macro
comp          0..  any
compare       2..2 int
complement    1..1 any
concat        0..  seq
cond          0..  any macro
cond->        1..  any macro
cond->>       1..  any macro
condp         2..  any macro
conj          0..  any
cons          2..2 seq
constantly    1..1 any
contains?     2..2 bool
count         1..1 int
cycle         1..1 seq
dec           1..1 number
dedupe        0..1 any
disj          1..  any
dissoc        1..  any
distinct      0..1 any
do            0..  any special
doall         1..2 any impure
dorun         1..2 nil impure
doseq         1..  nil macro impure
dotimes       1..  nil macro impure
doto          1..  any macro
double        1..1 number
double?       1..1 bool
drop          1..2 any
drop-last     1..2 seq
drop-while    1..2 any
empty         1..1 any
empty?        1..1 bool
even?         1..1 bool
every-pred    1..  any
every?        2..2 bool
ex-cause      1..1 any
ex-data       1..1 any
ex-info       2..3 any
ex-message    1..1 any
false?        1..1 bool
ffirst        1..1 any
filter        1..2 any
filterv       2..2 vector
finally       0..  any special
find          2..2 any
first         1..1 any
flatten       1..1 seq
float         1..1 number
float?        1..1 bool
fn            0..  any macro
fn*           1..  any special
fn?           1..1 bool
fnext         1..1 any
fnil          2..4 any
for           2..2 seq macro
format        1..  str
frequencies   1..1 map
get           2..3 any
get-in        2..3 any
group-by      2..2 map
hash-map      0..  map
hash-set      0..  set
identical?    2..2 bool
identity      1..1 any
if            2..3 any special
if-let        2..  any macro
if-not        2..3 any macro
if-some       2..  any macro
ifn?          1..1 bool
inc           1..1 number
infinite?     1..1 bool
int           1..1 int
int?          1..1 bool
integer?      1..1 bool
interleave    0..  seq
interpose     1..2 any
into          0..3 any
iterate       2..2 seq
juxt          1..  any
keep          1..2 any
keep-indexed  1..2 any
key           1..1 any
keys          1..1 any
keyword       1..2 any
keyword?      1..1 bool
last          1..1 any
lazy-seq      0..  seq macro
let           1..  any macro
let*          1..  any special
letfn         1..  any macro
list          0..  list
list*         1..  any
list?         1..1 bool
long          1..1 int
loop          1..  any macro
loop*         1..  any special
map           1..  any
map-entry?    1..1 bool
map-indexed   1..2 any
map?          1..1 bool
mapcat        1..  any
mapv          2..  vector
max           1..  number
max-key       2..  any
memoize       1..1 any
merge         0..  any
merge-with    1..  any
min           1..  number
min-key       2..  any
mod           2..2 number
name          1..1 str
namespace     1..1 any
nat-int?      1..1 bool
neg-int?      1..1 bool
neg?          1..1 bool
next          1..1 any
nfirst        1..1 any
nil?          1..1 bool
nnext         1..1 any
not           1..1 bool
not-any?      2..2 bool
not-empty     1..1 any
not-every?    2..2 bool
not=          1..  bool
nth           2..3 any
nthnext       2..2 any
nthrest       2..2 any
number?       1..1 bool
odd?          1..1 bool
or            0..  any macro
parse-boolean 1..1 any
parse-double  1..1 any
parse-long    1..1 any
partial       1..  any
partition     2..4 any
partition-all 1..3 any
partition-by  1..2 any
peek          1..1 any
pop           1..1 any
pos-int?      1..1 bool
pos?          1..1 bool
pr-str        0..  str
quot          2..2 number
quote         1..1 any special
range         0..3 seq
ratio?        1..1 bool
rational?     1..1 bool
re-find       1..2 any
re-matches    2..2 any
re-pattern    1..1 any
re-seq        2..2 any
recur         0..  any special
reduce        2..3 any
reduce-kv     3..3 any
reduced       1..1 any
reduced?      1..1 bool
reductions    2..3 seq
rem           2..2 number
remove        1..2 any
repeat        1..2 seq
repeatedly    1..2 any
replace       1..2 any
rest          1..1 seq
reverse       1..1 seq
run!          2..2 nil impure
second        1..1 any
select-keys   2..2 any
seq           1..1 any
seq?          1..1 bool
sequential?   1..1 bool
set           1..1 set
set?          1..1 bool
some          2..2 any
some->        1..  any macro
some->>       1..  any macro
some-fn       1..  any
some?         1..1 bool
sort          1..2 seq
sort-by       2..3 seq
sorted-map    0..  map
sorted-map-by 1..  map
sorted-set    0..  set
sorted-set-by 1..  set
split-at      2..2 vector
split-with    2..2 vector
str           0..  str
string?       1..1 bool
subs          2..3 str
subvec        2..3 vector
symbol        1..2 any
symbol?       1..1 bool
take          1..2 any
take-last     2..2 any
take-nth      1..2 any
take-while    1..2 any
throw         1..1 any special impure
tree-seq      3..3 seq
true?         1..1 bool
try           0..  any special
update        3..  any
update-in     3..  any
update-keys   2..2 map
update-vals   2..2 any
val           1..1 any
vals          1..1 any
vec           1..1 vector
vector        0..  vector
vector?       1..1 bool
when          1..  any macro
when-first    1..  any macro
when-let      1..  any macro
when-not      1..  any macro
when-some     1..  any macro
zero?         1..1 bool
zipmap        2..2 map
"""

CORE_SECOND = """
*'                           0..  number
+'                           0..  number
-'                           1..  number
->Eduction                   2..2 any
.                            2..  any special
assert                       1..2 any macro impure
assoc!                       3..  any impure
atom                         1..  any impure
bigdec                       1..1 number
bigint                       1..1 int
biginteger                   1..1 int
bit-and                      2..  int
bit-and-not                  2..  int
bit-clear                    2..2 int
bit-flip                     2..2 int
bit-not                      1..1 int
bit-or                       2..  int
bit-set                      2..2 int
bit-shift-left               2..2 int
bit-shift-right              2..2 int
bit-test                     2..2 bool
bit-xor                      2..  int
bounded-count                2..2 int
byte                         1..1 int
bytes?                       1..1 bool
cat                          1..1 any
chunked-seq?                 1..1 bool
class                        1..1 any
comparator                   1..1 any
compare-and-set!             3..3 bool impure
completing                   1..2 any
conj!                        0..2 any impure
counted?                     1..1 bool
dec'                         1..1 number
decimal?                     1..1 bool
declare                      0..  any macro
def                          1..3 any special
defn                         2..  any macro
defn-                        1..  any macro
defonce                      2..2 any macro
delay                        0..  any macro impure
delay?                       1..1 bool
denominator                  1..1 int
deref                        1..3 any impure
disj!                        1..  any impure
dissoc!                      2..  any impure
distinct?                    1..  bool
eduction                     1..  any
ensure-reduced               1..1 any
enumeration-seq              1..1 any
find-keyword                 1..2 any
force                        1..1 any impure
halt-when                    1..2 any
hash                         1..1 int
ident?                       1..1 bool
inc'                         1..1 number
indexed?                     1..1 bool
inst-ms                      1..1 int
inst?                        1..1 bool
instance?                    2..2 bool
iteration                    1..  any
lazy-cat                     0..  seq macro
meta                         1..1 any
new                          1..  any special
newline                      0..0 nil impure
num                          1..1 number
numerator                    1..1 int
parse-uuid                   1..1 any
persistent!                  1..1 any impure
pop!                         1..1 any impure
pr                           0..  nil impure
print                        0..  nil impure
print-str                    0..  str
printf                       1..  nil impure
println                      0..  nil impure
println-str                  0..  str
prn                          0..  nil impure
prn-str                      0..  str
qualified-ident?             1..1 bool
qualified-keyword?           1..1 bool
qualified-symbol?            1..1 bool
rationalize                  1..1 number
re-groups                    1..1 any impure
re-matcher                   2..2 any impure
realized?                    1..1 bool impure
record?                      1..1 bool
replicate                    2..2 any
reset!                       2..2 any impure
reset-vals!                  2..2 vector impure
reversible?                  1..1 bool
rseq                         1..1 any
rsubseq                      3..5 any
seq-to-map-for-destructuring 1..1 any
seqable?                     1..1 bool
sequence                     1..  any
short                        1..1 int
simple-ident?                1..1 bool
simple-keyword?              1..1 bool
simple-symbol?               1..1 bool
sorted?                      1..1 bool
special-symbol?              1..1 bool
subseq                       3..5 any
swap!                        2..  any impure
swap-vals!                   2..  vector impure
test                         1..1 any
trampoline                   1..  any
transduce                    3..4 any
transient                    1..1 any impure
type                         1..1 any
unchecked-add                2..2 int
unchecked-byte               1..1 int
unchecked-dec                1..1 int
unchecked-inc                1..1 int
unchecked-int                1..1 int
unchecked-long               1..1 int
unchecked-multiply           2..2 int
unchecked-negate             1..1 int
unchecked-subtract           2..2 int
unreduced                    1..1 any
unsigned-bit-shift-right     2..2 int
uri?                         1..1 bool
uuid?                        1..1 bool
vary-meta                    2..  any
volatile!                    1..1 any impure
volatile?                    1..1 bool
vreset!                      2..2 any impure
vswap!                       2..  any macro impure
while                        1..  nil macro impure
with-meta                    2..2 any
with-out-str                 0..  str macro impure
"""

STRINGS = """
blank?               1..1 bool
capitalize           1..1 str
ends-with?           2..2 bool
escape               2..2 str
includes?            2..2 bool
index-of             2..3 any
join                 1..2 str
last-index-of        2..3 any
lower-case           1..1 str
re-quote-replacement 1..1 str
replace              3..3 str
replace-first        3..3 str
reverse              1..1 str
split                2..3 vector
split-lines          1..1 vector
starts-with?         2..2 bool
trim                 1..1 str
trim-newline         1..1 str
triml                1..1 str
trimr                1..1 str
upper-case           1..1 str
"""

SETS = """
difference   1..  any
index        2..2 map
intersection 1..  any
join         2..3 any
map-invert   1..1 map
project      2..2 any
rename       2..2 any
rename-keys  2..2 any
select       2..2 any
subset?      2..2 bool
superset?    2..2 bool
union        0..  any
"""

WALK = """
keywordize-keys  1..1 any
postwalk         2..2 any
postwalk-replace 2..2 any
prewalk          2..2 any
prewalk-replace  2..2 any
stringify-keys   1..1 any
walk             3..3 any
"""

JSON = """
parse     1..1 any
write-str 1..1 str
"""

SANDBOX = """
base64-encode          1..1 str
base64-decode          1..1 str
base64-decode-bytes    1..1 any
hex-encode             1..1 str
hex-decode             1..1 str
hex-decode-bytes       1..1 any
sha256-hex             1..1 str
hmac-sha256-hex        2..2 str
uuid-from              1..1 any
uuid-from-bytes        1..1 any
parse-instant          1..1 any
format-instant         1..1 str
format-instant-pattern 2..2 str
instant->epoch-ms      1..1 int
epoch-ms->instant      1..1 any
duration-between       2..2 any
truncate-instant       2..2 any
instant-plus           3..3 any
instant-minus          3..3 any
url-encode             1..1 str
url-decode             1..1 str
"""

FLOW_HELPERS = """
json-parse  1..1 any
json-parse! 1..1 any
json-emit   1..1 str
present?    1..1 bool
blank?      1..1 bool
"""
