"""Collections under construction.

`transient`, `conj!` … are Clojure's.  The helpers below them are for compiled accumulation: an
accumulator only its loop can see is built in place and frozen when it escapes.

- vectors: `vector_builder(init)` gives a list; append to it; `freeze_vector` gives the tuple.
- maps: `map_builder(init)` gives a private `Map`; `put`, `drop` change it; it needs no freezing unless
  a key turned out odd, so end with `freeze_map`, which is then all but free.
- sets: `set_builder(init)` gives a dict; `put_item`; `freeze_set`.

Reading functions (get, contains?, count, nth …) accept builders as they are.
"""

from __future__ import annotations

from typing import Any

from breyta_runtime.core.building import raw_items
from breyta_runtime.values.classes import class_name
from breyta_runtime.values.equality import PLAIN, OddKey, box
from breyta_runtime.values.errors import ClassCast, IllegalArgument, IllegalState, IndexOutOfBounds
from breyta_runtime.values.kinds import MapLike
from breyta_runtime.values.maps import BoxMap, Map, freeze_raw
from breyta_runtime.values.refs import Transient
from breyta_runtime.values.seqs import items_of, iter_of
from breyta_runtime.values.sets import Set
from breyta_runtime.values.vectors import MapEntry

_NONE: Any = object()


def transient(coll: Any) -> Transient:
    if isinstance(coll, tuple):
        return Transient("vector", list(coll))
    if isinstance(coll, Map):
        return Transient("map", dict(dict.items(coll)))
    if isinstance(coll, Set):
        return Transient("set", dict(coll.raw))
    raise ClassCast(
        f"class {class_name(coll)} cannot be cast to class clojure.lang.IEditableCollection"
    )


def _open(coll: Any, *kinds: str) -> Transient:
    if type(coll) is not Transient or (kinds and coll.kind not in kinds):
        raise ClassCast(
            f"class {class_name(coll)} cannot be cast to class clojure.lang.ITransientCollection"
        )
    coll.check()
    return coll


def persistent(coll: Any) -> Any:
    found = _open(coll)
    found.open = False
    if found.kind == "vector":
        return tuple(found.data)
    return freeze_raw(found.data) if found.kind == "map" else Set.of_raw(found.data)


def conj_x(coll: Any = _NONE, item: Any = _NONE) -> Any:
    if coll is _NONE:
        return Transient("vector", [])
    if item is _NONE:
        return coll
    found = _open(coll)
    if found.kind == "vector":
        found.data.append(item)
    elif found.kind == "set":
        found.data.setdefault(box(item), item)
    else:
        _conj_entry(found.data, item)
    return coll


def _conj_entry(data: dict[Any, Any], item: Any) -> None:
    if isinstance(item, (dict, MapLike)):
        data.update(raw_items(item))
    elif isinstance(item, tuple) and (type(item) is MapEntry or len(item) == 2):
        data[box(item[0])] = item[1]
    elif isinstance(item, tuple):
        raise IllegalArgument("Vector arg to map conj must be a pair")
    else:
        for entry in iter_of(item):
            _conj_entry(data, entry)


def assoc_x(coll: Any, key: Any, value: Any, *more: Any) -> Any:
    found = _open(coll, "vector", "map")
    for k, v in zip((key, *more[::2]), (value, *more[1::2]), strict=True):
        if found.kind == "map":
            found.data[box(k)] = v
        else:
            set_at(found.data, k, v)
    return coll


def set_at(items: list[Any], index: Any, value: Any) -> None:
    if type(index) is not int:
        raise IllegalArgument("Key must be integer")
    if index == len(items):
        items.append(value)
    elif 0 <= index < len(items):
        items[index] = value
    else:
        raise IndexOutOfBounds()


def dissoc_x(coll: Any, key: Any, *more: Any) -> Any:
    data = _open(coll, "map").data
    for each in (key, *more):
        data.pop(box(each), None)
    return coll


def disj_x(coll: Any, *items: Any) -> Any:
    data = _open(coll, "set").data
    for item in items:
        data.pop(box(item), None)
    return coll


def pop_x(coll: Any) -> Any:
    data = _open(coll, "vector").data
    if not data:
        raise IllegalState("Can't pop empty vector")
    data.pop()
    return coll


# -- for compiled code ----------------------------------------------------------------------------


def vector_builder(init: Any = ()) -> list[Any]:
    return list(init)


def freeze_vector(items: list[Any]) -> tuple[Any, ...]:
    return tuple(items)


def append_all(items: list[Any], coll: Any) -> list[Any]:
    """`(into acc coll)` in place."""
    items.extend(items_of(coll))
    return items


def map_builder(init: Any = None) -> Map:
    """A map nobody else has, with the entries (and metadata) of `init`."""
    if type(init) is Map:
        return Map(init)
    if init is None:
        return Map()
    return BoxMap(dict(raw_items(init)), getattr(init, "meta", None))


_put = dict.__setitem__


def put(m: Map, key: Any, value: Any) -> Map:
    """`(assoc acc key value)` in place."""
    _put(m, key if type(key) in PLAIN else box(key), value)
    return m


def drop(m: Map, key: Any) -> Map:
    """`(dissoc acc key)` in place."""
    dict.pop(m, box(key), None)
    return m


def put_all(m: Map, other: Any) -> Map:
    """`(merge acc other)` or `(into acc entries)` in place."""
    if other is None:
        return m
    if isinstance(other, (dict, MapLike)):
        dict.update(m, raw_items(other))
        return m
    for entry in iter_of(other):
        if not isinstance(entry, tuple) or len(entry) != 2:
            raise IllegalArgument("Vector arg to map conj must be a pair")
        _put(m, box(entry[0]), entry[1])
    return m


def freeze_map(m: Map) -> Map:
    """The finished map: the builder itself, unless an odd key got into a plain one."""
    if type(m) is Map and OddKey in map(type, dict.__iter__(m)):
        return BoxMap(m)
    return m


def set_builder(init: Any = ()) -> dict[Any, Any]:
    return dict(init.raw) if isinstance(init, Set) else {box(item): item for item in iter_of(init)}


def put_item(items: dict[Any, Any], item: Any) -> dict[Any, Any]:
    items.setdefault(box(item), item)
    return items


def freeze_set(items: dict[Any, Any]) -> Set:
    return Set.of_raw(items)
