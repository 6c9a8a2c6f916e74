"""The Java classes flows may use, and what to say about those they may not."""

from __future__ import annotations

from breyta_runtime.interop import text_classes, time_classes
from breyta_runtime.interop.table import ClassSpec
from breyta_runtime.values import errors
from breyta_runtime.values.errors import ClojureError

CLASSES: dict[str, ClassSpec] = {
    spec.name: spec for spec in (*time_classes.CLASSES, *text_classes.CLASSES)
}
"""By canonical name."""


class JavaException(ClojureError):
    java = "java.lang.Exception"


EXCEPTIONS: dict[str, type[ClojureError]] = {
    "java.lang.Exception": JavaException,
    "java.lang.RuntimeException": errors.JavaRuntimeError,
    "java.lang.IllegalArgumentException": errors.IllegalArgument,
    "java.lang.IllegalStateException": errors.IllegalState,
    "java.lang.ArithmeticException": errors.Arithmetic,
    "java.lang.NumberFormatException": errors.NumberFormat,
    "java.lang.IndexOutOfBoundsException": errors.IndexOutOfBounds,
    "java.lang.NullPointerException": errors.NullPointer,
    "java.lang.UnsupportedOperationException": errors.UnsupportedOperation,
    "java.util.NoSuchElementException": errors.NoSuchElement,
    "java.time.DateTimeException": errors.DateTime,
}
"""Exceptions that `(throw (Exception. "…"))` may make."""

SIMPLE: dict[str, str] = {
    name.rpartition(".")[2]: name for name in (*CLASSES, *EXCEPTIONS) if "$" not in name
}
"""Simple name -> canonical name: a flow cannot import, so these are imported for it."""

_PARSE = "use parse-long, parse-double, long, double or str"
HINTS: dict[str, str] = {
    "java.lang.Long": _PARSE,
    "java.lang.Integer": _PARSE,
    "java.lang.Double": _PARSE,
    "java.lang.Float": _PARSE,
    "java.lang.Short": _PARSE,
    "java.lang.Byte": _PARSE,
    "java.lang.Number": _PARSE,
    "java.lang.Boolean": "use parse-boolean or boolean",
    "java.lang.Character": "use clojure.string, int and char",
    "java.lang.Math": "use abs, max, min, quot, rem, mod, and BigDecimal's .setScale for rounding",
    "java.math.RoundingMode": "use BigDecimal/ROUND_HALF_UP and its neighbours",
    "java.math.MathContext": "use .setScale and BigDecimal/ROUND_HALF_UP",
    "java.lang.System": "functions have no access to the system; pass what they need as input",
    "java.lang.Thread": "use (flow/step :sleep …) in the flow",
    "java.lang.StringBuilder": "use str or str/join",
    "java.util.Date": "use java.time.Instant",
    "java.util.Calendar": "use java.time.ZonedDateTime",
    "java.text.SimpleDateFormat": "use java.time.format.DateTimeFormatter",
    "java.util.Random": "functions have no randomness, so that a run can be replayed",
    "java.util.ArrayList": "use a vector",
    "java.util.HashMap": "use a map",
    "java.net.URLEncoder": "use breyta.sandbox/url-encode",
    "java.net.URLDecoder": "use breyta.sandbox/url-decode",
    "java.net.URI": "use clojure.string",
    "java.security.MessageDigest": "use breyta.sandbox/sha256-hex",
    "javax.crypto.Mac": "use breyta.sandbox/hmac-sha256-hex",
    "java.nio.charset.StandardCharsets": 'name the charset, as in (.getBytes s "UTF-8")',
    "java.io.File": "functions have no files; use a :files step",
}
"""Classes outside the allowlist that people reach for -> what to use."""

METHOD_HINTS: dict[str, str] = {
    "get": "use (get m k) or (nth v i)",
    "size": "use (count coll)",
    "add": "use (conj coll x)",
    "put": "use (assoc m k v)",
    "containsKey": "use (contains? m k)",
    "keySet": "use (keys m)",
    "entrySet": "use (seq m)",
    "values": "use (vals m)",
    "getName": "use (name k)",
    "getKey": "use (key entry)",
    "getValue": "use (val entry)",
    "getClass": "use (type x) or instance?",
    "iterator": "use (seq coll)",
    "stream": "use map, filter and reduce",
    "forEach": "use doseq or run!",
}
