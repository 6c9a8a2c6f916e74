"""`pr-str` and `str`: how values are written.

Differs from the JVM on purpose where that prints addresses: functions, atoms and the like print
without one, and `(str lazy-seq)` gives the elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from math import isnan
from typing import Any

from breyta_runtime.limits import MAX_PRINTED
from breyta_runtime.values.classes import JavaClass, class_name, java_name
from breyta_runtime.values.errors import ExInfo
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.maps import Map
from breyta_runtime.values.names import Char, Keyword, Symbol
from breyta_runtime.values.numbers import BigInt, Ratio, int_text
from breyta_runtime.values.refs import Atom, Delay, Reduced, Volatile
from breyta_runtime.values.text import check_length, from_units

_ESCAPES = str.maketrans(
    {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\b": "\\b"}
)
_CHAR_NAMES = {
    "\n": "newline",
    "\t": "tab",
    " ": "space",
    "\b": "backspace",
    "\f": "formfeed",
    "\r": "return",
}


def java_double(value: float) -> str:
    """`Double.toString`: plain from 1e-3 to 1e7, otherwise 1.0E7."""
    if isnan(value):
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    text = repr(value)
    magnitude = abs(value)
    if 1e-3 <= magnitude < 1e7 or value == 0:
        # Python writes these plainly (down to 1e-4), as Java does.
        return text
    sign = "-" if text[0] == "-" else ""
    digits, _, exponent = text.lstrip("-").partition("e")
    whole, _, fraction = digits.partition(".")
    shift = int(exponent or 0) + len(whole) - 1
    significant = (whole + fraction).lstrip("0")
    shift -= len(whole + fraction) - len(significant)
    significant = significant.rstrip("0") or "0"
    return f"{sign}{significant[0]}.{significant[1:] or '0'}E{shift}"


def decimal_text(value: Decimal) -> str:
    """`BigDecimal.toString`, which knows no negative zero."""
    return str(value if value else value.copy_abs())


def string_literal(text: str) -> str:
    return '"' + text.translate(_ESCAPES) + '"'


def _pr_float(value: float) -> str:
    if isnan(value):
        return "##NaN"
    if value in (float("inf"), float("-inf")):
        return "##Inf" if value > 0 else "##-Inf"
    return java_double(value)


def _pr_char(char: Char) -> str:
    return "\\" + _CHAR_NAMES.get(char.value, char.value)


def _pr_items(items: Iterable[Any], readably: bool) -> str:
    return " ".join([pr(item, readably) for item in items])


def _pr_pairs(pairs: Iterable[tuple[Any, Any]], readably: bool) -> str:
    shown = ", ".join([f"{pr(key, readably)} {pr(value, readably)}" for key, value in pairs])
    return "{" + shown + "}"


def _pr_ref(name: str, value: Any, readably: bool, *, ready: bool = True) -> str:
    status = "ready" if ready else "pending"
    return f"#object[{name} {{:status :{status}, :val {pr(value, readably)}}}]"


def _pr_delay(delay: Delay, readably: bool) -> str:
    ready = delay.realized
    value = delay.force() if ready else None
    return _pr_ref("clojure.lang.Delay", value, readably, ready=ready)


_LEAVES: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "nil",
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    BigInt: lambda value: int_text(value) + "N",
    float: _pr_float,
    Ratio: repr,
    Decimal: lambda value: decimal_text(value) + "M",
    str: string_literal,
    Char: _pr_char,
    Keyword: lambda value: ":" + value.full,
    Symbol: lambda value: value.full,
    JavaClass: lambda value: value.name,
}


def pr(value: Any, readably: bool = True) -> str:
    """One value as `pr` (or, not readably, as `print`) writes it."""
    kind = type(value)
    if not readably:
        if kind is str:
            return value  # type: ignore[no-any-return]
        if kind is Char:
            return value.value  # type: ignore[no-any-return]
    leaf = _LEAVES.get(kind)
    if leaf is not None:
        return leaf(value)
    if isinstance(value, (tuple, list)):
        return "[" + _pr_items(value, readably) + "]"
    if isinstance(value, (dict, MapLike)):
        return _pr_pairs(value.items(), readably)  # type: ignore[union-attr]
    if isinstance(value, SetLike):
        return "#{" + _pr_items(value, readably) + "}"
    if isinstance(value, Sequential):
        return "(" + _pr_items(value, readably) + ")"
    return _pr_other(value, readably)


def _pr_other(value: Any, readably: bool) -> str:
    kind = type(value)
    if kind in (Atom, Volatile, Reduced):
        return _pr_ref(class_name(value), value.value, readably)
    if kind is Delay:
        return _pr_delay(value, readably)
    if isinstance(value, BaseException):
        return _pr_error(value, readably)
    name = kind.__name__
    if name == "UUID":
        return f'#uuid "{value}"'
    if name == "Instant":
        return f'#inst "{value}"'
    if name == "Pattern":
        return '#"' + _pattern_text(value.source) + '"'
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, str):
        return string_literal(value)
    if isinstance(value, bytes):
        return f"#object[[B {len(value)}]"
    java = java_name(kind)
    if java is not None:
        return f'#object[{java} "{value}"]'
    if callable(value):
        return f"#object[fn {getattr(value, '__name__', name)}]"
    return f"#object[{name}]"


def _pattern_text(source: str) -> str:
    """Quotes escaped, unless a backslash does so already."""
    shown, escaped = "", False
    for char in source:
        shown += "\\" + char if char == '"' and not escaped else char
        escaped = char == "\\" and not escaped
    return shown


def _pr_error(error: BaseException, readably: bool) -> str:
    message = getattr(error, "message", None) or str(error)
    shown = f"#error {{:cause {pr(message, readably)}"
    if isinstance(error, ExInfo):
        shown += f", :data {pr(error.data, readably)}"
    return f"{shown}, :type {class_name(error)}}}"


def pr_str(*values: Any) -> str:
    """`(pr-str a b …)`."""
    return pr(values[0]) if len(values) == 1 else " ".join(map(pr, values))


def print_str(*values: Any) -> str:
    return " ".join([pr(value, False) for value in values])


def str_of(value: Any) -> str:
    """`toString`: what `str` makes of one value."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return int.__repr__(value)
    if value is None:
        return ""
    if kind is Keyword:
        return ":" + value.full  # type: ignore[no-any-return]
    if kind is BigInt:
        return int_text(value)
    if kind is float:
        return java_double(value)
    if kind is Char:
        return value.value  # type: ignore[no-any-return]
    if kind is bool:
        return "true" if value else "false"
    if isinstance(value, (tuple, Map, Sequential, SetLike)):
        return pr(value)
    return _str_other(value)


def _str_other(value: Any) -> str:
    if isinstance(value, ExInfo):
        return f"{value.java}: {value.message or ''} {pr(value.data)}"
    if isinstance(value, BaseException):
        message = getattr(value, "message", str(value))
        return class_name(value) if message is None else f"{class_name(value)}: {message}"
    kind = type(value)
    if kind is Decimal:
        return decimal_text(value)
    if isinstance(value, (str, JavaClass)):
        return str(value)
    if kind.__name__ in ("UUID", "Pattern", "Ratio", "Symbol"):
        return str(value)
    return str(value) if java_name(kind) is not None else pr(value)


def str_(*values: Any) -> str:
    """`(str a b …)`."""
    if len(values) == 1:
        return str_of(values[0])
    if len(values) > 9:
        texts = [v if type(v) is str else str_of(v) for v in values]
        check_length(sum(map(len, texts)))
        text = "".join(texts)
    else:
        text = ""
        for value in values:
            if type(value) is str:
                text += value
            elif type(value) is int:
                text += f"{value}"
            else:
                text += str_of(value)
    if len(text) > MAX_PRINTED:
        check_length(len(text))
    return text if text.isascii() else from_units(text)
