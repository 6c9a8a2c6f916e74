"""`compare`: Clojure's order of values, and comparators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cmp_to_key
from math import isnan
from typing import Any

from breyta_runtime.values.errors import ClassCast
from breyta_runtime.values.names import Char, Keyword, Symbol
from breyta_runtime.values.numbers import NUMBERS, Ratio, to_float
from breyta_runtime.values.text import compare_text
from breyta_runtime.values.truth import truthy

Comparator = Callable[[Any, Any], int]


def compare_numbers(a: Any, b: Any) -> int:
    if type(a) is not type(b):
        if type(a) is float or type(b) is float:
            a, b = to_float(a), to_float(b)
        elif type(a) is Ratio or type(b) is Ratio:
            a, b = _over_common(a, b)
    elif type(a) is Ratio:
        a, b = _over_common(a, b)
    return -1 if a < b else (1 if a > b else 0)


def _over_common(a: Any, b: Any) -> tuple[Any, Any]:
    an, ad = (a.numerator, a.denominator) if type(a) is Ratio else (a, 1)
    bn, bd = (b.numerator, b.denominator) if type(b) is Ratio else (b, 1)
    return an * bd, bn * ad


def compare(a: Any, b: Any) -> int:
    """Negative, zero or positive; nil comes first, unlike kinds are an error."""
    if a is b:
        return 0
    if a is None:
        return -1
    if b is None:
        return 1
    kind, other = type(a), type(b)
    if kind in NUMBERS:
        if other in NUMBERS:
            return compare_numbers(a, b)
        raise _cast(b, "java.lang.Number")
    if kind is str and other is str:
        return compare_text(a, b)
    if (kind is Keyword and other is Keyword) or (kind is Symbol and other is Symbol):
        return _compare_names(a, b)
    if kind is Char and other is Char:
        return ord(a.value) - ord(b.value)
    if kind is bool and other is bool:
        return int(a) - int(b)
    if isinstance(a, tuple) and isinstance(b, tuple):
        if len(a) != len(b):
            return -1 if len(a) < len(b) else 1
        for x, y in zip(a, b, strict=True):
            order = compare(x, y)
            if order:
                return order
        return 0
    return _compare_others(a, b)


def _compare_names(a: Any, b: Any) -> int:
    if a.full == b.full:
        return 0
    if a.ns != b.ns:
        if a.ns is None:
            return -1
        if b.ns is None:
            return 1
        order = compare_text(a.ns, b.ns)
        if order:
            return order
    return compare_text(a.name, b.name)


def _compare_others(a: Any, b: Any) -> int:
    kind = type(a)
    if kind is type(b):
        if kind.__name__ == "UUID":
            # Java compares the two halves as signed longs.
            sign, mask = 1 << 63, (1 << 64) - 1
            x = (a.int >> 64 ^ sign, a.int & mask ^ sign)
            y = (b.int >> 64 ^ sign, b.int & mask ^ sign)
            return -1 if x < y else int(x > y)
        order = getattr(a, "sort_key", None)
        if order is not None and not callable(order):
            return -1 if order < b.sort_key else int(b.sort_key < order)
        try:
            return -1 if a < b else int(b < a)
        except TypeError:
            pass
    from breyta_runtime.values.classes import class_name

    if kind in (str, Keyword, Symbol, Char, bool):
        raise _cast(b, class_name(a))
    if isinstance(a, tuple):
        raise _cast(b, "clojure.lang.IPersistentVector")
    raise _cast(a, "java.lang.Comparable")


def _cast(value: Any, wanted: str) -> ClassCast:
    from breyta_runtime.values.classes import class_name

    return ClassCast(f"class {class_name(value)} cannot be cast to class {wanted}")


def comparator_of(f: Callable[..., Any]) -> Comparator:
    """Any function as a comparator: a number is the order, a truth says whether a comes first."""
    if f is compare:
        return compare

    def order(a: Any, b: Any) -> int:
        found = f(a, b)
        if type(found) is int:
            return found
        if type(found) is bool:
            if found:
                return -1
            return 1 if truthy(f(b, a)) else 0
        if type(found) in NUMBERS:
            return int(found)
        raise (
            _cast(found, "java.lang.Number")
            if found is not None
            else ClassCast("a comparator gave nil")
        )

    return order


def sort_key(items: Sequence[Any]) -> Callable[[Any], Any] | None:
    """A key function that sorts `items` as `compare` does; None when their own order does."""
    kinds = set(map(type, items))
    if len(kinds) == 1:
        (kind,) = kinds
        if kind is int or (kind is str and all(map(_in_unit_order, items))):
            return None
        if kind is Keyword and all(_in_unit_order(k.full) for k in items):
            return _keyword_key
        if kind is tuple:
            return _rows_key(items)
    if plain_numbers(items, kinds):
        return None
    return cmp_to_key(compare)


def _in_unit_order(text: str) -> bool:
    """Whether Python, which compares characters, orders it as Java does, by UTF-16 units."""
    return text.isascii() or max(text) < "\ud800"


_EXACT_IN_DOUBLE = 1 << 53


def plain_numbers(items: Sequence[Any], kinds: set[type] | None = None) -> bool:
    """Whether they are longs and doubles which Python orders as Clojure does."""
    kinds = set(map(type, items)) if kinds is None else kinds
    if kinds == {int}:
        return True
    if not kinds or not kinds <= {int, float} or any(map(isnan, items)):
        return False
    return int not in kinds or max(map(abs, items)) < _EXACT_IN_DOUBLE


def _rows_key(rows: Sequence[tuple[Any, ...]]) -> Callable[[Any], Any] | None:
    """The key of vectors: by length, then element by element, if each column has a key."""
    if len(set(map(len, rows))) != 1:
        return cmp_to_key(compare)
    keys = [sort_key(column) for column in zip(*rows, strict=True)]
    if not any(keys):
        return None
    return lambda row: tuple(
        [part if key is None else key(part) for key, part in zip(keys, row, strict=True)]
    )


def _keyword_key(k: Keyword) -> tuple[str, str]:
    # A keyword without namespace sorts before any namespace.
    return ("" if k.ns is None else "\x00" + k.ns, k.name)
