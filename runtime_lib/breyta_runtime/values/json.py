"""JSON and runtime values.

Object keys that look like identifiers become keywords, all others stay strings: reading foreign
data must not fill the table of keywords with what nobody will ever name in code.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from decimal import Decimal
from math import isfinite
from typing import Any
from uuid import UUID

from breyta_runtime.values.errors import IllegalArgument
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.maps import Map
from breyta_runtime.values.names import Char, Keyword, Symbol, kw
from breyta_runtime.values.numbers import LONG_MAX, LONG_MIN, BigInt, Ratio

MAX_KEY = 64
_IDENTIFIER = re.compile(rf"[A-Za-z_][A-Za-z0-9_-]{{0,{MAX_KEY - 1}}}\??")
_known: dict[str, Keyword] = {}


class JsonError(IllegalArgument, ValueError):
    """A text that is no JSON, or a value JSON has no form for."""


def key_of(name: str) -> Keyword | str:
    """The map key of a JSON object's key: a keyword when it looks like an identifier."""
    known = _known.get(name)
    if known is not None:
        return known
    if len(name) > MAX_KEY or not _IDENTIFIER.fullmatch(name):
        return name
    return _known.setdefault(name, kw(name))


def from_json(data: Any) -> Any:
    """Runtime values of plain JSON data."""
    kind = type(data)
    if kind is dict:
        return Map({key_of(key): from_json(value) for key, value in data.items()})
    if kind is list or kind is tuple:
        return tuple([from_json(item) for item in data])
    if kind is int and not LONG_MIN <= data <= LONG_MAX:
        return BigInt(data)
    return data


def parse(text: str | bytes | bytearray) -> Any:
    """Runtime values of a JSON text; JsonError says where it is wrong."""
    try:
        if not isinstance(text, str):
            text = bytes(text).decode("utf-8-sig")
        return from_json(json.loads(text, parse_constant=_no_constant))
    except json.JSONDecodeError as error:
        message = f"Invalid JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        raise JsonError(message) from None
    except UnicodeDecodeError as error:
        raise JsonError(f"Invalid JSON: byte {error.start} is no UTF-8") from None
    except RecursionError:
        raise JsonError("Invalid JSON: nested too deeply") from None
    except ValueError as error:
        if isinstance(error, JsonError):
            raise
        raise JsonError(f"Invalid JSON: {error}") from None


def _no_constant(name: str) -> Any:
    raise JsonError(f"Invalid JSON: {name} is no JSON number")


# -- writing ----------------------------------------------------------------------------------

_SAME = frozenset({str, int, bool, type(None)})
_JAVA_TIME = "breyta_runtime.values.java_time."
_NO_DATA = frozenset({"DateTimeFormatter", "Adjuster", "Locale"})


def to_json(value: Any) -> Any:
    """Plain JSON data: dicts with string keys, lists, strings, ints, floats, booleans and None.

    Decimals become floats here, because plain data has no other fractions; `write` keeps them.
    """
    return _plain(value, False)


def write(value: Any) -> str:
    """The JSON text of a value."""
    plain = _plain(value, True)
    try:
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except TypeError:  # a Decimal, which Python's writer cannot write as a number
        return _text(plain)
    except RecursionError:
        raise JsonError("Cannot write JSON: nested too deeply") from None


def _plain(value: Any, decimals: bool) -> Any:
    try:
        return _convert(value, decimals)
    except _Unwritable as error:
        path = " ".join(map(str, reversed(error.path)))
        where = f" at [{path}]" if path else ""
        raise JsonError(f"Cannot write {error.what} as JSON{where}") from None
    except RecursionError:
        raise JsonError("Cannot write JSON: nested too deeply") from None


class _Unwritable(Exception):
    def __init__(self, what: str) -> None:
        self.what = what
        self.path: list[Any] = []
        super().__init__(what)


def _convert(value: Any, decimals: bool) -> Any:
    kind = type(value)
    if kind in _SAME:
        return value
    if kind is Keyword:
        return value.full
    if isinstance(value, dict | MapLike):
        return _object(value.items(), decimals)  # type: ignore[union-attr]
    if isinstance(value, tuple | list | Sequential | SetLike):
        return _array(value, decimals)
    if isinstance(value, float):
        if not isfinite(value):
            raise _Unwritable("NaN" if value != value else "Infinity")  # noqa: PLR0124
        return value
    return _scalar(value, decimals)


def _object(items: Iterable[tuple[Any, Any]], decimals: bool) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in items:
        try:
            out[_name(key)] = value if type(value) in _SAME else _convert(value, decimals)
        except _Unwritable as error:
            error.path.append(_shown(key))
            raise
    return out


def _array(items: Iterable[Any], decimals: bool) -> list[Any]:
    out: list[Any] = []
    for item in items:
        try:
            out.append(item if type(item) in _SAME else _convert(item, decimals))
        except _Unwritable as error:
            error.path.append(len(out))
            raise
    return out


def _name(key: Any) -> str:
    if type(key) is Keyword:
        return key.full
    if type(key) is str:
        return key
    if key is None:
        raise _Unwritable("a map with a nil key")
    return _str_of(key)


def _scalar(value: Any, decimals: bool) -> Any:
    match value:
        case BigInt():
            return int(value)
        case Ratio():
            return float(value)
        case Decimal():
            return value if decimals else float(value)
        case Char():
            return value.value
        case Symbol():
            return value.full
        case bytes():
            return b64encode(value).decode("ascii")
    kind = type(value)
    if kind is UUID or (kind.__module__.startswith(_JAVA_TIME) and kind.__name__ not in _NO_DATA):
        return str(value)
    if isinstance(value, int | str):
        return value
    raise _Unwritable(_described(value))


def _described(value: Any) -> str:
    from breyta_runtime.values.classes import class_name

    return "a function" if callable(value) else f"a {class_name(value)}"


def _shown(key: Any) -> str:
    from breyta_runtime.values.printing import pr

    return pr(key)


def _str_of(value: Any) -> str:
    from breyta_runtime.values.printing import str_of

    return str_of(value)


def _text(plain: Any) -> str:
    if isinstance(plain, dict):
        pairs = (f"{json.dumps(k, ensure_ascii=False)}:{_text(v)}" for k, v in plain.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(plain, list):
        return "[" + ",".join(map(_text, plain)) + "]"
    if isinstance(plain, Decimal):
        if not plain.is_finite():
            raise JsonError(f"Cannot write {plain} as JSON")
        return str(plain)
    return json.dumps(plain, ensure_ascii=False, allow_nan=False)
