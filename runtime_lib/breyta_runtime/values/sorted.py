"""Sorted maps and sets: arrays kept in the comparator's order and searched by halving."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from breyta_runtime.values.equality import box
from breyta_runtime.values.errors import ClassCast
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.ordering import Comparator, comparator_of, compare
from breyta_runtime.values.sets import Set
from breyta_runtime.values.vectors import MapEntry

_UNORDERED = (dict, MapLike, SetLike, Sequential)


def _check_first(order: Comparator, key: Any) -> None:
    """Before there is anything to compare with: a key that cannot be ordered is an error."""
    if order is compare and isinstance(key, _UNORDERED):
        raise ClassCast("Default comparator requires nil, Number, or Comparable")


def _find(order: Comparator, keys: Sequence[Any], key: Any) -> tuple[int, bool]:
    """Where the key is or would go, and whether it is there."""
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) // 2
        found = order(key, keys[middle])
        if found == 0:
            return middle, True
        if found < 0:
            high = middle
        else:
            low = middle + 1
    return low, False


def _insert_all(
    order: Comparator,
    keys: list[Any],
    values: list[Any],
    entries: Iterable[tuple[Any, Any]],
) -> None:
    for key, value in entries:
        if not keys:
            _check_first(order, key)
        at, there = _find(order, keys, key)
        if there:
            values[at] = value
        else:
            keys.insert(at, key)
            values.insert(at, value)


class SortedMap(MapLike):
    __slots__ = ("_keys", "_values", "by", "meta", "order")

    def __init__(
        self,
        entries: Iterable[tuple[Any, Any]] = (),
        by: Callable[..., Any] | None = None,
        meta: Any = None,
    ) -> None:
        self.by = by
        self.order: Comparator = compare if by is None else comparator_of(by)
        self.meta = meta
        keys: list[Any] = []
        values: list[Any] = []
        _insert_all(self.order, keys, values, entries)
        self._keys = tuple(keys)
        self._values = tuple(values)

    def _with(self, keys: tuple[Any, ...], values: tuple[Any, ...]) -> SortedMap:
        made = SortedMap.__new__(SortedMap)
        made.by, made.order, made.meta = self.by, self.order, self.meta
        made._keys, made._values = keys, values
        return made

    def with_meta(self, meta: Any) -> SortedMap:
        made = self._with(self._keys, self._values)
        made.meta = meta
        return made

    def emptied(self) -> SortedMap:
        return self._with((), ())

    def assoc(self, key: Any, value: Any) -> SortedMap:
        if not self._keys:
            _check_first(self.order, key)
        at, there = _find(self.order, self._keys, key)
        keys, values = self._keys, self._values
        if there:
            return self._with(keys, (*values[:at], value, *values[at + 1 :]))
        return self._with(
            (*keys[:at], key, *keys[at:]),
            (*values[:at], value, *values[at:]),
        )

    def assoc_all(self, entries: Iterable[tuple[Any, Any]]) -> SortedMap:
        keys, values = list(self._keys), list(self._values)
        _insert_all(self.order, keys, values, entries)
        return self._with(tuple(keys), tuple(values))

    def dissoc(self, *keys: Any) -> SortedMap:
        made = self
        for key in keys:
            at, there = _find(made.order, made._keys, key)
            if there:
                made = made._with(
                    made._keys[:at] + made._keys[at + 1 :],
                    made._values[:at] + made._values[at + 1 :],
                )
        return made

    def lookup(self, key: Any, default: Any = None) -> Any:
        at, there = _find(self.order, self._keys, key)
        return self._values[at] if there else default

    get = lookup

    def entry(self, key: Any) -> MapEntry | None:
        at, there = _find(self.order, self._keys, key)
        return MapEntry((self._keys[at], self._values[at])) if there else None

    def has(self, key: Any) -> bool:
        return _find(self.order, self._keys, key)[1]

    def keys(self) -> tuple[Any, ...]:
        return self._keys

    def values(self) -> tuple[Any, ...]:
        return self._values

    def items(self) -> Iterable[tuple[Any, Any]]:
        return tuple(zip(self._keys, self._values, strict=True))

    def __call__(self, key: Any, default: Any = None, /) -> Any:
        return self.lookup(key, default)

    def __getitem__(self, key: Any) -> Any:
        at, there = _find(self.order, self._keys, key)
        if not there:
            raise KeyError(key)
        return self._values[at]

    def __contains__(self, key: object) -> bool:
        return self.has(key)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def _boxed(self) -> dict[Any, Any]:
        return {box(key): value for key, value in self.items()}

    def __eq__(self, other: object) -> bool:
        from breyta_runtime.values.equality import equal

        if isinstance(other, SortedMap):
            theirs = other._boxed()
        elif isinstance(other, dict):
            theirs = dict(dict.items(other))
        else:
            return NotImplemented
        ours = self._boxed()
        return ours.keys() == theirs.keys() and all(equal(v, theirs[k]) for k, v in ours.items())

    def __hash__(self) -> int:
        return hash(frozenset(self._boxed().items()))

    def __repr__(self) -> str:
        return f"SortedMap({self.items()!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (SortedMap, (tuple(self.items()), self.by, self.meta))


class SortedSet(SetLike):
    __slots__ = ("_items", "by", "meta", "order")

    def __init__(
        self, items: Iterable[Any] = (), by: Callable[..., Any] | None = None, meta: Any = None
    ) -> None:
        self.by = by
        self.order: Comparator = compare if by is None else comparator_of(by)
        self.meta = meta
        kept: list[Any] = []
        for item in items:
            if not kept:
                _check_first(self.order, item)
            at, there = _find(self.order, kept, item)
            if not there:
                kept.insert(at, item)
        self._items = tuple(kept)

    def _with(self, items: tuple[Any, ...]) -> SortedSet:
        made = SortedSet.__new__(SortedSet)
        made.by, made.order, made.meta, made._items = self.by, self.order, self.meta, items
        return made

    @property
    def raw(self) -> dict[Any, Any]:
        return {box(item): item for item in self._items}

    def with_meta(self, meta: Any) -> SortedSet:
        made = self._with(self._items)
        made.meta = meta
        return made

    def emptied(self) -> SortedSet:
        return self._with(())

    def conj(self, *items: Any) -> SortedSet:
        kept = list(self._items)
        for item in items:
            if not kept:
                _check_first(self.order, item)
            at, there = _find(self.order, kept, item)
            if not there:
                kept.insert(at, item)
        return self._with(tuple(kept))

    def disj(self, *items: Any) -> SortedSet:
        made = self
        for item in items:
            at, there = _find(made.order, made._items, item)
            if there:
                made = made._with(made._items[:at] + made._items[at + 1 :])
        return made

    def lookup(self, item: Any, default: Any = None) -> Any:
        at, there = _find(self.order, self._items, item)
        return self._items[at] if there else default

    def __call__(self, item: Any, /) -> Any:
        return self.lookup(item)

    def __contains__(self, item: object) -> bool:
        return _find(self.order, self._items, item)[1]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def items(self) -> tuple[Any, ...]:
        return self._items

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Set, SortedSet)):
            return self.raw.keys() == other.raw.keys()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self.raw))

    def __repr__(self) -> str:
        return f"SortedSet({self._items!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (SortedSet, (self._items, self.by, self.meta))
