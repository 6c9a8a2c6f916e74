"""The Clojure vars a flow may not use, grouped by the reason, each group with what to do instead."""

REJECTED: tuple[tuple[str, str], ...] = (
    (
        "A flow is data and pure code; call a :function step or write the expression in place",
        "eval load-string load-reader load-file read read-string macroexpand macroexpand-1",
    ),
    (
        "A flow is one file without namespaces; use the str/, set/, walk/ and json/ aliases, "
        "which are always there",
        """ns in-ns require use import refer refer-clojure requiring-resolve resolve ns-resolve
        alias all-ns create-ns find-ns find-var intern loaded-libs ns-aliases ns-imports ns-interns
        ns-map ns-name ns-publics ns-refers ns-unalias ns-unmap remove-ns the-ns munge
        namespace-munge req! *loaded-libs* -add-loaded-lib *ns* *file*""",
    ),
    (
        "Vars do not exist at run time; bind the value with let or top-level :functions",
        """var var? var-get var-set bound? alter-var-root with-local-vars -new-var -new-dynamic-var
        has-root-impl set! with-redefs with-redefs-fn""",
    ),
    (
        "There are no dynamic vars; pass the value as an argument",
        """binding bound-fn bound-fn* binding-conveyor-fn with-bindings with-bindings*
        push-thread-bindings pop-thread-bindings get-thread-bindings get-thread-binding-frame-impl
        reset-thread-binding-frame-impl thread-bound? *1 *2 *3 *e *assert* *clojure-version*
        *data-readers* *default-data-reader-fn* *err* *in* *out* *flush-on-newline* *print-dup*
        *print-length* *print-level* *print-meta* *print-namespace-maps* *print-readably*
        *read-eval* *reader-resolver* *suppress-read* *unchecked-math* *warn-on-reflection*""",
    ),
    (
        "Macros cannot be defined in a flow; write a function",
        "defmacro definline destructure unquote gensym",
    ),
    (
        "Dispatch with case, cond or a map of functions",
        """defmulti defmethod get-method methods prefer-method prefers remove-method
        remove-all-methods multi-fn-add-method-impl multi-fn-impl multi-fn?-impl isa? derive
        underive ancestors descendants parents make-hierarchy global-hierarchy""",
    ),
    (
        "Use a map with a :type key instead of a type of your own",
        """defprotocol defrecord deftype definterface gen-class gen-interface extend extend-protocol
        extend-type extends? satisfies? reify reify* -reified-methods protocol-type-impl proxy
        proxy* proxy-call-with-super proxy-mappings proxy-super init-proxy construct-proxy
        get-proxy-class update-proxy supers bases bean class? defstruct create-struct struct
        struct-map accessor Inst inst-ms* memfn .. print-method print-dup print-simple""",
    ),
    (
        "Java arrays are not available; use a vector",
        """aclone aget alength amap areduce aset aset-boolean aset-byte aset-char aset-double
        aset-float aset-int aset-long aset-short boolean-array booleans byte-array bytes char-array
        chars double-array doubles float-array floats int-array ints into-array long-array longs
        make-array object-array short-array shorts to-array to-array-2d vector-of""",
    ),
    (
        "Work on other threads belongs in steps: use a :fanout step or flow/call-flow",
        """future future-call future-cancel future-cancelled? future-done? future? pmap pcalls pvalues
        promise deliver agent agent-error agent-errors send send-off send-via await await-for
        await1 restart-agent shutdown-agents release-pending-sends clear-agent-errors
        error-handler error-mode set-error-handler! set-error-mode! locking -locking-impl
        monitor-enter monitor-exit seque io!""",
    ),
    (
        "Transactions are not available; an atom is enough inside one function",
        "ref ref-set ref-history-count ref-max-history ref-min-history alter commute ensure dosync sync",
    ),
    (
        "Watches and mutable metadata are not available; use the new value where it is made",
        "add-watch remove-watch set-validator! get-validator alter-meta! reset-meta! add-tap remove-tap tap>",
    ),
    (
        "Functions are deterministic, so a replay gives the same answer; take the value as input or "
        "derive it with breyta.sandbox/uuid-from",
        "rand rand-int rand-nth random-sample random-uuid shuffle",
    ),
    (
        "The clock is not deterministic; use (flow/now-ms) in the flow and pass it as input",
        "time system-time with-precision",
    ),
    (
        "Input and output belong in steps: use :http, :files, :table or :kv",
        """slurp spit file-seq line-seq read-line with-open with-in-str xml-seq flush iterator-seq
        resultset-seq PrintWriter-on""",
    ),
    (
        "Chunked sequences are an implementation matter; use partition-all",
        "chunk chunk-append chunk-buffer chunk-cons chunk-first chunk-next chunk-rest",
    ),
    (
        "Use hash, or = to compare",
        "hash-combine hash-ordered-coll hash-unordered-coll mix-collection-hash",
    ),
    (
        "Write the reader conditional or tagged literal in the source",
        "reader-conditional reader-conditional? tagged-literal tagged-literal? default-data-readers",
    ),
    (
        "Use +, -, * (which check for overflow), quot, rem, or unchecked-add and its like on longs",
        """unchecked-add-int unchecked-dec-int unchecked-divide-int unchecked-inc-int
        unchecked-multiply-int unchecked-negate-int unchecked-remainder-int unchecked-subtract-int
        unchecked-char unchecked-double unchecked-float unchecked-short""",
    ),
    ("Use keep with some?", "some-vals"),
    ("Use str/escape with a map of your own", "char-escape-string char-name-string"),
    ("Use ex-message, ex-data and ex-cause", "Throwable->map StackTraceElement->vec"),
    ("The version is fixed: Clojure 1.11", "clojure-version"),
)
