"""Transducers, and what runs them: transduce, into, sequence, eduction.

A reducing function here is a Python callable of no argument (start), one (finish) or two (step);
a transducer takes one and gives one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from breyta_runtime.core.access import get
from breyta_runtime.core.building import conj, merge_into
from breyta_runtime.core.functions import as_fn, comp, identity
from breyta_runtime.core.metadata import like_vector
from breyta_runtime.core.numbers import add, gt, sum_of_longs
from breyta_runtime.core.sequences import seq
from breyta_runtime.values.equality import PLAIN, box, equal
from breyta_runtime.values.errors import IllegalArgument
from breyta_runtime.values.kinds import MapLike, Sequential
from breyta_runtime.values.maps import Map, freeze_raw
from breyta_runtime.values.refs import Reduced
from breyta_runtime.values.seqs import EMPTY, IterSeq, PersistentList, items_of, iter_of
from breyta_runtime.values.sets import Set
from breyta_runtime.values.sorted import SortedMap, SortedSet
from breyta_runtime.values.vectors import MapEntry

_NONE: Any = object()

Rf = Callable[..., Any]
Xform = Callable[[Any], Rf]
Step = Callable[[Any, Any], Any]


def transducer(make: Callable[[Rf], Step]) -> Xform:
    """A transducer whose start and finish do nothing of their own; `make(rf)` gives the step."""

    def xform(rf: Any) -> Rf:
        inner = as_fn(rf)
        on_item = make(inner)

        def step(acc: Any = _NONE, item: Any = _NONE) -> Any:
            if item is not _NONE:
                return on_item(acc, item)
            return inner() if acc is _NONE else inner(acc)

        return step

    return xform


def finishing(make: Callable[[Rf], tuple[Step, Callable[[Any], Any]]]) -> Xform:
    """A transducer that holds something back: `make(rf)` gives the step and the finish."""

    def xform(rf: Any) -> Rf:
        inner = as_fn(rf)
        on_item, on_end = make(inner)

        def step(acc: Any = _NONE, item: Any = _NONE) -> Any:
            if item is not _NONE:
                return on_item(acc, item)
            return inner() if acc is _NONE else inner(on_end(acc))

        return step

    return xform


def x_map(call: Rf) -> Xform:
    def xform(rf: Any) -> Rf:
        inner = as_fn(rf)

        def step(acc: Any = _NONE, item: Any = _NONE, *more: Any) -> Any:
            if item is not _NONE:
                return inner(acc, call(item, *more))
            return inner() if acc is _NONE else inner(acc)

        return step

    return xform


def x_filter(call: Rf, *, keep: bool = True) -> Xform:
    def make(rf: Rf) -> Step:
        def on_item(acc: Any, item: Any) -> Any:
            found = call(item)
            return rf(acc, item) if (found is not None and found is not False) is keep else acc

        return on_item

    return transducer(make)


def x_keep(call: Rf) -> Xform:
    def make(rf: Rf) -> Step:
        def on_item(acc: Any, item: Any) -> Any:
            found = call(item)
            return acc if found is None else rf(acc, found)

        return on_item

    return transducer(make)


def x_map_indexed(call: Rf) -> Xform:
    def make(rf: Rf) -> Step:
        index = -1

        def on_item(acc: Any, item: Any) -> Any:
            nonlocal index
            index += 1
            return rf(acc, call(index, item))

        return on_item

    return transducer(make)


def x_keep_indexed(call: Rf) -> Xform:
    def make(rf: Rf) -> Step:
        index = -1

        def on_item(acc: Any, item: Any) -> Any:
            nonlocal index
            index += 1
            found = call(index, item)
            return acc if found is None else rf(acc, found)

        return on_item

    return transducer(make)


def x_take(n: int) -> Xform:
    def make(rf: Rf) -> Step:
        left = n

        def on_item(acc: Any, item: Any) -> Any:
            nonlocal left
            if left > 0:
                acc = rf(acc, item)
            left -= 1
            return acc if left > 0 else ensure_reduced(acc)

        return on_item

    return transducer(make)


def x_drop(n: int) -> Xform:
    def make(rf: Rf) -> Step:
        left = n

        def on_item(acc: Any, item: Any) -> Any:
            nonlocal left
            if left > 0:
                left -= 1
                return acc
            return rf(acc, item)

        return on_item

    return transducer(make)


def x_take_while(call: Rf) -> Xform:
    def make(rf: Rf) -> Step:
        def on_item(acc: Any, item: Any) -> Any:
            found = call(item)
            return Reduced(acc) if found is None or found is False else rf(acc, item)

        return on_item

    return transducer(make)


def x_drop_while(call: Rf) -> Xform:
    def make(rf: Rf) -> Step:
        dropping = True

        def on_item(acc: Any, item: Any) -> Any:
            nonlocal dropping
            if dropping and (found := call(item)) is not None and found is not False:
                return acc
            dropping = False
            return rf(acc, item)

        return on_item

    return transducer(make)


def x_take_nth(n: int) -> Xform:
    def make(rf: Rf) -> Step:
        index = -1

        def on_item(acc: Any, item: Any) -> Any:
            nonlocal index
            index += 1
            return rf(acc, item) if index % n == 0 else acc

        return on_item

    return transducer(make)


def x_interpose(between: Any) -> Xform:
    def make(rf: Rf) -> Step:
        started = False

        def on_item(acc: Any, item: Any) -> Any:
            nonlocal started
            if not started:
                started = True
                return rf(acc, item)
            acc = rf(acc, between)
            return acc if type(acc) is Reduced else rf(acc, item)

        return on_item

    return transducer(make)


def x_distinct() -> Xform:
    def make(rf: Rf) -> Step:
        seen: set[Any] = set()

        def on_item(acc: Any, item: Any) -> Any:
            key = box(item)
            if key in seen:
                return acc
            seen.add(key)
            return rf(acc, item)

        return on_item

    return transducer(make)


def x_dedupe() -> Xform:
    def make(rf: Rf) -> Step:
        before = _NONE

        def on_item(acc: Any, item: Any) -> Any:
            nonlocal before
            same = before is not _NONE and equal(before, item)
            before = item
            return acc if same else rf(acc, item)

        return on_item

    return transducer(make)


def x_partition_all(n: int) -> Xform:
    def make(rf: Rf) -> tuple[Step, Callable[[Any], Any]]:
        held: list[Any] = []

        def on_item(acc: Any, item: Any) -> Any:
            held.append(item)
            if len(held) < n:
                return acc
            part = tuple(held)
            held.clear()
            return rf(acc, part)

        return on_item, lambda acc: unreduced_once(rf(acc, tuple(held))) if held else acc

    return finishing(make)


def x_partition_by(call: Rf) -> Xform:
    def make(rf: Rf) -> tuple[Step, Callable[[Any], Any]]:
        held: list[Any] = []
        before = _NONE

        def on_item(acc: Any, item: Any) -> Any:
            nonlocal before
            key, last = call(item), before
            before = key
            if last is _NONE or equal(key, last):
                held.append(item)
                return acc
            part = tuple(held)
            held.clear()
            acc = rf(acc, part)
            if type(acc) is not Reduced:
                held.append(item)
            return acc

        return on_item, lambda acc: unreduced_once(rf(acc, tuple(held))) if held else acc

    return finishing(make)


def cat(rf: Any) -> Rf:
    """The transducer that steps through the elements of each item."""

    def make(inner: Rf) -> Step:
        def on_item(acc: Any, item: Any) -> Any:
            for each in iter_of(item):
                acc = inner(acc, each)
                if type(acc) is Reduced:
                    break
            return acc

        return on_item

    return transducer(make)(rf)


class _Halt:
    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def halt_when(pred: Any, retf: Any = None) -> Xform:
    call = as_fn(pred)

    def xform(rf: Any) -> Rf:
        inner = as_fn(rf)

        def step(acc: Any = _NONE, item: Any = _NONE) -> Any:
            if item is not _NONE:
                found = call(item)
                if found is None or found is False:
                    return inner(acc, item)
                return Reduced(_Halt(item if retf is None else as_fn(retf)(inner(acc), item)))
            if acc is _NONE:
                return inner()
            return acc.value if type(acc) is _Halt else inner(acc)

        return step

    return xform


def completing(f: Any, finish: Any = identity) -> Rf:
    call, end = as_fn(f), as_fn(finish)

    def step(acc: Any = _NONE, item: Any = _NONE) -> Any:
        if item is not _NONE:
            return call(acc, item)
        return call() if acc is _NONE else end(acc)

    return step


def reduced(value: Any) -> Reduced:
    return Reduced(value)


def ensure_reduced(value: Any) -> Reduced:
    return value if type(value) is Reduced else Reduced(value)


def unreduced_once(value: Any) -> Any:
    return value.value if type(value) is Reduced else value


# -- running them ---------------------------------------------------------------------------------


def transduce(xform: Any, f: Any, *args: Any) -> Any:
    """`(transduce xform f coll)` or `(transduce xform f init coll)`."""
    call = as_fn(f)
    init, coll = (call(), args[0]) if len(args) == 1 else args
    return _run(as_fn(xform)(call), init, iter_of(coll))


def _run(step: Rf, acc: Any, items: Iterator[Any]) -> Any:
    for item in items:
        acc = step(acc, item)
        if type(acc) is Reduced:
            acc = acc.value
            break
    return step(acc)


def _append(acc: Any = _NONE, item: Any = _NONE) -> Any:
    if item is not _NONE:
        acc.append(item)
        return acc
    return [] if acc is _NONE else acc


def into(to: Any = (), xform: Any = _NONE, source: Any = _NONE) -> Any:
    """`(into to from)` or `(into to xform from)`."""
    if xform is _NONE:
        return to
    if source is _NONE:
        return _pour(to, xform)
    items = _run(as_fn(xform)(_append), [], iter_of(source))
    return _pour(to, items) if isinstance(items, list) else items


def _pour(to: Any, source: Any) -> Any:
    if type(to) is tuple:
        return (*to, *items_of(source)) if to else tuple(items_of(source))
    if isinstance(to, tuple):
        return like_vector(to, (*to, *items_of(source)))
    if isinstance(to, (Map, SortedMap)):
        return _pour_map(to, source)
    if isinstance(to, (Set, SortedSet)):
        return to.conj(*items_of(source))
    if to is None or isinstance(to, PersistentList):
        result: Any = EMPTY if to is None else to
        items = items_of(source)
        for item in items:
            result = result.cons(item)
        return result if items or to is not None else None
    for item in iter_of(source):
        to = conj(to, item)
    return to


def _pour_map(to: Any, source: Any) -> Any:
    if isinstance(source, (dict, MapLike)):
        return merge_into(to, source)
    pairs: list[tuple[Any, Any]] = []
    for item in iter_of(source):
        if isinstance(item, tuple) and len(item) == 2:
            pairs.append(item)
        elif isinstance(item, tuple):
            raise IllegalArgument("Vector arg to map conj must be a pair")
        elif item is not None:
            pairs.extend(conj(Map(), item).items())
    if isinstance(to, SortedMap):
        return to.assoc_all(pairs)
    raw = dict(dict.items(to))
    for key, value in pairs:
        raw[key if type(key) in PLAIN else box(key)] = value
    return to.like(raw) if type(to) is not Map else freeze_raw(raw)


def _sequence(xform: Xform, sources: tuple[Any, ...]) -> Iterator[Any]:
    held: list[Any] = []
    step = xform(_append)
    for items in zip(*map(iter_of, sources), strict=False):
        result = step(held, *items)
        yield from _drained(held)
        if type(result) is Reduced:
            break
    step(held)
    yield from _drained(held)


def _drained(held: list[Any]) -> list[Any]:
    items = held[:]
    held.clear()
    return items


def sequence(xform: Any, *colls: Any) -> Any:
    """`(sequence coll)` or `(sequence xform coll …)`: lazy."""
    if not colls:
        return seq(xform) or EMPTY
    found = IterSeq(_sequence(as_fn(xform), colls)).seq()
    return EMPTY if found is None else found


class Eduction(Sequential):
    """A collection seen through a transducer, computed anew each time it is walked."""

    __slots__ = ("coll", "xform")

    def __init__(self, xform: Xform, coll: Any) -> None:
        self.xform = xform
        self.coll = coll

    def __iter__(self) -> Iterator[Any]:
        return _sequence(self.xform, (self.coll,))


def eduction(*args: Any) -> Eduction:
    return Eduction(comp(*args[:-1]), args[-1])


def to_eduction(xform: Any, coll: Any) -> Eduction:
    return Eduction(as_fn(xform), coll)


# -- reducing -------------------------------------------------------------------------------------


def reduce(f: Any, *args: Any) -> Any:
    """`(reduce f coll)` or `(reduce f init coll)`."""
    call = f if callable(f) else as_fn(f)
    if call is add and type(args[-1]) is tuple:
        total = sum_of_longs(args[0] if len(args) == 2 else 0, args[-1])
        if total is not None:
            return total
    if len(args) == 2:
        acc, items = args[0], iter_of(args[1])
    else:
        items = iter_of(args[0])
        acc = next(items, _NONE)
        if acc is _NONE:
            return call()
    for item in items:
        acc = call(acc, item)
        if type(acc) is Reduced:
            return acc.value
    return acc


def reduce_kv(f: Any, init: Any, coll: Any) -> Any:
    call = f if callable(f) else as_fn(f)
    if coll is None:
        return init
    if isinstance(coll, (dict, MapLike)):
        pairs: Any = coll.items()  # type: ignore[union-attr]
    elif isinstance(coll, (tuple, list)) and type(coll) is not MapEntry:
        pairs = enumerate(coll)
    else:
        pairs = ((get(entry, 0), get(entry, 1)) for entry in iter_of(coll))
    for key, value in pairs:
        init = call(init, key, value)
        if type(init) is Reduced:
            return init.value
    return init


def reductions(f: Any, *args: Any) -> IterSeq:
    return IterSeq(_reductions(as_fn(f), args))


def _reductions(call: Rf, args: tuple[Any, ...]) -> Iterator[Any]:
    items = iter_of(args[-1])
    acc = args[0] if len(args) == 2 else next(items, _NONE)
    if acc is _NONE:
        yield call()
        return
    if type(acc) is Reduced:
        yield acc.value
        return
    yield acc
    for item in items:
        acc = call(acc, item)
        if type(acc) is Reduced:
            yield acc.value
            return
        yield acc


def run_x(f: Any, coll: Any) -> None:
    call = as_fn(f)
    for item in iter_of(coll):
        if type(call(item)) is Reduced:
            break


def max_key(f: Any, first: Any, *more: Any) -> Any:
    """The argument with the greatest `(f x)`; the last of several."""
    return _best(as_fn(f), first, more, wins=lambda new, old: not gt(old, new))


def min_key(f: Any, first: Any, *more: Any) -> Any:
    return _best(as_fn(f), first, more, wins=lambda new, old: not gt(new, old))


def _best(call: Rf, first: Any, more: tuple[Any, ...], wins: Callable[[Any, Any], bool]) -> Any:
    if not more:
        return first
    best, key = first, call(first)
    for item in more:
        other = call(item)
        if wins(other, key):
            best, key = item, other
    return best
