"""Names and texts: keyword, symbol, name; subs, char, and the parse functions."""

from __future__ import annotations

import re
from typing import Any

from breyta_runtime.core.number_types import long
from breyta_runtime.core.numbers import check_number
from breyta_runtime.values.classes import class_name
from breyta_runtime.values.errors import (
    ClassCast,
    IllegalArgument,
    NullPointer,
    StringIndexOutOfBounds,
)
from breyta_runtime.values.names import Char, Keyword, Symbol, kw, sym
from breyta_runtime.values.numbers import LONG_MAX, LONG_MIN
from breyta_runtime.values.text import from_units, has_astral, to_units

_NONE: Any = object()


def _cast(value: Any, wanted: str) -> Exception:
    if value is None:
        return NullPointer(f'Cannot invoke "{wanted}" because the value is null')
    return ClassCast(f"class {class_name(value)} cannot be cast to class {wanted}")


def keyword(ns: Any, name: Any = _NONE) -> Keyword | None:
    """`(keyword name)` or `(keyword ns name)`; nil for what is no name."""
    if name is _NONE:
        if isinstance(ns, str):
            return kw(ns)
        return kw(ns.full) if type(ns) is Symbol else (ns if type(ns) is Keyword else None)
    return kw(_joined(ns, name))


def _joined(ns: Any, name: Any) -> str:
    for part in (ns, name):
        if not isinstance(part, str) and (part is not None or part is name):
            raise _cast(part, "java.lang.String")
    return str(name) if ns is None else f"{ns}/{name}"


def find_keyword(ns: Any, name: Any = _NONE) -> Keyword | None:
    """As `keyword`, but only for a keyword that has been made before."""
    full = keyword(ns, name) if type(ns) is Keyword else None
    if full is not None:
        return full
    text = ns if name is _NONE else f"{ns}/{name}"
    return Keyword._all.get(text.full if type(text) is Symbol else text)


def symbol(ns: Any, name: Any = _NONE) -> Symbol:
    if name is _NONE:
        if type(ns) is Symbol:
            return ns
        if isinstance(ns, str):
            return sym(ns)
        if type(ns) is Keyword:
            return sym(ns.full)
        raise IllegalArgument("no conversion to symbol")
    return sym(_joined(ns, name))


def name(value: Any) -> str:
    if isinstance(value, str):
        return value
    if type(value) is Keyword or type(value) is Symbol:
        return value.name
    raise _cast(value, "clojure.lang.Named")


def namespace(value: Any) -> str | None:
    if type(value) is Keyword or type(value) is Symbol:
        return value.ns
    raise _cast(value, "clojure.lang.Named")


def char(value: Any) -> Char:
    if type(value) is Char:
        return value
    code = long(value)
    if not 0 <= code <= 0xFFFF:
        raise IllegalArgument(f"Value out of range for char: {code}")
    return Char(chr(code))


def subs(text: Any, start: Any, end: Any = None) -> str:
    if not isinstance(text, str):
        raise _cast(text, "java.lang.String")
    units = to_units(text) if has_astral(text) else text
    first = long(check_number(start))
    last = len(units) if end is None else long(check_number(end))
    if first < 0 or last > len(units) or first > last:
        raise StringIndexOutOfBounds(f"begin {first}, end {last}, length {len(units)}")
    part = units[first:last]
    return part if units is text else from_units(part)


# -- parsing --------------------------------------------------------------------------------------


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise IllegalArgument(f"Expected string, got {class_name(value)}")
    return value


def parse_long(text: Any) -> int | None:
    digits = _string(text)
    body = digits[1:] if digits[:1] in ("+", "-") else digits
    if not body or not body.isdecimal():
        return None
    if len(body.lstrip("0")) > 19:
        return None
    found = int(digits)
    return found if LONG_MIN <= found <= LONG_MAX else None


# Double.valueOf: Java's literals, hexadecimal ones and a type suffix included.
_DOUBLE = re.compile(
    r"[+-]?(NaN|Infinity|((\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|"
    r"0[xX]([0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)[pP][+-]?\d+)[fFdD]?)",
    re.ASCII,
)


def parse_double(text: Any) -> float | None:
    # Java trims everything up to the space character.
    body = _string(text).strip("".join(map(chr, range(33))))
    if not _DOUBLE.fullmatch(body):
        return None
    if body.lstrip("+-")[:2] in ("0x", "0X"):
        return float.fromhex(body.rstrip("fFdD") if body[-1] in "fFdD" else body)
    if body.endswith(("NaN", "Infinity")):
        return float(body)
    return float(body.rstrip("fFdD"))


def parse_boolean(text: Any) -> bool | None:
    return {"true": True, "false": False}.get(_string(text))


_UUID = re.compile(r"([0-9a-fA-F]+)-([0-9a-fA-F]+)-([0-9a-fA-F]+)-([0-9a-fA-F]+)-([0-9a-fA-F]+)")


def parse_uuid(text: Any) -> Any:
    """As `UUID.fromString`, which allows groups to be shorter than usual."""
    from uuid import UUID

    if text is None:
        raise NullPointer('Cannot invoke "String.length()" because "name" is null')
    found = _UUID.fullmatch(_string(text))
    if found is None or len(text) > 36:
        return None
    a, b, c, d, e = (int(group, 16) for group in found.groups())
    return UUID(
        int=(a & 0xFFFFFFFF) << 96
        | (b & 0xFFFF) << 80
        | (c & 0xFFFF) << 64
        | (d & 0xFFFF) << 48
        | e & 0xFFFFFFFFFFFF
    )
