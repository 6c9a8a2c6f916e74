"""Sorting and grouping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cmp_to_key
from typing import Any

from breyta_runtime.core.functions import as_fn
from breyta_runtime.core.lazy import applied
from breyta_runtime.core.numbers import gt, lt
from breyta_runtime.limits import MAX_MATCHES
from breyta_runtime.values.equality import PLAIN, box
from breyta_runtime.values.errors import LimitExceeded
from breyta_runtime.values.maps import EMPTY_MAP, Map, freeze_raw
from breyta_runtime.values.ordering import (
    comparator_of,
    compare as compare_values,
    plain_numbers,
    sort_key,
)
from breyta_runtime.values.seqs import EMPTY, ArraySeq, items_of

_NONE: Any = object()
_LONGS = {int}


def compare(a: Any, b: Any) -> int:
    return compare_values(a, b)


def sort(*args: Any) -> Any:
    """`(sort coll)` or `(sort comparator coll)`."""
    items = items_of(args[-1])
    order = None if len(args) == 1 else args[0]
    return _listed(_sorted(items, items, order))


def sort_by(f: Any, *args: Any) -> Any:
    """`(sort-by keyfn coll)` or `(sort-by keyfn comparator coll)`; the key is computed once each."""
    call = f if callable(f) else as_fn(f)
    items = items_of(args[-1])
    if len(items) < 2:
        return _listed(items)
    keys = list(applied(call, items))
    if len(args) == 1 and set(map(type, keys)) == _LONGS:
        places = sorted(range(len(keys)), key=keys.__getitem__)
        return ArraySeq(tuple([items[at] for at in places]))
    return _listed(_sorted(items, keys, None if len(args) == 1 else args[0]))


def _listed(items: Sequence[Any]) -> Any:
    return ArraySeq(tuple(items)) if items else EMPTY


def _sorted(items: Sequence[Any], keys: Sequence[Any], order: Any) -> list[Any]:
    """The items in the order of their keys; stable."""
    key, backwards = _key_of(keys, order)
    if keys is items:
        return sorted(items, key=key, reverse=backwards)
    ranks = keys if key is None else list(map(key, keys))
    return [items[at] for at in sorted(range(len(items)), key=ranks.__getitem__, reverse=backwards)]


def _key_of(keys: Sequence[Any], order: Any) -> tuple[Callable[[Any], Any] | None, bool]:
    if order is None or order is compare or order is compare_values:
        return sort_key(keys), False
    if (order is gt or order is lt) and plain_numbers(keys):
        return None, order is gt
    return cmp_to_key(comparator_of(as_fn(order))), False


def group_by(f: Any, coll: Any) -> Map:
    call = f if callable(f) else as_fn(f)
    items = _bounded(coll, "group-by")
    groups: dict[Any, list[Any]] = {}
    odd = False
    for given, item in zip(applied(call, items), items, strict=True):
        key = given
        if type(given) not in PLAIN:
            key = box(given)
            odd = True
        held = groups.get(key)
        if held is None:
            groups[key] = [item]
        else:
            held.append(item)
    made = {key: tuple(held) for key, held in groups.items()}
    return freeze_raw(made) if odd else Map(made)


def frequencies(coll: Any) -> Map:
    counts: dict[Any, int] = {}
    items = _bounded(coll, "frequencies")
    if not items:
        return EMPTY_MAP
    plain = PLAIN.issuperset(map(type, items))
    for key in items if plain else map(box, items):
        counts[key] = counts.get(key, 0) + 1
    return Map(counts) if plain else freeze_raw(counts)


def _bounded(coll: Any, what: str) -> Sequence[Any]:
    items = items_of(coll)
    if len(items) > MAX_MATCHES:
        raise LimitExceeded(f"{what} takes at most {MAX_MATCHES} elements, got {len(items)}")
    return items
