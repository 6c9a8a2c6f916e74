"""Values as EDN text that another reader can read: what `breytac eval` prints.

Differs from `pr-str` where that gives up on readers: dates print as tagged literals, and what is no
data (a function, an atom) is refused instead of printed as `#object[…]`.  The text is one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from breyta_runtime.values import (
    Char,
    Delay,
    Instant,
    JavaClass,
    Keyword,
    LimitExceeded,
    Symbol,
    class_name,
    pr_str,
)
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike

MAX_TEXT = 16 * 1024 * 1024
"""Characters of one printed value."""


class NotData(Exception):
    """A value, or a part of one, that has no EDN form; the message names it."""


def to_edn(value: Any) -> str:
    """The EDN text of a value, on one line."""
    out = _Writer()
    out.write(value)
    return one_line("".join(out.pieces))


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0

    def put(self, text: str) -> None:
        self.size += len(text)
        if self.size > MAX_TEXT:
            raise LimitExceeded(f"the printed value is longer than {MAX_TEXT} characters")
        self.pieces.append(text)

    def write(self, value: Any) -> None:
        if isinstance(value, tuple | list):
            self._many("[", value, "]")
        elif isinstance(value, dict | MapLike):
            self._map(value)
        elif isinstance(value, SetLike):
            self._many("#{", value, "}")
        elif isinstance(value, Sequential):
            self._many("(", value, ")")
        else:
            self.put(_leaf(value))

    def _many(self, opener: str, items: Iterable[Any], closer: str) -> None:
        self.put(opener)
        for index, item in enumerate(items):
            if index:
                self.put(" ")
            self.write(item)
        self.put(closer)

    def _map(self, value: Any) -> None:
        self.put("{")
        for index, (key, item) in enumerate(value.items()):
            if index:
                self.put(", ")
            self.write(key)
            self.put(" ")
            self.write(item)
        self.put("}")


_TIME_TAGS = {
    "LocalDate": "date",
    "LocalDateTime": "date-time",
    "LocalTime": "time",
    "ZoneId": "zone",
    "ZoneOffset": "zone",
}


def _leaf(value: Any) -> str:
    if isinstance(value, Instant):
        return f'#inst "{_rfc3339(value)}"'
    java = class_name(value)
    if java.startswith("java.time."):
        simple = java.rpartition(".")[2]
        tag = _TIME_TAGS.get(simple) or re.sub(r"(?<!^)(?=[A-Z])", "-", simple).lower()
        return f'#time/{tag} "{value}"'
    if isinstance(value, bytes):
        from base64 import b64encode

        return f'#bytes "{b64encode(value).decode("ascii")}"'
    if isinstance(value, JavaClass | Keyword | Symbol | Char):
        return pr_str(value)
    if isinstance(value, Delay) or (callable(value) and not isinstance(value, BaseException)):
        raise NotData(f"the result is not data: {_a_what(value)}")
    text = pr_str(value)
    if text.startswith("#object["):
        raise NotData(f"the result is not data: {_a_what(value)}")
    return text


def _a_what(value: Any) -> str:
    return "a function" if class_name(value) == "clojure.lang.AFunction" else class_name(value)


def _rfc3339(instant: Instant) -> str:
    """As Clojure prints dates: milliseconds, nanoseconds where there are any, and -00:00."""
    text = str(instant).removesuffix("Z")
    whole, _, fraction = text.partition(".")
    return f"{whole}.{fraction.ljust(9 if len(fraction) > 3 else 3, '0')}-00:00"


_UNPRINTABLE = re.compile("\\\\\\\\|(\\\\?)([\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff])")
"""A whole escaped backslash, or a character that ends a line or has no UTF-8, perhaps as \\c."""


def one_line(text: str) -> str:
    """Characters that would break the line or the encoding are written \\uXXXX."""
    if text.isascii() and text.isprintable():
        return text
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[2]):04x}" if found[2] else found[0], text)
