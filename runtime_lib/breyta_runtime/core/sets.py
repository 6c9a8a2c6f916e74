"""clojure.set."""

from __future__ import annotations

from typing import Any

from breyta_runtime.core.access import contains, count, get
from breyta_runtime.core.building import conj, disj, dissoc, merge, select_keys
from breyta_runtime.core.functions import as_fn
from breyta_runtime.core.transducers import reduce_kv
from breyta_runtime.values.equality import box
from breyta_runtime.values.maps import Map, freeze_raw
from breyta_runtime.values.seqs import items_of, iter_of
from breyta_runtime.values.sets import EMPTY_SET, Set
from breyta_runtime.values.truth import truthy


def union(*sets: Any) -> Any:
    """The bigger of each two takes in the other's elements, as Clojure does it."""
    if not sets:
        return EMPTY_SET
    result = sets[0]
    for other in sets[1:]:
        big, small = (result, other) if count(result) >= count(other) else (other, result)
        result = conj(big, *items_of(small)) if small is not None and count(small) else big
    return result


def intersection(first: Any, *more: Any) -> Any:
    for other in more:
        small, big = (first, other) if count(first) <= count(other) else (other, first)
        first = (
            small
            if small is None
            else _without(small, lambda item, big=big: not contains(big, item))
        )
    return first


def difference(first: Any, *more: Any) -> Any:
    for other in more:
        if count(first) < count(other):
            first = _without(first, lambda item, other=other: contains(other, item))
        elif other is not None:
            first = disj(first, *items_of(other))
    return first


def _without(coll: Any, unwanted: Any) -> Any:
    gone = [item for item in iter_of(coll) if unwanted(item)]
    return disj(coll, *gone) if gone else coll


def select(pred: Any, coll: Any) -> Any:
    call = as_fn(pred)
    return _without(coll, lambda item: not truthy(call(item)))


def project(rel: Any, keys: Any) -> Set:
    return Set(select_keys(row, keys) for row in iter_of(rel))


def rename_keys(m: Any, names: Any) -> Any:
    """Keys of `names` become their values; those keys go first, so that swaps work."""
    pairs = [(old, new) for old, new in names.items() if contains(m, old)]
    values = [get(m, old) for old, _ in pairs]
    result = dissoc(m, *[old for old, _ in pairs])
    for (_, new), value in zip(pairs, values, strict=True):
        result = merge(result, freeze_raw({box(new): value}))
    return result


def rename(rel: Any, names: Any) -> Set:
    return Set(rename_keys(row, names) for row in iter_of(rel))


def index(rel: Any, keys: Any) -> Map:
    """Rows grouped by the map of their values at `keys`."""
    groups: dict[Any, list[Any]] = {}
    for row in iter_of(rel):
        groups.setdefault(box(select_keys(row, keys)), []).append(row)
    return freeze_raw({key: Set(rows) for key, rows in groups.items()})


def map_invert(m: Any) -> Map:
    def put(made: dict[Any, Any], key: Any, value: Any) -> dict[Any, Any]:
        made[box(value)] = key
        return made

    return freeze_raw(reduce_kv(put, {}, m))


def join(left: Any, right: Any, keys: Any = None) -> Set:
    """The natural join, or the join where `keys` maps left columns to right ones."""
    if keys is None:
        if not count(left) or not count(right):
            return EMPTY_SET
        ours, theirs = next(iter_of(left)), next(iter_of(right))
        shared = [key for key in iter_of(_keys(ours)) if contains(theirs, key)]
        small, big = (left, right) if count(left) <= count(right) else (right, left)
        return _joined(index(small, tuple(shared)), big, {box(k): k for k in shared})
    if count(left) <= count(right):
        swapped = map_invert(keys)
        return _joined(index(left, tuple(keys.keys())), right, _raw(swapped))
    return _joined(index(right, tuple(keys.values())), left, _raw(keys))


def _keys(row: Any) -> Any:
    return tuple(row.keys())


def _raw(names: Any) -> dict[Any, Any]:
    return {box(key): value for key, value in names.items()}


def _joined(found: Map, rows: Any, names: dict[Any, Any]) -> Set:
    made: list[Any] = []
    renames = freeze_raw(names)
    for row in iter_of(rows):
        key = rename_keys(select_keys(row, tuple(renames.keys())), renames)
        made.extend(merge(other, row) for other in iter_of(get(found, key)))
    return Set(made)


def is_subset(a: Any, b: Any) -> bool:
    return count(a) <= count(b) and all(contains(b, item) for item in iter_of(a))


def is_superset(a: Any, b: Any) -> bool:
    return count(a) >= count(b) and all(contains(a, item) for item in iter_of(b))
