"""Looking into collections: get, nth, find, count and their like."""

from __future__ import annotations

from typing import Any

from breyta_runtime.core.number_types import long
from breyta_runtime.core.numbers import check_number
from breyta_runtime.values.classes import class_name
from breyta_runtime.values.equality import PLAIN, box, equal
from breyta_runtime.values.errors import (
    Arithmetic,
    ClassCast,
    IllegalArgument,
    IllegalState,
    IndexOutOfBounds,
    NullPointer,
    StringIndexOutOfBounds,
    UnsupportedOperation,
)
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.maps import Map, entries
from breyta_runtime.values.names import Char, Keyword
from breyta_runtime.values.numbers import NUMBERS, BigInt
from breyta_runtime.values.refs import Reduced, Transient
from breyta_runtime.values.seqs import (
    ArraySeq,
    IterSeq,
    PersistentList,
    Seq,
    iter_of,
    to_seq,
)
from breyta_runtime.values.sorted import SortedMap, SortedSet
from breyta_runtime.values.text import has_astral, to_units, utf16_length
from breyta_runtime.values.truth import truthy
from breyta_runtime.values.vectors import MapEntry

_NONE: Any = object()
_INTS = frozenset({int, BigInt})


def get(coll: Any, key: Any, default: Any = None) -> Any:
    if type(coll) is Map:
        if type(key) is Keyword:
            return coll[key] if default is None else coll.get(key, default)
        return coll.get(key if type(key) in PLAIN else box(key), default)
    if isinstance(coll, (tuple, list)):
        if type(key) in _INTS and 0 <= key < len(coll):
            return coll[key]
        return default
    if coll is None:
        return default
    lookup = getattr(coll, "lookup", None)
    if lookup is not None:
        return lookup(key, default)
    return _get_other(coll, key, default)


def _get_other(coll: Any, key: Any, default: Any) -> Any:
    if isinstance(coll, dict):
        # A map under construction: the keys are boxed already.
        return coll.get(box(key), default)
    if isinstance(coll, str) and type(key) in NUMBERS:
        units = to_units(coll) if has_astral(coll) else coll
        at = long(key)
        return Char(units[at]) if 0 <= at < len(units) else default
    return default


def get_in(coll: Any, path: Any, default: Any = None) -> Any:
    if default is None:
        for key in iter_of(path):
            if type(coll) is Map:
                coll = coll.get(key if type(key) in PLAIN else box(key))
            else:
                coll = get(coll, key)
        return coll
    for key in iter_of(path):
        coll = get(coll, key, _NONE)
        if coll is _NONE:
            return default
    return coll


def contains(coll: Any, key: Any) -> bool:
    if isinstance(coll, Map):
        return coll.has(key)
    if coll is None:
        return False
    if isinstance(coll, (SetLike, SortedMap)):
        return key in coll
    if isinstance(coll, (tuple, list)):
        return type(key) in _INTS and 0 <= key < len(coll)
    if isinstance(coll, dict):
        return box(key) in coll
    if isinstance(coll, str):
        if type(key) not in NUMBERS:
            raise IllegalArgument("contains? not supported on type: java.lang.String")
        return 0 <= long(key) < utf16_length(coll)
    if isinstance(coll, Transient):
        return coll.lookup(key, _NONE) is not _NONE
    raise IllegalArgument(f"contains? not supported on type: {class_name(coll)}")


def find(coll: Any, key: Any) -> MapEntry | None:
    if coll is None:
        return None
    if isinstance(coll, SortedMap):
        return coll.entry(key)
    if isinstance(coll, Map):
        found = coll.lookup(key, _NONE)
        return None if found is _NONE else MapEntry((_stored(coll, key), found))
    if isinstance(coll, (tuple, list)):
        return MapEntry((key, coll[key])) if contains(coll, key) else None
    if isinstance(coll, dict):
        return MapEntry((key, coll[box(key)])) if box(key) in coll else None
    raise IllegalArgument(f"find not supported on type: {class_name(coll)}")


def _stored(m: Map, key: Any) -> Any:
    """The map's own key that equals `key`; differs only for collections (a list for a vector)."""
    if not isinstance(key, (tuple, Sequential, dict, MapLike, SetLike)):
        return key
    return next((own for own in m if equal(own, key)), key)


def nth(coll: Any, index: Any, default: Any = _NONE) -> Any:
    if type(coll) is tuple and type(index) is int:
        if 0 <= index < len(coll):
            return coll[index]
        if -(1 << 31) <= index < 1 << 31:
            if default is _NONE:
                raise IndexOutOfBounds()
            return default
    place = long(check_number(index))
    if not -(1 << 31) <= place < 1 << 31:
        raise Arithmetic("integer overflow")
    return _slow_nth(coll, place, default)


def unpack(coll: Any, count: int) -> Any:
    """The first `count` elements as `nth` gives them, nil where there are none."""
    if isinstance(coll, tuple) and len(coll) == count:
        return coll
    return [nth(coll, index, None) for index in range(count)]


def _slow_nth(coll: Any, index: int, default: Any) -> Any:
    if coll is None:
        return None if default is _NONE else default
    if isinstance(coll, Transient) and coll.kind == "vector":
        coll.check()
        coll = coll.data
    if isinstance(coll, (tuple, list)):
        if 0 <= index < len(coll):
            return coll[index]
    elif isinstance(coll, str):
        units = to_units(coll) if has_astral(coll) else coll
        if 0 <= index < len(units):
            return Char(units[index])
        if default is _NONE:
            raise StringIndexOutOfBounds(f"String index out of range: {index}")
    elif isinstance(coll, Sequential):
        found = _nth_in_seq(coll, index)
        if found is not _NONE:
            return found
    else:
        raise UnsupportedOperation(f"nth not supported on this type: {_simple_name(coll)}")
    if default is _NONE:
        raise IndexOutOfBounds()
    return default


def _nth_in_seq(coll: Any, index: int) -> Any:
    if index < 0:
        return _NONE
    if type(coll) is IterSeq:
        at = coll.offset + index
        return coll.tape.items[at] if coll.tape.has(at) else _NONE
    if type(coll) is ArraySeq:
        at = coll.offset + index
        return coll.items[at] if at < len(coll.items) else _NONE
    for at, item in enumerate(coll):
        if at == index:
            return item
    return _NONE


def _simple_name(value: Any) -> str:
    return class_name(value).rpartition(".")[2]


def count(coll: Any) -> int:
    if isinstance(coll, (tuple, dict, list)):
        return len(coll)
    if coll is None:
        return 0
    if isinstance(coll, str):
        return utf16_length(coll)
    if type(coll) is IterSeq:
        return len(coll.tape.finish()) - coll.offset
    if isinstance(coll, (PersistentList, ArraySeq, SetLike, MapLike, bytes)):
        return len(coll)  # type: ignore[arg-type]
    if isinstance(coll, Sequential):
        return sum(1 for _ in coll)
    if isinstance(coll, Transient):
        return len(coll.data)
    raise UnsupportedOperation(f"count not supported on this type: {_simple_name(coll)}")


def bounded_count(limit: int, coll: Any) -> int:
    if is_counted(coll):
        return count(coll)
    found = 0
    for _ in iter_of(coll):
        if found >= limit:
            break
        found += 1
    return found


def is_counted(coll: Any) -> bool:
    return isinstance(coll, (tuple, dict, list, MapLike, SetLike, PersistentList, ArraySeq))


def is_empty(coll: Any) -> bool:
    if isinstance(coll, (tuple, dict, str, list)) or coll is None:
        return not coll
    if isinstance(coll, Seq):
        return coll.seq() is None
    if isinstance(coll, (MapLike, SetLike)):
        return not len(coll)  # type: ignore[arg-type]
    return to_seq(coll) is None


def not_empty(coll: Any) -> Any:
    return None if is_empty(coll) else coll


def keys(m: Any) -> Any:
    if type(m) is Map:
        return ArraySeq(tuple(m)) if m else None
    if isinstance(m, (dict, MapLike)):
        found = tuple(m.keys())  # type: ignore[union-attr]
        return ArraySeq(found) if found else None
    return _parts(m, 0)


def vals(m: Any) -> Any:
    if isinstance(m, (dict, MapLike)):
        found = tuple(m.values())  # type: ignore[union-attr]
        return ArraySeq(found) if found else None
    return _parts(m, 1)


def _parts(coll: Any, which: int) -> Any:
    """Keys or values of a seq of entries."""
    found = to_seq(coll)
    if found is None:
        return None
    return ArraySeq(tuple([_entry(item)[which] for item in found]))


def _entry(value: Any) -> MapEntry:
    if type(value) is not MapEntry:
        raise ClassCast(f"class {class_name(value)} cannot be cast to class java.util.Map$Entry")
    return value


def key(entry: Any) -> Any:
    return _entry(entry)[0]


def val(entry: Any) -> Any:
    return _entry(entry)[1]


def peek(coll: Any) -> Any:
    if isinstance(coll, (tuple, list)):
        return coll[-1] if coll else None
    if coll is None:
        return None
    if isinstance(coll, PersistentList):
        return coll.first()
    raise _not_stack(coll)


def pop(coll: Any) -> Any:
    if type(coll) is tuple:
        if not coll:
            raise IllegalState("Can't pop empty vector")
        return coll[:-1]
    if coll is None:
        return None
    if isinstance(coll, tuple):
        if not coll:
            raise IllegalState("Can't pop empty vector")
        from breyta_runtime.core.metadata import like_vector

        return like_vector(coll, tuple(coll[:-1]))
    if isinstance(coll, PersistentList):
        if not coll.count:
            raise IllegalState("Can't pop empty list")
        rest = coll.rest()
        return rest if coll.meta is None else rest.with_meta(coll.meta)
    raise _not_stack(coll)


def _not_stack(coll: Any) -> ClassCast:
    return ClassCast(
        f"class {class_name(coll)} cannot be cast to class clojure.lang.IPersistentStack"
    )


def subseq(coll: Any, *tests: Any) -> Any:
    """`(subseq sorted > 3 <= 7)`."""
    return _range_of(coll, tests, reverse=False)


def rsubseq(coll: Any, *tests: Any) -> Any:
    return _range_of(coll, tests, reverse=True)


def _range_of(coll: Any, tests: tuple[Any, ...], *, reverse: bool) -> Any:
    if not isinstance(coll, (SortedMap, SortedSet)):
        raise ClassCast(f"class {class_name(coll)} cannot be cast to class clojure.lang.Sorted")
    order = coll.order
    pairs = list(zip(tests[::2], tests[1::2], strict=True))
    mapped = isinstance(coll, SortedMap)
    kept = [
        item
        for item in (entries(coll) if mapped else coll)  # type: ignore[arg-type]
        if all(truthy(test(order(item[0] if mapped else item, bound), 0)) for test, bound in pairs)
    ]
    if reverse:
        kept.reverse()
    return ArraySeq(tuple(kept)) if kept else None


def rseq(coll: Any) -> Any:
    if isinstance(coll, (tuple, list)):
        return ArraySeq(coll[::-1]) if coll else None
    if isinstance(coll, SortedMap):
        return to_seq(tuple(entries(coll))[::-1])  # type: ignore[arg-type]
    if isinstance(coll, SortedSet):
        return to_seq(coll.items()[::-1])
    if coll is None:
        raise NullPointer('Cannot invoke "clojure.lang.Reversible.rseq()" because "rev" is null')
    raise ClassCast(f"class {class_name(coll)} cannot be cast to class clojure.lang.Reversible")


def unreduced(value: Any) -> Any:
    return value.value if type(value) is Reduced else value
