"""Making collections out of collections: conj, assoc, dissoc, update and their like."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from breyta_runtime.core.access import count, get
from breyta_runtime.core.functions import as_fn
from breyta_runtime.core.metadata import like_vector
from breyta_runtime.core.number_types import long
from breyta_runtime.values.classes import class_name
from breyta_runtime.values.equality import PLAIN, box
from breyta_runtime.values.errors import (
    ClassCast,
    IllegalArgument,
    IndexOutOfBounds,
    JavaRuntimeError,
)
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.maps import EMPTY_MAP, BoxMap, Map, freeze_raw, map_of
from breyta_runtime.values.numbers import BigInt
from breyta_runtime.values.seqs import EMPTY, Cons, List, PersistentList, items_of, iter_of
from breyta_runtime.values.sets import EMPTY_SET, Set
from breyta_runtime.values.sorted import SortedMap, SortedSet
from breyta_runtime.values.truth import truthy
from breyta_runtime.values.vectors import MapEntry

_NONE: Any = object()
_put = dict.__setitem__


# -- constructors ---------------------------------------------------------------------------------


def vector(*items: Any) -> tuple[Any, ...]:
    return items


def vec(coll: Any) -> tuple[Any, ...]:
    if type(coll) is tuple:
        return coll
    if type(coll) is list:
        return tuple(coll)
    if isinstance(coll, tuple) and type(coll) is not MapEntry:
        return coll
    try:
        return tuple(items_of(coll))
    except IllegalArgument as error:
        if isinstance(coll, (Sequential, MapLike, SetLike, dict, list, str)):
            raise
        raise JavaRuntimeError(
            f"Unable to convert: class {class_name(coll)} to Object[]"
        ) from error


def list_(*items: Any) -> PersistentList:
    return List(items)


def list_star(*items: Any) -> Any:
    """`(list* a b coll)`."""
    from breyta_runtime.values.seqs import to_seq

    result: Any = to_seq(items[-1])
    for item in reversed(items[:-1]):
        result = Cons(item, result)
    return result


def hash_map(*keyvals: Any) -> Map:
    return map_of(*keyvals)


array_map = hash_map


def hash_set(*items: Any) -> Set:
    return Set(items)


def set_(coll: Any) -> Any:
    if isinstance(coll, SetLike):
        return coll if getattr(coll, "meta", None) is None else coll.with_meta(None)  # type: ignore[attr-defined]
    return Set(items_of(coll))


def sorted_map(*keyvals: Any) -> SortedMap:
    return SortedMap(_pairs(keyvals))


def sorted_map_by(order: Any, *keyvals: Any) -> SortedMap:
    return SortedMap(_pairs(keyvals), as_fn(order))


def sorted_set(*items: Any) -> SortedSet:
    return SortedSet(items)


def sorted_set_by(order: Any, *items: Any) -> SortedSet:
    return SortedSet(items, as_fn(order))


def _pairs(keyvals: tuple[Any, ...]) -> Iterable[tuple[Any, Any]]:
    if len(keyvals) % 2:
        from breyta_runtime.values.printing import str_of

        raise IllegalArgument(f"No value supplied for key: {str_of(keyvals[-1])}")
    return zip(keyvals[::2], keyvals[1::2], strict=True)


def zipmap(keys: Any, vals: Any) -> Map:
    names, values = items_of(keys), items_of(vals)
    if PLAIN.issuperset(map(type, names)):
        return Map(zip(names, values, strict=False))
    return freeze_raw(dict(zip(map(box, names), values, strict=False)))


def empty(coll: Any) -> Any:
    if type(coll) is MapEntry:
        return None
    if isinstance(coll, tuple):
        return like_vector(coll, ())
    if isinstance(coll, Map):
        return EMPTY_MAP if coll.meta is None else EMPTY_MAP.with_meta(coll.meta)
    if isinstance(coll, (SortedMap, SortedSet)):
        return coll.emptied()
    if isinstance(coll, Set):
        return EMPTY_SET if coll.meta is None else EMPTY_SET.with_meta(coll.meta)
    if isinstance(coll, Sequential):
        meta = getattr(coll, "meta", None) if type(coll) is PersistentList else None
        return EMPTY if meta is None else EMPTY.with_meta(meta)
    return None


# -- conj -----------------------------------------------------------------------------------------


def conj(coll: Any = _NONE, item: Any = _NONE, /, *more: Any) -> Any:
    if type(coll) is tuple:
        return (*coll, item, *more) if item is not _NONE else coll
    if item is _NONE:
        return () if coll is _NONE else coll
    if isinstance(coll, SetLike):
        return coll.conj(item, *more)  # type: ignore[attr-defined]
    for each in (item, *more):
        coll = _conj_one(coll, each)
    return coll


def _conj_one(coll: Any, item: Any) -> Any:
    if isinstance(coll, (Map, SortedMap)):
        return _conj_map(coll, item)
    if isinstance(coll, PersistentList):
        return coll.cons(item)
    if coll is None:
        return PersistentList(item, EMPTY)
    if isinstance(coll, tuple):
        return like_vector(coll, (*coll, item))
    if isinstance(coll, Sequential):
        return Cons(item, coll)
    if isinstance(coll, dict):
        return _conj_map(freeze_raw(dict(coll)), item)
    raise ClassCast(
        f"class {class_name(coll)} cannot be cast to class clojure.lang.IPersistentCollection"
    )


def _conj_map(m: Any, item: Any) -> Any:
    if type(item) is MapEntry:
        return assoc(m, item[0], item[1])
    if item is None:
        return m
    if isinstance(item, (dict, MapLike)):
        return merge_into(m, item)
    if isinstance(item, tuple):
        if len(item) != 2:
            raise IllegalArgument("Vector arg to map conj must be a pair")
        return assoc(m, item[0], item[1])
    for entry in iter_of(item):
        if type(entry) is not MapEntry:
            raise ClassCast(
                f"class {class_name(entry)} cannot be cast to class java.util.Map$Entry"
            )
        m = assoc(m, entry[0], entry[1])
    return m


# -- maps -----------------------------------------------------------------------------------------


def assoc(coll: Any, key: Any, value: Any, *more: Any) -> Any:
    if type(coll) is Map and type(key) in PLAIN:
        made = Map(coll)
        _put(made, key, value)
        if not more:
            return made
        if len(more) == 2 and type(more[0]) in PLAIN:
            _put(made, more[0], more[1])
            return made
        return _assoc_more(made, more)
    result = _assoc_one(coll, key, value)
    return _assoc_more(result, more) if more else result


def _assoc_more(coll: Any, keyvals: tuple[Any, ...]) -> Any:
    if len(keyvals) % 2:
        raise IllegalArgument(
            "assoc expects even number of arguments after map/vector, found odd number"
        )
    if type(coll) is Map and PLAIN.issuperset(map(type, keyvals[::2])):
        # `coll` was made by assoc just now, nobody else has it.
        for key, value in zip(keyvals[::2], keyvals[1::2], strict=True):
            _put(coll, key, value)
        return coll
    for key, value in zip(keyvals[::2], keyvals[1::2], strict=True):
        coll = _assoc_one(coll, key, value)
    return coll


def _assoc_one(coll: Any, key: Any, value: Any) -> Any:
    if isinstance(coll, (Map, SortedMap)):
        return coll.assoc(key, value)
    if coll is None:
        return map_of(key, value)
    if isinstance(coll, (tuple, list)):
        return _assoc_vector(tuple(coll) if isinstance(coll, list) else coll, key, value)
    if isinstance(coll, dict):
        return freeze_raw({**coll, box(key): value})
    raise ClassCast(f"class {class_name(coll)} cannot be cast to class clojure.lang.Associative")


def _assoc_vector(items: tuple[Any, ...], index: Any, value: Any) -> tuple[Any, ...]:
    if type(index) is not int and type(index) is not BigInt:
        raise IllegalArgument("Key must be integer")
    if not 0 <= index <= len(items):
        raise IndexOutOfBounds()
    return like_vector(items, (*items[:index], value, *items[index + 1 :]))


def dissoc(m: Any, *keys: Any) -> Any:
    if type(m) is Map:
        if not keys:
            return m
        made = Map(m)
        for key in keys:
            dict.pop(made, key if type(key) in PLAIN else box(key), None)
        return made
    if m is None or not keys:
        return m
    if isinstance(m, (Map, SortedMap)):
        return m.dissoc(*keys)
    if isinstance(m, dict):
        return freeze_raw(dict(m)).dissoc(*keys)
    raise ClassCast(f"class {class_name(m)} cannot be cast to class clojure.lang.IPersistentMap")


def disj(coll: Any, *items: Any) -> Any:
    if not items or coll is None:
        return coll
    if not isinstance(coll, SetLike):
        raise ClassCast(
            f"class {class_name(coll)} cannot be cast to class clojure.lang.IPersistentSet"
        )
    return coll.disj(*items)  # type: ignore[attr-defined]


def update(m: Any, key: Any, f: Any, *args: Any) -> Any:
    call = f if callable(f) else as_fn(f)
    if type(m) is Map and type(key) in PLAIN:
        value = call(m[key], *args) if args else call(m[key])
        made = Map(m)
        _put(made, key, value)
        return made
    return assoc(m, key, call(get(m, key), *args))


def assoc_in(m: Any, path: Any, value: Any) -> Any:
    keys = items_of(path)
    return _assoc_at(m, keys if keys else (None,), 0, value)


def _assoc_at(m: Any, keys: Any, at: int, value: Any) -> Any:
    key = keys[at]
    if at == len(keys) - 1:
        return assoc(m, key, value)
    return assoc(m, key, _assoc_at(get(m, key), keys, at + 1, value))


def update_in(m: Any, path: Any, f: Any, *args: Any) -> Any:
    keys = items_of(path)
    call = as_fn(f)
    *outer, last = keys or (None,)
    levels = [m]
    for key in outer:
        m = get(m, key)
        levels.append(m)
    result = update(levels.pop(), last, call, *args)
    while outer:
        result = assoc(levels.pop(), outer.pop(), result)
    return result


def merge(*maps: Any) -> Any:
    if not any(truthy(m) for m in maps):
        return None
    first = maps[0] if truthy(maps[0]) else EMPTY_MAP
    for m in maps[1:]:
        first = conj(first, m)
    return first


def merge_into(m: Any, other: Any) -> Any:
    """All entries of the map `other` assoc'ed to the map `m`."""
    if type(m) is Map and type(other) is Map:
        return Map({**m, **other})
    if isinstance(m, SortedMap):
        return m.assoc_all(other.items())
    if isinstance(m, Map):
        raw = dict(dict.items(m))
        raw.update(raw_items(other))
        return m.like(raw)
    return merge_into(freeze_raw(dict(m)), other)


def raw_items(m: Any) -> Iterable[tuple[Any, Any]]:
    """The entries of any map with their keys boxed where they must be."""
    if isinstance(m, dict):
        return dict.items(m)
    return [(box(key), value) for key, value in m.items()]


def merge_with(f: Any, *maps: Any) -> Any:
    if not any(truthy(m) for m in maps):
        return None
    call = as_fn(f)
    first: Any = maps[0] if maps[0] is not None else EMPTY_MAP
    if isinstance(first, SortedMap):
        for m in maps[1:]:
            for key, value in entries_of(m):
                there = first.has(key)
                first = first.assoc(key, call(first.lookup(key), value) if there else value)
        return first
    raw = dict(raw_items(first))
    for m in maps[1:]:
        for entry in entries_of(m):
            key = box(entry[0])
            raw[key] = call(raw[key], entry[1]) if key in raw else entry[1]
    return first.like(raw) if isinstance(first, Map) else freeze_raw(raw)


def entries_of(m: Any) -> Iterable[Any]:
    """The pairs of a map, or of a seq of entries."""
    return m.items() if isinstance(m, (dict, MapLike)) else map(_pair, iter_of(m))  # type: ignore[union-attr]


def _pair(entry: Any) -> tuple[Any, ...]:
    if not isinstance(entry, tuple) or len(entry) != 2:
        raise ClassCast(f"class {class_name(entry)} cannot be cast to class java.util.Map$Entry")
    return entry


def select_keys(m: Any, keys: Any) -> Any:
    raw: dict[Any, Any] = {}
    if type(m) is Map:
        odd = False
        for key in keys if type(keys) is tuple else iter_of(keys):
            plain = type(key) in PLAIN
            odd = odd or not plain
            at = key if plain else box(key)
            value = m.get(at, _NONE)
            if value is not _NONE:
                raw[at] = value
        return freeze_raw(raw) if odd else Map(raw)
    if m is not None:
        if not isinstance(m, (dict, MapLike, tuple, list)):
            raise IllegalArgument(f"find not supported on type: {class_name(m)}")
        for key in iter_of(keys):
            value = get(m, key, _NONE)
            if value is not _NONE:
                raw[key if type(key) in PLAIN else box(key)] = value
    made = freeze_raw(raw)
    meta = getattr(m, "meta", None) if isinstance(m, (BoxMap, SortedMap)) else None
    return made if meta is None else made.with_meta(meta)


def update_vals(m: Any, f: Any) -> Any:
    call = as_fn(f)
    if m is None:
        return EMPTY_MAP
    if type(m) is Map:
        return Map({key: call(value) for key, value in m.items()})
    if isinstance(m, Map):
        return m.like({key: call(value) for key, value in dict.items(m)})
    if isinstance(m, tuple):
        return like_vector(m, tuple([call(value) for value in m]))
    # Not sorted any more: Clojure fills a plain map with what has no transient.
    return Map({key: call(value) for key, value in entries_of(m)})


def update_keys(m: Any, f: Any) -> Any:
    call = as_fn(f)
    made = (
        freeze_raw({box(call(entry[0])): entry[1] for entry in entries_of(m)})
        if m is not None
        else EMPTY_MAP
    )
    meta = getattr(m, "meta", None)
    return made if meta is None else made.with_meta(meta)


# -- vectors and strings --------------------------------------------------------------------------


def subvec(vector: Any, start: Any, end: Any = None) -> tuple[Any, ...]:
    if not isinstance(vector, (tuple, list)):
        count(vector)
        raise ClassCast(
            f"class {class_name(vector)} cannot be cast to class clojure.lang.IPersistentVector"
        )
    first = long(start)
    last = len(vector) if end is None else long(end)
    if first < 0 or last > len(vector) or first > last:
        raise IndexOutOfBounds()
    return tuple(vector[first:last])


def replace(smap: Any, coll: Any = _NONE) -> Any:
    """Elements that are keys of `smap` become their values; a vector stays one."""
    from breyta_runtime.core.lazy import map_

    if smap is not None and not isinstance(smap, (dict, MapLike, tuple, list)):
        raise IllegalArgument(f"find not supported on type: {class_name(smap)}")

    def swap(item: Any) -> Any:
        found = get(smap, item, _NONE)
        return item if found is _NONE else found

    if coll is _NONE:
        return map_(swap)
    if isinstance(coll, tuple):
        return like_vector(coll, tuple([swap(item) for item in coll]))
    return map_(swap, coll)
