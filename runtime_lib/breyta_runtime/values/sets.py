"""Sets: immutable, in insertion order (a Python set's order would change from run to run)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from breyta_runtime.values.equality import PLAIN, box
from breyta_runtime.values.kinds import SetLike


def set_literal(*items: Any) -> Set:
    """`#{a b …}` whose elements are only known at run time: equal elements are an error."""
    made = Set(items)
    if len(made.raw) != len(items):
        from breyta_runtime.values.errors import IllegalArgument
        from breyta_runtime.values.printing import str_of

        seen: set[Any] = set()
        for item in items:
            if box(item) in seen:
                raise IllegalArgument(f"Duplicate key: {str_of(item)}")
            seen.add(box(item))
    return made


class Set(SetLike):
    """`raw` maps each boxed element to the element; of equal elements the first stays."""

    __slots__ = ("meta", "raw")

    raw: dict[Any, Any]
    meta: Any

    def __init__(self, items: Iterable[Any] = (), meta: Any = None) -> None:
        items = tuple(items)
        if PLAIN.issuperset(map(type, items)):
            self.raw = dict(zip(items, items, strict=True))
        else:
            raw: dict[Any, Any] = {}
            for item in items:
                raw.setdefault(box(item), item)
            self.raw = raw
        self.meta = meta

    @classmethod
    def of_raw(cls, raw: dict[Any, Any], meta: Any = None) -> Set:
        """Takes `raw` as its own."""
        made = cls.__new__(cls)
        made.raw = raw
        made.meta = meta
        return made

    def with_meta(self, meta: Any) -> Set:
        return Set.of_raw(self.raw, meta)

    def conj(self, *items: Any) -> Set:
        raw = self.raw.copy()
        for item in items:
            raw.setdefault(item if type(item) in PLAIN else box(item), item)
        return Set.of_raw(raw, self.meta)

    def disj(self, *items: Any) -> Set:
        raw = self.raw.copy()
        for item in items:
            raw.pop(box(item), None)
        return Set.of_raw(raw, self.meta)

    def lookup(self, item: Any, default: Any = None) -> Any:
        return self.raw.get(item if type(item) in PLAIN else box(item), default)

    def __call__(self, item: Any, /) -> Any:
        return self.raw.get(item if type(item) in PLAIN else box(item))

    def __contains__(self, item: object) -> bool:
        return (item if type(item) in PLAIN else box(item)) in self.raw

    def __iter__(self) -> Iterator[Any]:
        return iter(self.raw.values())

    def __len__(self) -> int:
        return len(self.raw)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Set):
            return self.raw.keys() == other.raw.keys()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self.raw))

    def __repr__(self) -> str:
        return f"Set({tuple(self.raw.values())!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Set, (tuple(self.raw.values()), self.meta))


EMPTY_SET = Set()
