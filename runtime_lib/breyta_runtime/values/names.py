"""Keywords, symbols and characters: the interned values."""

from __future__ import annotations

from typing import Any, ClassVar


class Keyword:
    """`:name` or `:ns/name`.  One object per name, so identity is equality; calling it looks it up."""

    __slots__ = ("__weakref__", "full", "name", "ns")
    _all: ClassVar[dict[str, Keyword]] = {}

    full: str
    ns: str | None
    name: str

    def __new__(cls, full: str) -> Keyword:
        known = cls._all.get(full)
        if known is not None:
            return known
        made = object.__new__(cls)
        made.full = full
        made.ns, made.name = split_name(full)
        # setdefault, so that two threads interning one name get one object
        return cls._all.setdefault(full, made)

    def __call__(self, coll: Any, default: Any = None, /) -> Any:
        if isinstance(coll, dict):
            return coll.get(self, default)
        if coll is None:
            return default
        lookup = getattr(coll, "lookup", None)
        return default if lookup is None else lookup(self, default)

    def __repr__(self) -> str:
        return ":" + self.full

    __str__ = __repr__

    def __reduce__(self) -> tuple[Any, ...]:
        return (Keyword, (self.full,))

    def __copy__(self) -> Keyword:
        return self

    def __deepcopy__(self, memo: Any) -> Keyword:
        return self


def split_name(full: str) -> tuple[str | None, str]:
    """("ns", "name") of "ns/name"; the first slash separates, and "/" alone is a name."""
    ns, slash, name = full.partition("/")
    if not slash or full == "/":
        return None, full
    return ns, name


def kw(full: str) -> Keyword:
    """The keyword of a name: `kw("user-id")`, `kw("step/ctx")`."""
    known = Keyword._all.get(full)
    return known if known is not None else Keyword(full)


class Symbol:
    """A symbol: equal by name, carries metadata, looks itself up when called."""

    __slots__ = ("full", "meta", "name", "ns")

    def __init__(self, full: str, meta: Any = None) -> None:
        self.full = full
        self.ns, self.name = split_name(full)
        self.meta = meta

    def with_meta(self, meta: Any) -> Symbol:
        return Symbol(self.full, meta)

    def __call__(self, coll: Any, default: Any = None, /) -> Any:
        if isinstance(coll, dict):
            return coll.get(self, default)
        lookup = getattr(coll, "lookup", None)
        return default if lookup is None else lookup(self, default)

    def __eq__(self, other: object) -> bool:
        return type(other) is Symbol and other.full == self.full

    def __hash__(self) -> int:
        return hash(("symbol", self.full))

    def __repr__(self) -> str:
        return self.full

    def __reduce__(self) -> tuple[Any, ...]:
        return (Symbol, (self.full, self.meta))


def sym(full: str) -> Symbol:
    return Symbol(full)


class Char:
    """One UTF-16 unit; not a string.  One object per unit, so identity is equality."""

    __slots__ = ("value",)
    _all: ClassVar[dict[str, Char]] = {}

    value: str

    def __new__(cls, value: str) -> Char:
        known = cls._all.get(value)
        if known is not None:
            return known
        made = object.__new__(cls)
        made.value = value
        return cls._all.setdefault(value, made)

    def __repr__(self) -> str:
        return f"Char({self.value!r})"

    def __str__(self) -> str:
        return self.value

    def __reduce__(self) -> tuple[Any, ...]:
        return (Char, (self.value,))

    def __copy__(self) -> Char:
        return self

    def __deepcopy__(self, memo: Any) -> Char:
        return self
