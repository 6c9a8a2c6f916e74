"""Values as text and back, exactly: what the journal stores.

JSON with tags.  A map whose keys are keywords is a JSON object, a vector an array; strings, longs,
finite doubles, booleans and nil are themselves.  Everything else is an object with one key that
begins with a tilde, `{"~k": "name"}` for a keyword; keys that really begin with one get a second.
The text of equal values built in the same order is the same.  Metadata is not kept.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from decimal import Decimal
from importlib import import_module
from math import isfinite
from typing import Any
from uuid import UUID

from breyta_runtime.values.classes import JavaClass, class_name
from breyta_runtime.values.errors import ExInfo, IllegalArgument
from breyta_runtime.values.kinds import MapLike
from breyta_runtime.values.maps import BoxMap, Map, map_of
from breyta_runtime.values.names import Char, Keyword, Symbol, kw
from breyta_runtime.values.numbers import BigInt, Ratio
from breyta_runtime.values.ordering import compare
from breyta_runtime.values.printing import pr
from breyta_runtime.values.seqs import EMPTY, IterSeq, List, PersistentList, Seq
from breyta_runtime.values.sets import Set
from breyta_runtime.values.sorted import SortedMap, SortedSet
from breyta_runtime.values.vectors import MapEntry

MAP_CLASSES = {
    "http-result": "breyta_runtime.steps.http.result:HttpResult",
    "http-headers": "breyta_runtime.steps.http.result:HttpHeaders",
}
"""Maps with their own way of answering, by the name they are stored under; others become plain."""


class CodecError(IllegalArgument, ValueError):
    """A value that cannot be stored; the message says which and where it is."""


class _Unstorable(Exception):
    def __init__(self, what: str) -> None:
        self.what = what
        self.path: list[str] = []
        super().__init__(what)


def encode(value: Any) -> str:
    """The text of a value; it can always be written as UTF-8."""
    try:
        return _dumps(_encode(value))
    except _Unstorable as error:
        raise CodecError(_explain(error)) from None
    except RecursionError:
        raise CodecError("the value is nested too deeply to be stored") from None


def decode(text: str | bytes) -> Any:
    """The value of a text made by `encode`."""
    return _decode(json.loads(text))


def encoded_size(value: Any) -> int:
    """How many bytes the text of a value takes."""
    text = encode(value)
    return len(text) if text.isascii() else len(text.encode())


def _dumps(plain: Any) -> str:
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if not text.isascii() and _HALF.search(text):
        return json.dumps(plain, separators=(",", ":"), allow_nan=False)
    return text


_HALF = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, which UTF-8 has no form for."""


def _explain(error: _Unstorable) -> str:
    where = f" at [{' '.join(reversed(error.path))}]" if error.path else ""
    return f"{error.what}{where} cannot be stored; keep plain data in results"


# -- encoding ---------------------------------------------------------------------------------

_SAME = frozenset({str, int, bool, type(None)})


def _encode(value: Any) -> Any:
    kind = type(value)
    if kind in _SAME:
        return value
    encoder = _ENCODERS.get(kind)
    return _other(value) if encoder is None else encoder(value)


def _map(value: Map) -> Any:
    out: dict[str, Any] = {}
    for key, item in dict.items(value):
        if type(key) is not Keyword:
            return _any_map(value)
        full = key.full
        if full[:1] == "~":
            full = "~" + full
        if type(item) in _SAME:
            out[full] = item
            continue
        try:
            out[full] = _encode(item)
        except _Unstorable as error:
            error.path.append(f":{key.full}")
            raise
    return out


def _any_map(value: Any) -> Any:
    return {"~m": _pairs(value.items())}


def _pairs(entries: Iterable[tuple[Any, Any]]) -> list[Any]:
    out: list[Any] = []
    for key, item in entries:
        try:
            out += (_encode(key), _encode(item))
        except _Unstorable as error:
            error.path.append(pr(key))
            raise
    return out


def _items(value: Iterable[Any]) -> list[Any]:
    out: list[Any] = []
    for item in value:
        try:
            out.append(item if type(item) in _SAME else _encode(item))
        except _Unstorable as error:
            error.path.append(str(len(out)))
            raise
    return out


def _float(value: float) -> Any:
    return value if isfinite(value) else {"~f": repr(value)}


def _sorted_map(value: SortedMap) -> Any:
    if value.order is not compare:
        raise _Unstorable("a sorted map with a comparator")
    return {"~sorted-map": _pairs(value.items())}


def _sorted_set(value: SortedSet) -> Any:
    if value.order is not compare:
        raise _Unstorable("a sorted set with a comparator")
    return {"~sorted-set": _items(value)}


def _ex_info(value: ExInfo) -> Any:
    cause = value.cause if isinstance(value.cause, ExInfo) else None
    return {"~ex": [value.message, _encode(value.data), _encode(cause)]}


_ENCODERS: dict[type, Callable[[Any], Any]] = {
    Map: _map,
    BoxMap: _map,
    tuple: _items,
    list: _items,
    float: _float,
    Keyword: lambda v: {"~k": v.full},
    Set: lambda v: {"~set": _items(v)},
    PersistentList: lambda v: {"~list": _items(v)},
    BigInt: lambda v: {"~n": int.__repr__(v)},
    Ratio: lambda v: {"~r": [v.numerator, v.denominator]},
    Decimal: lambda v: {"~d": str(v)},
    Char: lambda v: {"~c": v.value},
    Symbol: lambda v: {"~s": v.full},
    bytes: lambda v: {"~b": b64encode(v).decode("ascii")},
    UUID: lambda v: {"~u": str(v)},
    MapEntry: lambda v: {"~entry": _items(v)},
    SortedMap: _sorted_map,
    SortedSet: _sorted_set,
    ExInfo: _ex_info,
    JavaClass: lambda v: {"~class": v.name},
}


def _other(value: Any) -> Any:
    """The rarer kinds, known by their bases or by the module they come from."""
    if isinstance(value, Map):
        return _special_map(value)
    if isinstance(value, tuple):
        return _items(value)
    if isinstance(value, Seq):
        return {"~list": []} if value is EMPTY else {"~seq": _items(value)}
    if isinstance(value, dict | MapLike):
        return _any_map(value)
    if isinstance(value, str):
        return str.__str__(value)
    kind = type(value)
    if kind.__module__.startswith(_TIME) and kind.__name__ in _TIMES:
        return {"~t": [kind.__name__, value.name() if kind.__name__ in _ENUMS else str(value)]}
    if kind.__name__ == "Pattern":
        return {"~p": value.source}
    raise _Unstorable(_described(value))


def _special_map(value: Map) -> Any:
    kind = type(value)
    where = f"{kind.__module__}:{kind.__name__}"
    for name, known in MAP_CLASSES.items():
        if known == where:
            return {"~map": [name, _map(Map(dict(dict.items(value))))]}
    return _map(value)


def _described(value: Any) -> str:
    if callable(value) and not isinstance(value, type):
        return f"the function {getattr(value, '__name__', '')}".rstrip()
    return f"a value of class {class_name(value)}"


# -- decoding ---------------------------------------------------------------------------------

_TIME = "breyta_runtime.values.java_time."
_ENUMS = {"ChronoUnit": "units", "DayOfWeek": "units", "Month": "units"}
_TIMES = {
    **_ENUMS,
    "Instant": "zoned",
    "OffsetDateTime": "zoned",
    "ZonedDateTime": "zoned",
    "ZoneId": "zoned",
    "ZoneOffset": "zoned",
    "LocalDate": "local",
    "LocalTime": "local",
    "LocalDateTime": "local",
    "Duration": "amounts",
    "Period": "amounts",
    "Year": "adjusters",
    "YearMonth": "adjusters",
}


def _decode(data: Any) -> Any:
    kind = type(data)
    if kind is dict:
        if len(data) == 1:
            (key,) = data
            if key[:1] == "~" and key[:2] != "~~":
                return _DECODERS[key](data[key])
        return Map(
            {
                kw(key[1:] if key[:1] == "~" else key): (
                    item if type(item) in _SAME else _decode(item)
                )
                for key, item in data.items()
            }
        )
    if kind is list:
        return tuple([item if type(item) in _SAME else _decode(item) for item in data])
    return data


def _decode_map(data: list[Any]) -> Map:
    return map_of(*_decode(data))


def _decode_special_map(data: list[Any]) -> Any:
    module, _, name = MAP_CLASSES[data[0]].partition(":")
    return getattr(import_module(module), name)(_decode(data[1]))


def _decode_time(data: list[str]) -> Any:
    name, text = data
    found = getattr(import_module(_TIME + _TIMES[name]), name, None)
    if name == "ChronoUnit":
        return import_module(_TIME + "units").unit(text)
    if name in _ENUMS:
        return found.value_of(text)  # type: ignore[union-attr]
    if name == "Year":
        return found.of(int(text))  # type: ignore[union-attr]
    if name in ("ZoneId", "ZoneOffset"):
        return found.of(text)  # type: ignore[union-attr]
    return found.parse(text)  # type: ignore[union-attr]


def _decode_pattern(source: str) -> Any:
    from breyta_runtime.values.pattern import regex

    return regex(source)


def _decode_sorted_map(data: list[Any]) -> SortedMap:
    items = _decode(data)
    return SortedMap(zip(items[::2], items[1::2], strict=True))


_DECODERS: dict[str, Callable[[Any], Any]] = {
    "~k": kw,
    "~m": _decode_map,
    "~set": lambda data: Set(_decode(data)),
    "~list": lambda data: List(_decode(data)),
    "~seq": lambda data: IterSeq(iter(_decode(data))),
    "~n": BigInt,
    "~f": float,
    "~r": lambda data: Ratio(*data),
    "~d": Decimal,
    "~c": Char,
    "~s": Symbol,
    "~b": b64decode,
    "~u": UUID,
    "~t": _decode_time,
    "~p": _decode_pattern,
    "~entry": lambda data: MapEntry(_decode(data)),
    "~sorted-map": _decode_sorted_map,
    "~sorted-set": lambda data: SortedSet(_decode(data)),
    "~ex": lambda data: ExInfo(data[0], _decode(data[1]), _decode(data[2])),
    "~class": JavaClass,
    "~map": _decode_special_map,
}
