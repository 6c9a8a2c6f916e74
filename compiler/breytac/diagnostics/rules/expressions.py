"""Rules about Clojure code, in functions and in flow bodies alike."""

from __future__ import annotations

from breytac.diagnostics.finding import Rule, Severity

UNKNOWN_NAME = Rule("BRY201", "unknown-name", Severity.ERROR, "A name is not defined")
NOT_AVAILABLE = Rule(
    "BRY202", "not-available", Severity.ERROR, "Clojure has this name, the sandbox does not"
)
MALFORMED = Rule("BRY203", "malformed-form", Severity.ERROR, "A form does not have its shape")
WRONG_ARITY = Rule(
    "BRY204", "wrong-arity", Severity.ERROR, "A function gets too few or too many arguments"
)
TOO_DEEP = Rule("BRY205", "nested-too-deeply", Severity.ERROR, "Code is nested too deeply")
RECUR_NOT_TAIL = Rule(
    "BRY206", "recur-not-in-tail-position", Severity.ERROR, "A recur is not the last thing done"
)
RECUR_ARITY = Rule(
    "BRY207", "recur-arity", Severity.ERROR, "A recur does not give a value for every binding"
)
REFUSED = Rule("BRY208", "refused-form", Severity.ERROR, "A form is not part of the language")
INTEROP = Rule(
    "BRY209", "interop-not-allowed", Severity.ERROR, "Java interop outside the allow-list"
)
NOT_CALLABLE = Rule(
    "BRY210", "not-callable", Severity.ERROR, "Something that is no function is called"
)
NOT_A_FUNCTION = Rule(
    "BRY211", "not-a-function", Severity.ERROR, "Function code does not end in a function"
)
NO_CODE = Rule("BRY212", "no-code", Severity.ERROR, "Function code is empty")
DUPLICATE_CASE = Rule("BRY213", "duplicate-case", Severity.ERROR, "A case constant appears twice")
FLOW_CALL_IN_FUNCTION = Rule(
    "BRY214",
    "flow-call-in-function",
    Severity.ERROR,
    "A function uses the flow's orchestration forms",
)
UNBOUNDED_RANGE = Rule(
    "BRY215",
    "unbounded-range",
    Severity.ERROR,
    "(range) without an end is rejected by the sandbox",
    aliases=("sandbox_unbounded_range",),
)
UNKNOWN_EXCEPTION = Rule(
    "BRY216", "unknown-exception", Severity.ERROR, "A catch names a class that is not known"
)
UNKNOWN_TAG = Rule("BRY217", "unknown-tag", Severity.ERROR, "A tagged literal is not known")
BAD_PATTERN = Rule("BRY218", "bad-regex", Severity.ERROR, "A regular expression is not valid")
