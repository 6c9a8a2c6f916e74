"""What the reader can find wrong with a text: BRY001 to BRY049."""

from __future__ import annotations

from breytac.diagnostics.finding import Rule, Severity

_DELIMITERS = ("clojure_delimiters_invalid",)
_TOKENS = ("clojure_syntax_invalid",)
_SHAPE = ("clojure_reader_invalid",)
_INCLUDE = ("flow_include_invalid",)
_SCAN = (
    "authoring_shape_scan_incomplete",
    "invocations_shape_scan_incomplete",
    "invocation_inputs_scan_incomplete",
    "interfaces_shape_scan_incomplete",
    "step_reference_scan_incomplete",
    "function_code_string_scan_incomplete",
)
"""Breyta's linter gives up on a map it cannot scan; here the map itself is what is reported."""


def _error(code: str, name: str, title: str, aliases: tuple[str, ...] = ()) -> Rule:
    return Rule(code, name, Severity.ERROR, title, aliases)


UNCLOSED = _error("BRY001", "unclosed-delimiter", "A bracket is never closed", _DELIMITERS)
MISMATCHED = _error(
    "BRY002", "mismatched-delimiter", "A bracket is closed by one of another kind", _DELIMITERS
)
STRAY = _error("BRY003", "stray-delimiter", "A closing bracket closes nothing", _DELIMITERS)
UNTERMINATED_STRING = _error(
    "BRY004", "unterminated-string", "A string has no closing quote", _TOKENS
)
BAD_ESCAPE = _error("BRY005", "bad-escape", "A string holds an unknown escape", _TOKENS)
BAD_CHARACTER = _error("BRY006", "bad-character", "A character literal is not valid", _TOKENS)
BAD_NUMBER = _error("BRY007", "bad-number", "A number is not valid", _TOKENS)
BAD_NAME = _error("BRY008", "bad-name", "A keyword or symbol is not valid", _TOKENS)
AUTO_RESOLVED = _error(
    "BRY009",
    "auto-resolved-name",
    "A name needs the current namespace, and a flow has none",
    _SHAPE,
)
MISSING_VALUE = _error(
    "BRY010", "missing-map-value", "A key of a map has no value", (*_SHAPE, *_SCAN)
)
DUPLICATE_KEY = _error("BRY011", "duplicate-key", "A map has the same key twice", _SHAPE)
DUPLICATE_ELEMENT = _error(
    "BRY012", "duplicate-element", "A set has the same element twice", _SHAPE
)
READER_EVAL = _error(
    "BRY013",
    "reader-eval",
    "Code is never run while a flow is read",
    ("clojure_reader_eval_disabled",),
)
UNSUPPORTED_DISPATCH = _error(
    "BRY014", "unsupported-dispatch", "This use of # is not supported", _SHAPE
)
MISSING_FORM = _error("BRY015", "missing-form", "A prefix has nothing behind it", _SHAPE)
BAD_METADATA = _error("BRY016", "bad-metadata", "Metadata is not valid here", _SHAPE)
BAD_FUNCTION_LITERAL = _error(
    "BRY017", "bad-function-literal", "A #() function is not valid", _SHAPE
)
BAD_CONDITIONAL = _error(
    "BRY018", "bad-reader-conditional", "A reader conditional is not valid", _SHAPE
)
BAD_NAMESPACED_MAP = _error("BRY019", "bad-namespaced-map", "A namespaced map is not valid", _SHAPE)
TRAILING_FORM = _error("BRY020", "trailing-form", "Something follows the form", _SHAPE)
NO_FORM = _error("BRY021", "no-form", "There is nothing to read", _SHAPE)
BAD_INCLUDE = _error("BRY022", "bad-include", "An include is not valid", _INCLUDE)
UNREADABLE_INCLUDE = _error(
    "BRY023", "unreadable-include", "An included file cannot be read", _INCLUDE
)
INCLUDE_CYCLE = _error("BRY024", "include-cycle", "A file includes itself", _INCLUDE)
INCLUDE_OUTSIDE = _error(
    "BRY025", "include-outside", "An include leaves the directory of the flow", _INCLUDE
)
UNREADABLE_SOURCE = _error("BRY026", "unreadable-source", "The file cannot be read")
