;; Reads EDN strings from stdin (one vector of sources), reads each as Clojure source with the JVM's
;; reader, and prints {"clojure": version, "answers": [...]} with every form as tagged JSON.
(require '[clojure.string :as str])

(defn json-string [s]
  (str \" (apply str (map (fn [c]
                            (let [i (int c)]
                              (cond (= c \") "\\\"" (= c \\) "\\\\"
                                    (or (< i 32) (> i 126)) (format "\\u%04x" i)
                                    :else (str c)))) s)) \"))

(defn json [x]
  (cond (nil? x) "null"
        (string? x) (json-string x)
        (sequential? x) (str "[" (str/join "," (map json x)) "]")
        (map? x) (str "{" (str/join "," (map (fn [[k v]] (str (json k) ":" (json v))) x)) "}")
        :else (str x)))

(declare normal)

(defn rename-arguments [params]
  (into {} (map-indexed (fn [i p] [p (str "%" (inc i))]) (remove #{'&} (take-while #(not= '& %) params)))))

(defn function-names [[_ params]]
  (let [rest-name (second (drop-while #(not= '& %) params))]
    (cond-> (rename-arguments params) rest-name (assoc rest-name "%&"))))

(defn gensym-function? [x]
  (and (seq? x) (= 'fn* (first x)) (vector? (second x))
       (every? #(or (= '& %) (re-find #"^(p\d+|rest)__\d+#$" (str %))) (second x))))

(def ^:dynamic *names* {})

(defn plain [x]
  (cond (nil? x) ["nil"]
        (boolean? x) ["bool" (str x)]
        (instance? Long x) ["int" (str x)]
        (instance? clojure.lang.BigInt x) ["bigint" (str x)]
        (instance? Double x) ["float" (str x)]
        (ratio? x) ["ratio" (str x)]
        (decimal? x) ["decimal" (str x)]
        (char? x) ["char" (str x)]
        (string? x) ["string" x]
        (instance? java.util.regex.Pattern x) ["regex" (str x)]
        (keyword? x) ["keyword" (namespace x) (name x)]
        (symbol? x) (if-let [n (*names* x)] ["symbol" nil n] ["symbol" (namespace x) (name x)])
        (tagged-literal? x) ["tagged" (normal (:tag x)) (normal (:form x))]
        (map? x) (into ["map"] (sort-by json (map (fn [[k v]] [(normal k) (normal v)]) x)))
        (set? x) (into ["set"] (sort-by json (map normal x)))
        (vector? x) (into ["vector"] (mapv normal x))
        (gensym-function? x) (binding [*names* (merge *names* (function-names x))]
                               (into ["list"] (mapv normal x)))
        (seq? x) (into ["list"] (mapv normal x))
        :else ["other" (str (class x))]))

(defn normal [x]
  (let [m (when (instance? clojure.lang.IObj x) (not-empty (meta x)))]
    (if m ["meta" (plain m) (plain x)] (plain x))))

(defn tagged [tag] (fn [form] (tagged-literal tag form)))

(defn read-source [source]
  (try
    (binding [*read-eval* false
              *data-readers* {'inst (tagged 'inst) 'uuid (tagged 'uuid)}
              *default-data-reader-fn* tagged-literal]
      (let [reader (java.io.PushbackReader. (java.io.StringReader. source) 2)
            options {:read-cond :allow :eof ::end}]
        (loop [forms []]
          (let [form (read options reader)]
            (if (= ::end form)
              {"forms" (mapv normal forms)}
              (recur (conj forms form)))))))
    (catch Throwable e {"error" (str (.getMessage e))})))

(let [sources (read (java.io.PushbackReader. *in*))]
  (println (str "{\"clojure\":" (json (clojure-version)) ",\n\"answers\":["))
  (println (str/join ",\n" (map (comp json read-source) sources)))
  (println "]}"))
