"""Lists and seqs: what `seq` gives, and the one place that knows how to walk any collection.

`Seq` is the base; its `seq()` gives None for an empty one, `first()`, `rest()` and `next()` are
Clojure's.  `LazySeq` runs a thunk once (lazy-seq); `IterSeq` remembers what it has drawn from a
Python iterator, which is how map, filter and their like are lazy without a Python frame per cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from breyta_runtime.limits import MAX_UNBOUNDED
from breyta_runtime.values.equality import same_elements
from breyta_runtime.values.errors import IllegalArgument, LimitExceeded
from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.maps import Map, as_map, entries
from breyta_runtime.values.names import Char
from breyta_runtime.values.text import to_units


class Seq(Sequential):
    __slots__ = ()

    meta: Any

    def seq(self) -> Seq | None:
        """Itself, or None when empty."""
        return self

    def first(self) -> Any:
        raise TypeError("abstract")

    def rest(self) -> Seq:
        raise TypeError("abstract")

    def next(self) -> Seq | None:
        return self.rest().seq()

    def with_meta(self, meta: Any) -> Seq:
        raise TypeError(f"abstract: {meta}")

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (tuple, Sequential)):
            return same_elements(self, other)
        return NotImplemented

    def __hash__(self) -> int:
        # The hash of the vector with these elements, which is equal.
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return (List, (tuple(self),))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({tuple(self)!r})"


class PersistentList(Seq):
    """A list: `conj` puts in front.  The empty list is a list too, with `count` 0."""

    __slots__ = ("count", "head", "meta", "tail")

    def __init__(self, head: Any, tail: PersistentList | None, meta: Any = None) -> None:
        """`tail` None makes the empty list (`head` is then of no account)."""
        self.head = head
        self.tail = tail
        self.count: int = 0 if tail is None else tail.count + 1
        self.meta = meta

    def seq(self) -> Seq | None:
        return self if self.count else None

    def first(self) -> Any:
        return self.head

    def rest(self) -> PersistentList:
        return self if self.tail is None else self.tail

    def next(self) -> Seq | None:
        return self.tail if self.count > 1 else None

    def cons(self, item: Any) -> PersistentList:
        return PersistentList(item, self, self.meta)

    def with_meta(self, meta: Any) -> PersistentList:
        return PersistentList(self.head, self.tail, meta)

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Any]:
        cell = self
        while cell.tail is not None:
            yield cell.head
            cell = cell.tail

    def __reduce__(self) -> tuple[Any, ...]:
        return (List, (tuple(self), self.meta))


EMPTY = PersistentList(None, None)


def List(items: Iterable[Any] = (), meta: Any = None) -> PersistentList:
    """The list of the items."""
    made = EMPTY
    for item in reversed(tuple(items)):
        made = PersistentList(item, made)
    return made if meta is None else made.with_meta(meta)


class Cons(Seq):
    """An element before any seqable."""

    __slots__ = ("head", "meta", "tail")

    def __init__(self, head: Any, tail: Any, meta: Any = None) -> None:
        self.head = head
        self.tail = tail
        self.meta = meta

    def first(self) -> Any:
        return self.head

    def rest(self) -> Seq:
        tail = self.tail
        if isinstance(tail, Seq):
            return tail
        return to_seq(tail) or EMPTY

    def with_meta(self, meta: Any) -> Cons:
        return Cons(self.head, self.tail, meta)

    def __iter__(self) -> Iterator[Any]:
        return _walk(self)


class ArraySeq(Seq):
    """The elements of something indexable (a vector, a `range`) from an offset on; never empty."""

    __slots__ = ("items", "meta", "offset")

    def __init__(self, items: Sequence[Any], offset: int = 0, meta: Any = None) -> None:
        self.items = items
        self.offset = offset
        self.meta = meta

    def first(self) -> Any:
        return self.items[self.offset]

    def rest(self) -> Seq:
        offset = self.offset + 1
        return ArraySeq(self.items, offset) if offset < len(self.items) else EMPTY

    def next(self) -> Seq | None:
        offset = self.offset + 1
        return ArraySeq(self.items, offset) if offset < len(self.items) else None

    def with_meta(self, meta: Any) -> ArraySeq:
        return ArraySeq(self.items, self.offset, meta)

    def __len__(self) -> int:
        return len(self.items) - self.offset

    def __iter__(self) -> Iterator[Any]:
        if self.offset:
            return islice(self.items, self.offset, None)
        return iter(self.items)


class LazySeq(Seq):
    """A seq computed when first looked at, by a thunk that gives any seqable."""

    __slots__ = ("_seq", "_thunk", "_value", "meta")

    def __init__(self, thunk: Callable[[], Any] | None, meta: Any = None) -> None:
        self._thunk = thunk
        self._value: Any = None
        self._seq: Seq | None = None
        self.meta = meta

    def _step(self) -> Any:
        if self._thunk is not None:
            self._value = self._thunk()
            self._thunk = None
        return self._value

    @property
    def realized(self) -> bool:
        return self._thunk is None

    def seq(self) -> Seq | None:
        value = self._step()
        if value is None:
            return self._seq
        # A chain of lazy seqs that give lazy seqs (a filter by hand) is followed without recursion.
        steps = 0
        while type(value) is LazySeq:
            value = value._seq if value._value is None and value._thunk is None else value._step()
            steps += 1
            if steps > MAX_UNBOUNDED:
                raise unbounded("lazy-seq")
        self._seq = to_seq(value)
        self._value = None
        return self._seq

    def first(self) -> Any:
        found = self.seq()
        return None if found is None else found.first()

    def rest(self) -> Seq:
        found = self.seq()
        return EMPTY if found is None else found.rest()

    def next(self) -> Seq | None:
        found = self.seq()
        return None if found is None else found.next()

    def with_meta(self, meta: Any) -> Seq:
        return LazySeq(lambda: self, meta)

    def __iter__(self) -> Iterator[Any]:
        return _walk(self)


class _Failed:
    """The rest of an iterator that raised: raises the same again, as Clojure would by retrying."""

    __slots__ = ("error",)

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        raise self.error


class Tape:
    """What an iterator has given so far, shared by all seqs that look at it."""

    __slots__ = ("items", "parts", "source")

    def __init__(self, source: Iterator[Any], parts: tuple[Any, ...] | None = None) -> None:
        self.items: list[Any] = []
        self.source: Iterator[Any] | None = source
        self.parts = parts
        """What `concat` joined, so that a concat of concats can be flattened."""

    def has(self, index: int) -> bool:
        """Whether there is an element at the index; draws as far as that."""
        items = self.items
        while len(items) <= index:
            source = self.source
            if source is None:
                return False
            try:
                items.append(next(source))
            except StopIteration:
                self.source = None
            except Exception as error:
                self.source = _Failed(error)
                raise
        return True

    def finish(self) -> list[Any]:
        """All elements, drawn in one go."""
        source = self.source
        if source is not None:
            try:
                self.items.extend(source)
            except Exception as error:
                self.source = _Failed(error)
                raise
            self.source = None
        return self.items

    def walk(self, index: int) -> Iterator[Any]:
        items = self.items
        append = items.append
        while True:
            while index < len(items):
                yield items[index]
                index += 1
            source = self.source
            if source is None:
                return
            try:
                for item in source:
                    append(item)
                    index += 1
                    yield item
                    if len(items) != index:
                        # Somebody else has drawn meanwhile.
                        break
                else:
                    self.source = None
            except Exception as error:
                self.source = _Failed(error)
                raise


class IterSeq(LazySeq):
    """A lazy seq over a Python iterator, drawn one element at a time."""

    __slots__ = ("offset", "tape")

    def __init__(self, source: Iterator[Any] | Tape, offset: int = 0, meta: Any = None) -> None:
        self.tape = source if type(source) is Tape else Tape(source)  # type: ignore[arg-type]
        self.offset = offset
        self.meta = meta

    @property
    def realized(self) -> bool:
        return self.tape.source is None or len(self.tape.items) > self.offset

    def seq(self) -> Seq | None:
        return self if self.tape.has(self.offset) else None

    def first(self) -> Any:
        return self.tape.items[self.offset] if self.tape.has(self.offset) else None

    def rest(self) -> Seq:
        if self.tape.has(self.offset):
            return IterSeq(self.tape, self.offset + 1)
        return EMPTY

    def next(self) -> Seq | None:
        after = self.offset + 1
        return IterSeq(self.tape, after) if self.tape.has(after) else None

    def with_meta(self, meta: Any) -> Seq:
        return IterSeq(self.tape, self.offset, meta)

    def __iter__(self) -> Iterator[Any]:
        tape = self.tape
        if tape.source is not None:
            return tape.walk(self.offset)
        return islice(tape.items, self.offset, None) if self.offset else iter(tape.items)


def unbounded(what: str) -> LimitExceeded:
    return LimitExceeded(
        f"{what} gave more than {MAX_UNBOUNDED} elements; bound it with take, take-while or an end"
    )


def _walk(start: Any) -> Iterator[Any]:
    """The elements of a chain of cells and lazy seqs, without recursion."""
    cell = start
    lazy = 0
    while cell is not None:
        kind = type(cell)
        if kind is Cons:
            yield cell.head
            cell = cell.tail
        elif kind is LazySeq:
            lazy += 1
            if lazy > MAX_UNBOUNDED:
                raise unbounded("lazy-seq")
            cell = cell.seq()
        else:
            yield from iter_of(cell)
            return


def lazy_concat(parts: tuple[Any, ...]) -> IterSeq:
    """`concat`: the collections one after another, each looked at when it is reached."""
    return IterSeq(Tape(_joined(parts), parts))


def _joined(parts: tuple[Any, ...]) -> Iterator[Any]:
    # An explicit stack, so that (reduce concat colls) and lazy recursion nest to any depth.
    stack = list(reversed(parts))
    lazy = 0
    while stack:
        part = stack.pop()
        kind = type(part)
        if kind is IterSeq and part.offset == 0 and part.tape.parts is not None:
            stack.extend(reversed(part.tape.parts))
        elif kind is LazySeq:
            lazy += 1
            if lazy > MAX_UNBOUNDED:
                raise unbounded("lazy-seq")
            value = part._step()
            stack.append(part.seq() if value is None or type(value) is not IterSeq else value)
        elif kind is Cons:
            yield part.head
            stack.append(part.tail)
        else:
            yield from iter_of(part)


def _bytes_iter(data: bytes) -> Iterator[int]:
    return (byte - 256 if byte > 127 else byte for byte in data)


def string_items(text: str) -> tuple[Char, ...]:
    return tuple(map(Char, to_units(text)))


_ITERS: dict[type, Callable[[Any], Iterator[Any]]] = {
    type(None): lambda _: iter(()),
    Map: entries,
    str: lambda text: map(Char, to_units(text)),
    list: iter,
    bytes: _bytes_iter,
}


def iter_of(coll: Any) -> Iterator[Any]:
    """A Python iterator over the elements `seq` would give."""
    if isinstance(coll, (tuple, Sequential, SetLike)):
        return iter(coll)
    known = _ITERS.get(type(coll))
    if known is not None:
        return known(coll)
    if isinstance(coll, (dict, MapLike)):
        return entries(coll)  # type: ignore[arg-type]
    if isinstance(coll, Iterable) and not isinstance(coll, type):
        return iter(coll)
    return _failing(coll)


def _failing(coll: Any) -> Iterator[Any]:
    """An error only for who looks: `(map f 5)` is fine as long as nobody does."""
    raise not_seqable(coll)
    yield


_ONLY_MAPS = frozenset({Map})


def each_map(coll: Any) -> Iterable[Any]:
    """The elements of a collection, each as `as_map` has it."""
    if type(coll) is tuple and _ONLY_MAPS.issuperset(map(type, coll)):
        return coll
    return map(as_map, iter_of(coll))


def not_seqable(value: Any) -> IllegalArgument:
    from breyta_runtime.values.classes import class_name

    return IllegalArgument(f"Don't know how to create ISeq from: {class_name(value)}")


def items_of(coll: Any) -> Sequence[Any]:
    """All elements as a Python sequence that the caller must not change."""
    kind = type(coll)
    if kind is tuple or kind is list:
        return coll  # type: ignore[no-any-return]
    if kind is IterSeq:
        items: list[Any] = coll.tape.finish()
        return items[coll.offset :] if coll.offset else items
    if kind is str:
        return string_items(coll)
    if kind is ArraySeq and not coll.offset:
        return coll.items  # type: ignore[no-any-return]
    return tuple(iter_of(coll))


def to_seq(coll: Any) -> Seq | None:
    """`seq`: None for nil and for what is empty."""
    if isinstance(coll, tuple):
        return ArraySeq(coll) if coll else None
    if isinstance(coll, Seq):
        return coll.seq()
    if coll is None:
        return None
    if isinstance(coll, (dict, MapLike, SetLike, str, list, bytes)):
        items = string_items(coll) if isinstance(coll, str) else tuple(iter_of(coll))
        return ArraySeq(items) if items else None
    if isinstance(coll, Iterable) and not isinstance(coll, type):
        return IterSeq(iter(coll)).seq()
    raise not_seqable(coll)
