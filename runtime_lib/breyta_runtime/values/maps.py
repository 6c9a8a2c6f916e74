"""Maps: immutable dicts.

`Map({...})` is the cheap constructor for keys known to be plain (keywords, strings, whole numbers,
characters, symbols, nil); `map_of` and `freeze` look at the keys and choose `BoxMap` when one is odd.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView
from typing import Any, NoReturn

from breyta_runtime.values.equality import PLAIN, OddKey, box, unbox
from breyta_runtime.values.errors import IllegalArgument
from breyta_runtime.values.vectors import MapEntry

_set = dict.__setitem__


def _refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise TypeError("Clojure maps are immutable; use assoc, dissoc or dict(m)")


class Map(dict[Any, Any]):
    """An immutable map in insertion order.

    Subclasses that answer lookups their own way override `lookup` (get, calls and keyword calls
    go through it) and `like`, which makes the map assoc and dissoc return.
    """

    __slots__ = ()

    __setitem__ = __delitem__ = __ior__ = _refuse
    update = pop = popitem = clear = setdefault = _refuse

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "lookup" in cls.__dict__ and "get" not in cls.__dict__:
            lookup = cls.lookup

            def get(self: Any, key: Any, default: Any = None, /) -> Any:
                return lookup(self, key, default)

            cls.get = get  # type: ignore[method-assign]

    @property
    def meta(self) -> Any:
        return None

    def with_meta(self, meta: Any) -> Map:
        made = BoxMap(self)
        made._meta = meta
        return made

    def lookup(self, key: Any, default: Any = None) -> Any:
        return dict.get(self, key if type(key) in PLAIN else box(key), default)

    def has(self, key: Any) -> bool:
        return dict.__contains__(self, key if type(key) in PLAIN else box(key))

    def __missing__(self, _key: Any) -> None:
        """`m[key]` is nil for a key that is not there, as `(m key)` is."""
        return

    def like(self, raw: dict[Any, Any]) -> Map:
        """A map of this kind (and metadata) holding `raw`, whose keys are boxed where they must be."""
        return freeze_raw(raw)

    def assoc(self, key: Any, value: Any) -> Map:
        raw = dict(dict.items(self))
        raw[box(key)] = value
        return self.like(raw)

    def dissoc(self, *keys: Any) -> Map:
        raw = dict(dict.items(self))
        for key in keys:
            raw.pop(box(key), None)
        return self.like(raw)

    def __call__(self, key: Any, default: Any = None, /) -> Any:
        return self.lookup(key, default)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(dict.items(self)))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (dict(dict.items(self)),))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict.__repr__(self)})"

    def __copy__(self) -> Map:
        return self

    def copy(self) -> Map:
        return self


class BoxMap(Map):
    """A map with odd keys, with metadata, or both.  Python sees the keys as they are."""

    __slots__ = ("_meta",)

    def __new__(cls, *_args: Any) -> BoxMap:
        made = dict.__new__(cls)
        made._meta = None
        return made

    def __init__(self, raw: dict[Any, Any] | None = None, meta: Any = None) -> None:
        """`raw` holds boxed keys."""
        super().__init__(dict.items(raw) if raw is not None else ())
        self._meta = meta

    @property
    def meta(self) -> Any:
        return self._meta

    def with_meta(self, meta: Any) -> Map:
        return BoxMap(self, meta)

    def like(self, raw: dict[Any, Any]) -> Map:
        return freeze_raw(raw) if self._meta is None else BoxMap(raw, self._meta)

    def lookup(self, key: Any, default: Any = None) -> Any:
        return dict.get(self, box(key), default)

    def __getitem__(self, key: Any) -> Any:
        return dict.__getitem__(self, box(key))

    def __contains__(self, key: object) -> bool:
        return dict.__contains__(self, box(key))

    def __iter__(self) -> Iterator[Any]:
        return map(unbox, dict.__iter__(self))

    def __reversed__(self) -> Iterator[Any]:
        return map(unbox, dict.__reversed__(self))

    def keys(self) -> Any:
        return KeysView(self)

    def items(self) -> Any:
        return _Items(self)

    def __eq__(self, other: object) -> bool:
        return dict.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return dict.__ne__(self, other)

    __hash__ = Map.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        return (BoxMap, (dict(dict.items(self)), self._meta))


class _Items(ItemsView[Any, Any]):
    _mapping: BoxMap

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        for key, value in dict.items(self._mapping):
            yield (key.value if type(key) is OddKey else key, value)


EMPTY_MAP = Map()


class Lookup:
    """What looks keys up without being a plain map, under the methods a map has for it."""

    __slots__ = ("get", "lookup")

    def __init__(self, lookup: Callable[..., Any]) -> None:
        self.get = self.lookup = lookup

    def __getitem__(self, key: Any) -> Any:
        return self.lookup(key)


def as_map(value: Any) -> Any:
    """Something whose `[key]` and `.get(key, default)` are `(get value key default)` for keywords.

    That is the map itself; compiled code asks once and then looks up many keys.
    """
    return value if type(value) is Map else _lookup_of(value)


def _lookup_of(value: Any) -> Any:
    lookup = getattr(value, "lookup", None)
    if lookup is not None:
        return Lookup(lookup)
    # A keyword finds nothing in anything else, not even in a vector or a string.
    return Lookup(value.get) if isinstance(value, dict) else EMPTY_MAP


def freeze_raw(raw: dict[Any, Any]) -> Map:
    """The map of a dict whose keys are boxed where they must be."""
    return BoxMap(raw) if OddKey in map(type, raw) else Map(raw)


def freeze_built(raw: dict[Any, Any]) -> Map:
    """`freeze_raw` of a dict built in place, in which lists and dicts are to become values too."""
    return freeze_raw({key: _value_of_built(value) for key, value in raw.items()})


def _value_of_built(value: Any) -> Any:
    kind = type(value)
    if kind is list:
        return tuple(value)
    return freeze_built(value) if kind is dict else value


def freeze(plain: dict[Any, Any]) -> Map:
    """The map of a Python dict with any keys."""
    if PLAIN.issuperset(map(type, plain)):
        return Map(plain)
    return freeze_raw({box(key): value for key, value in plain.items()})


def map_of(*keyvals: Any) -> Map:
    """The map of alternating keys and values; the last of equal keys wins (array-map, hash-map)."""
    if len(keyvals) % 2:
        raise IllegalArgument(f"No value supplied for key: {_show(keyvals[-1])}")
    keys = keyvals[::2]
    if PLAIN.issuperset(map(type, keys)):
        return Map(zip(keys, keyvals[1::2], strict=True))
    return freeze_raw(dict(zip(map(box, keys), keyvals[1::2], strict=True)))


def map_literal(*keyvals: Any) -> Map:
    """`{k v …}` whose keys are only known at run time: equal keys are an error."""
    made = map_of(*keyvals)
    if len(made) * 2 != len(keyvals):
        seen: set[Any] = set()
        for key in keyvals[::2]:
            if box(key) in seen:
                raise IllegalArgument(f"Duplicate key: {_show(key)}")
            seen.add(box(key))
    return made


def entries(m: dict[Any, Any]) -> Iterator[MapEntry]:
    return map(MapEntry, m.items())


def _show(value: Any) -> str:
    from breyta_runtime.values.printing import str_of

    return str_of(value)
