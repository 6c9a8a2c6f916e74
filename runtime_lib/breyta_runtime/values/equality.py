"""`=` and the keys of maps and sets.

Python finds 1, 1.0, True and Decimal(1) equal, Clojure does not.  So a key that is (or holds) a
bool, double or decimal is put in an `OddKey`; everything else is its own key and pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.names import Char, Keyword, Symbol
from breyta_runtime.values.numbers import BigInt, Ratio

PLAIN: frozenset[type] = frozenset({Keyword, str, int, type(None), Char, Symbol, BigInt, Ratio})
"""Types whose values are their own map keys."""

ATOMS: frozenset[type] = frozenset({*PLAIN, bool, float, Decimal})
"""Types that are no collections and whose Python equality holds within one type."""

_ODD: frozenset[type] = frozenset({bool, float, Decimal})
_ABSENT = object()


class OddKey:
    """A key whose Python equality would be too generous, compared as Clojure compares."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return type(other) is OddKey and equal(self.value, other.value)

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return f"OddKey({self.value!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (OddKey, (self.value,))


def box(key: Any) -> Any:
    """The dict key that stands for a Clojure key."""
    kind = type(key)
    if kind is str or kind is int or kind in PLAIN:
        return key
    if kind in _ODD:
        return OddKey(key)
    if isinstance(key, (tuple, Sequential, dict, MapLike, SetLike)) and not _is_plain(key):
        return OddKey(key)
    return key


def unbox(key: Any) -> Any:
    return key.value if type(key) is OddKey else key


def _is_plain(coll: Any) -> bool:
    parts: Iterable[Any]
    if isinstance(coll, dict):
        if any(type(key) is OddKey for key in dict.__iter__(coll)):
            return False
        parts = dict.values(coll)
    elif isinstance(coll, MapLike):
        parts = (part for entry in coll.items() for part in entry)  # type: ignore[attr-defined]
    else:
        parts = coll
    for part in parts:
        kind = type(part)
        if kind in PLAIN:
            continue
        if kind in _ODD:
            return False
        if isinstance(part, (tuple, Sequential, dict, MapLike, SetLike)) and not _is_plain(part):
            return False
    return True


def equal(a: Any, b: Any) -> bool:
    """Clojure's `=` of two values."""
    if a is b:
        return True
    kind, other = type(a), type(b)
    if kind in ATOMS:
        if kind is other:
            return bool(a == b)
        return (
            (kind is int or kind is BigInt) and (other is int or other is BigInt) and bool(a == b)
        )
    if other in ATOMS:
        return False
    return bool(a == b) and _alike(a, b)


def _alike(a: Any, b: Any) -> bool:
    """Whether values Python finds equal are so for Clojure too: a walk over the types."""
    if isinstance(a, (tuple, Sequential)):
        # Lists and seqs have compared their elements with `equal` already.
        if isinstance(a, Sequential) or isinstance(b, Sequential):
            return True
        return all(map(equal, a, b))
    if isinstance(a, dict):
        if not isinstance(b, dict):
            return True
        get = dict.get
        return all(equal(value, get(b, key)) for key, value in dict.items(a))
    return True


def same_elements(a: Iterable[Any], b: Iterable[Any]) -> bool:
    """Elementwise `=`; stops at the first difference, so one side may be endless."""
    return all(
        x is not _ABSENT and y is not _ABSENT and equal(x, y)
        for x, y in zip_longest(a, b, fillvalue=_ABSENT)
    )
