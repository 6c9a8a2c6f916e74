"""The helpers of templates.  Whatever they are given, they give something back."""

from __future__ import annotations

import json as python_json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from breyta_runtime.templates.rendering import field, is_list, is_map
from breyta_runtime.values.json import JsonError, to_json, write
from breyta_runtime.values.names import Keyword
from breyta_runtime.values.printing import str_of
from breyta_runtime.values.text import utf16_length

DEFAULT_LENGTH = 100


def truncate(value: Any, length: Any = DEFAULT_LENGTH, suffix: Any = "...") -> str:
    """At most `length` characters of a text; `suffix` stands for what was cut off."""
    shown = str_of(value)
    kept = max(_whole(length, DEFAULT_LENGTH), 0)
    return shown if len(shown) <= kept else shown[:kept] + str_of(suffix)


def json(value: Any, pretty: Any = False) -> str:
    """The JSON text of a value; what JSON has no form for is written as `str` writes it."""
    try:
        compact = write(value)
        if pretty is not True:
            return compact
        return python_json.dumps(to_json(value), ensure_ascii=False, indent=2)
    except JsonError:
        return python_json.dumps(str_of(value), ensure_ascii=False)


def length(value: Any) -> int:
    """How many elements, entries or characters; 0 for nothing."""
    if isinstance(value, str):
        return utf16_length(value)
    if is_map(value):
        return len(value)
    return sum(1 for _ in value) if is_list(value) else 0


def join(value: Any, separator: Any = ", ") -> str:
    if is_list(value):
        return str_of(separator).join([str_of(each) for each in value])
    return str_of(value)


def first(value: Any) -> Any:
    if isinstance(value, str):
        return value[:1]
    return next(iter(value), None) if is_list(value) else None


def last(value: Any) -> Any:
    if isinstance(value, str):
        return value[-1:]
    ends = deque(value, maxlen=1) if is_list(value) else ()
    return ends[0] if ends else None


def default(value: Any, fallback: Any) -> Any:
    """The fallback for what is missing or empty; false and 0 are neither."""
    if value is None or value == "":
        return fallback
    if (is_map(value) or is_list(value)) and not any(True for _ in value):
        return fallback
    return value


def lookup(value: Any, key: Any) -> Any:
    """A field or an element whose name or number is itself a value."""
    if isinstance(key, bool) or not isinstance(key, Keyword | str | int):
        return None
    if isinstance(key, str) and key.isascii() and key.isdigit() and len(key) < 10:
        return field(value, int(key))
    return field(value, key)


def _whole(value: Any, otherwise: int) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return otherwise


@dataclass(frozen=True, slots=True)
class Helper:
    function: Callable[..., Any]
    takes: tuple[str, ...]
    """Its arguments, as messages name them; all of them are needed."""
    options: tuple[str, ...] = ()
    optional: int = 0
    """How many options may also be given by position."""


HELPERS: dict[str, Helper] = {
    "truncate": Helper(truncate, ("value",), ("length", "suffix")),
    "json": Helper(json, ("value",), ("pretty",)),
    "length": Helper(length, ("value",)),
    "join": Helper(join, ("list",), ("separator",)),
    "first": Helper(first, ("list",)),
    "last": Helper(last, ("list",)),
    "default": Helper(default, ("value", "fallback")),
    "lookup": Helper(lookup, ("value", "key")),
}
BLOCKS = ("if", "unless", "each", "with")
BLOCK_OPTIONS = {"if": ("includeZero",), "unless": ("includeZero",)}
