"""Lazy sequence functions.  With a collection they give a lazy seq, without one a transducer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count, islice, repeat as repeat_items
from typing import Any

from breyta_runtime.core import transducers as x
from breyta_runtime.core.functions import as_fn, identity
from breyta_runtime.core.numbers import add, check_number, gt, lt
from breyta_runtime.core.sequences import how_many, seq_to_map_for_destructuring
from breyta_runtime.limits import FUNCTION_LOOP_LIMIT, MAX_UNBOUNDED
from breyta_runtime.values.equality import box, equal
from breyta_runtime.values.errors import LimitExceeded
from breyta_runtime.values.kinds import Sequential
from breyta_runtime.values.maps import Map
from breyta_runtime.values.names import Keyword
from breyta_runtime.values.seqs import (
    EMPTY,
    ArraySeq,
    IterSeq,
    LazySeq,
    items_of,
    iter_of,
    lazy_concat,
    unbounded,
)
from breyta_runtime.values.truth import truthy

_NONE: Any = object()


def bounded(source: Iterator[Any], what: str) -> IterSeq:
    """A seq over an endless iterator that raises instead of going on for ever."""
    return IterSeq(chain(islice(source, MAX_UNBOUNDED), _beyond(source, what)))


def _at_most(source: Iterable[Any], what: str) -> Iterator[Any]:
    """What ends by itself, but perhaps not in anybody's lifetime."""
    items = iter(source)
    return chain(islice(items, FUNCTION_LOOP_LIMIT), _no_more(items, what))


def _no_more(items: Iterator[Any], what: str) -> Iterator[Any]:
    for _ in items:
        raise LimitExceeded(f"{what} gave more than {FUNCTION_LOOP_LIMIT} elements")
    yield from ()


def _beyond(source: Iterator[Any], what: str) -> Iterator[Any]:
    """What an iterator that has given all it may give still has: nothing, or an error."""
    for _ in source:
        raise unbounded(what)
    yield from ()


def lazy_seq(thunk: Callable[[], Any]) -> LazySeq:
    """`(lazy-seq body)`, the body as a thunk."""
    return LazySeq(thunk)


def iter_seq(source: Iterator[Any]) -> IterSeq:
    """A lazy seq of what a Python iterator gives (a compiled `for`)."""
    return IterSeq(source)


# -- one to one -----------------------------------------------------------------------------------


def map_(f: Any, *colls: Any) -> Any:
    call = f if callable(f) else as_fn(f)
    if len(colls) == 1:
        if type(call) is Keyword:
            return IterSeq(_looked_up(call, iter_of(colls[0])))
        return IterSeq(map(call, iter_of(colls[0])))
    if not colls:
        return x.x_map(call)
    return IterSeq(map(call, *map(iter_of, colls)))


def mapv(f: Any, coll: Any, *more: Any) -> tuple[Any, ...]:
    if type(f) is Keyword and type(coll) is tuple and not more:
        return tuple([item[f] if type(item) is Map else f(item) for item in coll])
    call = f if callable(f) else as_fn(f)
    return tuple(map(call, iter_of(coll), *map(iter_of, more)))


def map_indexed(f: Any, coll: Any = _NONE) -> Any:
    call = as_fn(f)
    return x.x_map_indexed(call) if coll is _NONE else IterSeq(map(call, count(), iter_of(coll)))


def mapcat(f: Any, *colls: Any) -> Any:
    call = as_fn(f)
    if not colls:
        return lambda rf: x.x_map(call)(x.cat(rf))
    return IterSeq(chain.from_iterable(map(iter_of, map(call, *map(iter_of, colls)))))


def applied(call: Callable[..., Any], items: Iterable[Any]) -> Iterable[Any]:
    """`call` of each element, now or when asked."""
    if type(call) is Keyword:
        return [item[call] if type(item) is Map else call(item) for item in items]
    return map(call, items)


def _looked_up(key: Keyword, items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        yield item[key] if type(item) is Map else key(item)


# -- choosing -------------------------------------------------------------------------------------


def filter_(pred: Any, coll: Any = _NONE) -> Any:
    call = pred if callable(pred) else as_fn(pred)
    if coll is _NONE:
        return x.x_filter(call)
    if type(call) is Keyword:
        return IterSeq(_having(call, iter_of(coll)))
    return IterSeq(_filtered(call, iter_of(coll)))


def _filtered(call: Callable[..., Any], items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        found = call(item)
        if found is not None and found is not False:
            yield item


def _having(key: Keyword, items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        found = item[key] if type(item) is Map else key(item)
        if found is not None and found is not False:
            yield item


def filterv(pred: Any, coll: Any) -> tuple[Any, ...]:
    call = as_fn(pred)
    if type(call) is Keyword:
        return tuple(
            [
                item
                for item in iter_of(coll)
                if (found := item[call] if type(item) is Map else call(item)) is not None
                and found is not False
            ]
        )
    return tuple(_filtered(call, iter_of(coll)))


def removev(pred: Any, coll: Any) -> tuple[Any, ...]:
    """`(vec (remove pred coll))`, for compiled code."""
    call = as_fn(pred)
    if type(call) is Keyword:
        return tuple(_lacking(call, iter_of(coll)))
    return tuple(_removed(call, iter_of(coll)))


def remove(pred: Any, coll: Any = _NONE) -> Any:
    call = as_fn(pred)
    if coll is _NONE:
        return x.x_filter(call, keep=False)
    if type(call) is Keyword:
        return IterSeq(_lacking(call, iter_of(coll)))
    return IterSeq(_removed(call, iter_of(coll)))


def _removed(call: Callable[..., Any], items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        found = call(item)
        if found is None or found is False:
            yield item


def _lacking(key: Keyword, items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        found = item[key] if type(item) is Map else key(item)
        if found is None or found is False:
            yield item


def keep(f: Any, coll: Any = _NONE) -> Any:
    call = as_fn(f)
    if coll is _NONE:
        return x.x_keep(call)
    return IterSeq(found for item in iter_of(coll) if (found := call(item)) is not None)


def keep_indexed(f: Any, coll: Any = _NONE) -> Any:
    call = as_fn(f)
    if coll is _NONE:
        return x.x_keep_indexed(call)
    pairs = enumerate(iter_of(coll))
    return IterSeq(found for i, item in pairs if (found := call(i, item)) is not None)


def take(n: Any, coll: Any = _NONE) -> Any:
    if coll is _NONE:
        return x.x_take(how_many(n))
    return IterSeq(islice(iter_of(coll), how_many(n)))


def drop(n: Any, coll: Any = _NONE) -> Any:
    if coll is _NONE:
        return x.x_drop(how_many(n))
    return IterSeq(islice(iter_of(coll), how_many(n), None))


def take_while(pred: Any, coll: Any = _NONE) -> Any:
    call = as_fn(pred)
    return x.x_take_while(call) if coll is _NONE else IterSeq(_while(call, iter_of(coll)))


def _while(call: Callable[..., Any], items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        found = call(item)
        if found is None or found is False:
            return
        yield item


def drop_while(pred: Any, coll: Any = _NONE) -> Any:
    call = as_fn(pred)
    return x.x_drop_while(call) if coll is _NONE else IterSeq(_after(call, iter_of(coll)))


def _after(call: Callable[..., Any], items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        found = call(item)
        if found is None or found is False:
            yield item
            break
    yield from items


def take_nth(n: Any, coll: Any = _NONE) -> Any:
    n = how_many(n)
    if coll is _NONE:
        return x.x_take_nth(n)
    if not n:
        first = next(iter_of(coll), _NONE)
        return EMPTY if first is _NONE else bounded(repeat_items(first), "take-nth")
    return IterSeq(islice(iter_of(coll), 0, None, n))


def drop_last(n: Any, coll: Any = _NONE) -> IterSeq:
    """`(drop-last coll)` or `(drop-last n coll)`."""
    if coll is _NONE:
        n, coll = 1, n
    return IterSeq(_all_but(how_many(n), iter_of(coll)))


def _all_but(n: int, items: Iterator[Any]) -> Iterator[Any]:
    held: list[Any] = list(islice(items, n))
    at = 0
    for item in items:
        if not n:
            yield item
            continue
        yield held[at]
        held[at] = item
        at = (at + 1) % n


def distinct(coll: Any = _NONE) -> Any:
    return x.x_distinct() if coll is _NONE else IterSeq(_distinct(iter_of(coll)))


def _distinct(items: Iterator[Any]) -> Iterator[Any]:
    seen: set[Any] = set()
    for item in items:
        key = box(item)
        if key not in seen:
            seen.add(key)
            yield item


def dedupe(coll: Any = _NONE) -> Any:
    return x.x_dedupe() if coll is _NONE else IterSeq(_deduped(iter_of(coll)))


def _deduped(items: Iterator[Any]) -> Iterator[Any]:
    before = _NONE
    for item in items:
        if before is _NONE or not equal(before, item):
            yield item
        before = item


# -- joining --------------------------------------------------------------------------------------


def concat(*colls: Any) -> IterSeq:
    return lazy_concat(colls)


def lazy_cat(*thunks: Callable[[], Any]) -> IterSeq:
    """`(lazy-cat a b …)`, the collections as thunks."""
    return lazy_concat(tuple(map(LazySeq, thunks)))


def interpose(between: Any, coll: Any = _NONE) -> Any:
    return x.x_interpose(between) if coll is _NONE else IterSeq(_interposed(between, iter_of(coll)))


def _interposed(between: Any, items: Iterator[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        break
    for item in items:
        yield between
        yield item


def interleave(*colls: Any) -> Any:
    if not colls:
        return EMPTY
    return IterSeq(chain.from_iterable(zip(*map(iter_of, colls), strict=False)))


def flatten(coll: Any) -> IterSeq:
    return IterSeq(_flat(coll))


def _flat(coll: Any) -> Iterator[Any]:
    if not isinstance(coll, (tuple, Sequential)):
        return
    stack = [iter(coll)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, (tuple, Sequential)):
                stack.append(iter(item))
                break
            yield item
        else:
            stack.pop()


def tree_seq(branch: Any, children: Any, root: Any) -> IterSeq:
    return IterSeq(_tree(as_fn(branch), as_fn(children), root))


def _tree(branch: Callable[..., Any], children: Callable[..., Any], root: Any) -> Iterator[Any]:
    """Depth first, a parent before its children; the stack is ours, so depth is no matter."""
    stack: list[Iterator[Any]] = [iter((root,))]
    while stack:
        for node in stack[-1]:
            yield node
            if truthy(branch(node)):
                stack.append(iter_of(children(node)))
                break
        else:
            stack.pop()


# -- dividing -------------------------------------------------------------------------------------


def partition(n: Any, *args: Any) -> IterSeq:
    """`(partition n coll)`, `(partition n step coll)` or `(partition n step pad coll)`."""
    n = how_many(n)
    step = how_many(args[0]) if len(args) > 1 else n
    pad = args[1] if len(args) > 2 else _NONE
    return IterSeq(_parts(n, step, pad, iter_of(args[-1])))


def _parts(n: int, step: int, pad: Any, items: Iterator[Any]) -> Iterator[Any]:
    held: list[Any] = []
    for _ in range(MAX_UNBOUNDED):
        held.extend(islice(items, n - len(held)))
        if n > 0 and not held:
            return
        if len(held) < n:
            if pad is not _NONE:
                yield as_list((*held, *islice(iter_of(pad), n - len(held))))
            return
        yield as_list(tuple(held))
        _skip(held, step, items)
    raise unbounded("partition")


def _skip(held: list[Any], step: int, items: Iterator[Any]) -> None:
    beyond = step - len(held)
    del held[:step]
    if beyond > 0:
        next(islice(items, beyond, beyond), None)


def as_list(items: tuple[Any, ...]) -> Any:
    return ArraySeq(items) if items else EMPTY


def partition_all(n: Any, *args: Any) -> Any:
    """`(partition-all n coll)` or `(partition-all n step coll)`."""
    n = how_many(n)
    if not args:
        return x.x_partition_all(n)
    step = how_many(args[0]) if len(args) > 1 else n
    return IterSeq(_all_parts(n, step, iter_of(args[-1])))


def _all_parts(n: int, step: int, items: Iterator[Any]) -> Iterator[Any]:
    held: list[Any] = []
    for _ in range(MAX_UNBOUNDED):
        held.extend(islice(items, n - len(held)))
        if not held:
            return
        yield as_list(tuple(held))
        _skip(held, step, items)
    raise unbounded("partition-all")


def partition_by(f: Any, coll: Any = _NONE) -> Any:
    call = as_fn(f)
    return x.x_partition_by(call) if coll is _NONE else IterSeq(_runs(call, iter_of(coll)))


def _runs(call: Callable[..., Any], items: Iterator[Any]) -> Iterator[Any]:
    held: list[Any] = []
    before = _NONE
    for item in items:
        key = call(item)
        if held and not equal(key, before):
            yield ArraySeq(tuple(held))
            held = []
        held.append(item)
        before = key
    if held:
        yield ArraySeq(tuple(held))


# -- sources --------------------------------------------------------------------------------------


def range_(*args: Any) -> Any:
    """`(range)`, `(range end)`, `(range start end)`, `(range start end step)`."""
    if not args:
        return bounded(count(), "(range)")
    start, end, step = (0, args[0], 1) if len(args) == 1 else (*args, 1)[:3]
    if type(start) is int and type(end) is int and type(step) is int and step:
        found = range(start, end, step)
        if found[FUNCTION_LOOP_LIMIT:]:
            return IterSeq(_at_most(found, "range"))
        return ArraySeq(found) if found else EMPTY
    return _any_range(start, end, step)


def _any_range(start: Any, end: Any, step: Any) -> Any:
    if not check_number(step):
        if not (lt(start, end) or gt(start, end)):
            return EMPTY
        return bounded(repeat_items(start), "range")
    return bounded(_numbers(start, end, step, gt(step, 0)), "range")


def _numbers(start: Any, end: Any, step: Any, rising: bool) -> Iterator[Any]:
    before = lt if rising else gt
    while before(start, end):
        yield start
        start = add(start, step)


def iterate(f: Any, start: Any) -> IterSeq:
    return bounded(_iterated(as_fn(f), start), "iterate")


def _iterated(call: Callable[..., Any], value: Any) -> Iterator[Any]:
    yield value
    while True:
        value = call(value)
        yield value


def repeat(n: Any, value: Any = _NONE) -> Any:
    """`(repeat value)` or `(repeat n value)`."""
    if value is _NONE:
        return bounded(repeat_items(n), "repeat")
    return IterSeq(_at_most(repeat_items(value, how_many(n)), "repeat"))


replicate = repeat


def repeatedly(n: Any, f: Any = _NONE) -> Any:
    """`(repeatedly f)` or `(repeatedly n f)`."""
    if f is _NONE:
        return bounded(_called(as_fn(n)), "repeatedly")
    return IterSeq(islice(_called(as_fn(f)), how_many(n)))


def _called(call: Callable[..., Any]) -> Iterator[Any]:
    while True:
        yield call()


def cycle(coll: Any) -> Any:
    return bounded(_cycled(coll), "cycle")


def _cycled(coll: Any) -> Iterator[Any]:
    items = items_of(coll)
    while items:
        yield from items


def iteration(step: Any, *options: Any) -> IterSeq:
    """`(iteration step :somef … :vf … :kf … :initk …)`: pages of an API, as a seq of their values."""
    given = {str(key): value for key, value in seq_to_map_for_destructuring(options).items()}
    return IterSeq(_pages(as_fn(step), given))


def _pages(step: Callable[..., Any], given: dict[str, Any]) -> Iterator[Any]:
    some = as_fn(given.get(":somef", lambda page: page is not None))
    value = as_fn(given.get(":vf", identity))
    key = as_fn(given.get(":kf", identity))
    page = step(given.get(":initk"))
    for _ in range(MAX_UNBOUNDED):
        if not truthy(some(page)):
            return
        yield value(page)
        after = key(page)
        if after is None:
            return
        page = step(after)
    raise unbounded("iteration")
