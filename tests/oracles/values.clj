;; Evaluates one expression per line of the file given and prints [expression kind text] lines as
;; EDN strings: kind "value" with the pr-str, or the class of the exception with its message.
(require '[clojure.string :as str])
(import '(java.time Instant Duration LocalDate LocalTime LocalDateTime OffsetDateTime ZonedDateTime
                    ZoneId ZoneOffset Period DayOfWeek Month Year YearMonth)
        '(java.time.format DateTimeFormatter)
        '(java.time.temporal ChronoUnit TemporalAdjusters)
        '(java.util UUID Base64 Locale))
(java.util.Locale/setDefault java.util.Locale/ENGLISH)

(defn quoted [s]
  (str \" (str/escape s {\" "\\\"" \\ "\\\\" \newline "\\n" \tab "\\t" \return "\\r"
                         \formfeed "\\f" \backspace "\\b"}) \"))

(defn shown [form]
  (try ["value" (pr-str (eval form))]
       (catch Throwable e
         (let [e (if (and (instance? clojure.lang.Compiler$CompilerException e) (.getCause e))
                   (.getCause e) e)]
           [(.getName (class e)) (str (.getMessage e))]))))

(println (str "[" (quoted (clojure-version)) "," (quoted (System/getProperty "java.version")) "]"))
(doseq [line (str/split-lines (slurp (first *command-line-args*)))
        :when (and (seq line) (not (str/starts-with? line ";")))]
  (let [[kind text] (shown (read-string line))]
    (println (str "[" (quoted line) "," (quoted kind) "," (quoted text) "]"))))
