;; Answers programs: reads JSON strings, one a line, evaluates each, and writes
;;   ["value" sorted exact] or ["error" class message] or ["timeout"]
;; `sorted` has the entries of maps and sets in the order of their texts; `exact` has maps in their
;; own order, and is null when a hash table, whose order means nothing, is in the value.
(require '[clojure.string :as str] '[clojure.set :as set] '[clojure.walk :as walk])

(def timeout-ms 4000)

(defn canon [exact? x]
  (let [canon (partial canon exact?)
        entry (fn [[k v]] (str (canon k) " " (canon v)))
        hashed? (or (instance? clojure.lang.PersistentHashMap x) (instance? clojure.lang.PersistentHashSet x))
        ordered (fn [texts]
                  (cond (sorted? x) texts
                        (not exact?) (sort texts)
                        (and hashed? (next texts)) (throw (ex-info "hashed" {::hashed true}))
                        :else texts))]
    (cond
      (map? x) (str "{" (str/join ", " (ordered (map entry x))) "}")
      (set? x) (str "#{" (str/join " " (ordered (map canon x))) "}")
      (vector? x) (str "[" (str/join " " (map canon x)) "]")
      (sequential? x) (str "(" (str/join " " (map canon x)) ")")
      (instance? clojure.lang.IDeref x) (str "#ref[" (.getSimpleName (class x)) " " (canon @x) "]")
      (instance? Throwable x) (str "#error[" (.getName (class x)) " " (when (ex-data x) (canon (ex-message x))) "]")
      (fn? x) "#fn"
      :else (pr-str x))))

(defn json [x]
  (cond
    (string? x) (str \" (apply str (map (fn [c] (cond (#{\" \\} c) (str \\ c)
                                                     (or (< (int c) 32) (> (int c) 126)) (format "\\u%04x" (int c))
                                                     :else c)) x)) \")
    (nil? x) "null"
    :else (str "[" (str/join ", " (map json x)) "]")))

(defn cause [t]
  (if (and (instance? clojure.lang.Compiler$CompilerException t) (.getCause t)) (.getCause t) t))

(defn exact [value]
  (try (canon true value)
       (catch clojure.lang.ExceptionInfo e (if (::hashed (ex-data e)) nil (throw e)))))

(defn answer [text]
  (try (binding [*out* (java.io.StringWriter.) *print-namespace-maps* false]
         (let [value (eval (read-string text))]
           ["value" (canon false value) (exact value)]))
       (catch ThreadDeath t ["timeout"])
       (catch Throwable t (let [t (cause t)] ["error" (.getName (class t)) (.getMessage t)]))))

(defn in-time [text]
  (let [found (promise)
        work (Thread. nil (bound-fn [] (deliver found (answer text))) "program" (* 4 1024 1024))]
    (.start work)
    (let [got (deref found timeout-ms nil)]
      (when-not got (.stop work))
      (or got ["timeout"]))))

(doseq [line (line-seq (java.io.BufferedReader. (java.io.InputStreamReader. System/in "UTF-8")))]
  (println (json (in-time (read-string line))))
  (flush))
(shutdown-agents)
