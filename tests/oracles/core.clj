;; Asks JVM Clojure for the answer to every line of a case file and writes them as JSON:
;;   java -cp /usr/share/java/clojure.jar clojure.main core.clj core_cases.clj ../core/oracle_core.json
;; An answer is ["value" printed] or ["error" class message]; maps and sets print sorted.
(require 'clojure.string 'clojure.set 'clojure.walk)

(defn canon [x]
  (let [spaced #(clojure.string/join " " %)
        commas #(clojure.string/join ", " %)
        entry (fn [[k v]] (str (canon k) " " (canon v)))
        ordered (fn [coll texts] (if (sorted? coll) texts (sort texts)))]
    (cond
      (map? x) (str "{" (commas (ordered x (map entry x))) "}")
      (set? x) (str "#{" (spaced (ordered x (map canon x))) "}")
      (vector? x) (str "[" (spaced (map canon x)) "]")
      (sequential? x) (str "(" (spaced (map canon x)) ")")
      (instance? clojure.lang.IDeref x) (str "#ref[" (.getSimpleName (class x)) " " (canon @x) "]")
      (instance? Throwable x) (str "#error[" (.getName (class x)) " " (canon (ex-message x)) "]")
      (fn? x) "#fn"
      :else (binding [*print-namespace-maps* false] (pr-str x)))))

(defn json [x]
  (cond
    (string? x) (str "\"" (apply str (map (fn [c] (cond (#{\" \\} c) (str \\ c)
                                                       (or (< (int c) 32) (> (int c) 126)) (format "\\u%04x" (int c))
                                                       :else c)) x)) "\"")
    (nil? x) "null"
    :else (str "[" (clojure.string/join ", " (map json x)) "]")))

(defn answer [line]
  (try (let [out (java.io.StringWriter.)]
         ["value" (binding [*out* out] (canon (eval (read-string line))))])
       (catch Throwable t
         (let [t (if (and (instance? clojure.lang.Compiler$CompilerException t) (.getCause t)) (.getCause t) t)]
           ["error" (.getName (class t)) (.getMessage t)]))))

(let [[in out] *command-line-args*
      lines (->> (slurp in) clojure.string/split-lines (map clojure.string/trim)
                 (remove #(or (= "" %) (clojure.string/starts-with? % ";"))))]
  (spit out (str "{\"oracle\": " (json (str "JVM Clojure " (clojure-version)))
                 ",\n \"cases\": [\n  "
                 (clojure.string/join ",\n  " (map (fn [l] (json (into [l] (answer l)))) lines))
                 "\n ]}\n")))
(shutdown-agents)
