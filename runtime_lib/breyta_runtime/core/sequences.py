"""Seqs as such: first, rest, cons, reverse, take-last … : what does not need laziness."""

from __future__ import annotations

from math import ceil
from typing import Any

from breyta_runtime.core.numbers import check_number
from breyta_runtime.values.kinds import MapLike, SetLike
from breyta_runtime.values.numbers import to_float
from breyta_runtime.values.seqs import (
    EMPTY,
    ArraySeq,
    Cons,
    IterSeq,
    List,
    Seq,
    items_of,
    iter_of,
    to_seq,
)


def seq(coll: Any) -> Seq | None:
    return to_seq(coll)


def first(coll: Any) -> Any:
    if type(coll) is tuple:
        return coll[0] if coll else None
    if isinstance(coll, Seq):
        return coll.first()
    if coll is None:
        return None
    return next(iter_of(coll), None)


def rest(coll: Any) -> Seq:
    if isinstance(coll, Seq):
        return coll.rest()
    if isinstance(coll, tuple):
        return ArraySeq(coll, 1) if len(coll) > 1 else EMPTY
    found = to_seq(coll)
    return EMPTY if found is None else found.rest()


def next_(coll: Any) -> Seq | None:
    if isinstance(coll, Seq):
        return coll.next()
    if isinstance(coll, tuple):
        return ArraySeq(coll, 1) if len(coll) > 1 else None
    found = to_seq(coll)
    return None if found is None else found.next()


def second(coll: Any) -> Any:
    if type(coll) is tuple:
        return coll[1] if len(coll) > 1 else None
    return first(next_(coll))


def ffirst(coll: Any) -> Any:
    return first(first(coll))


def fnext(coll: Any) -> Any:
    return first(next_(coll))


def nfirst(coll: Any) -> Any:
    return next_(first(coll))


def nnext(coll: Any) -> Any:
    return next_(next_(coll))


def last(coll: Any) -> Any:
    if isinstance(coll, (tuple, list)):
        return coll[-1] if coll else None
    if type(coll) is IterSeq:
        items = coll.tape.finish()
        return items[-1] if len(items) > coll.offset else None
    found = None
    for item in iter_of(coll):
        found = item
    return found


def butlast(coll: Any) -> Seq | None:
    return to_seq(tuple(items_of(coll)[:-1]))


def cons(item: Any, coll: Any) -> Seq:
    if coll is None:
        return List((item,))
    if not isinstance(coll, (Seq, tuple)):
        # Anything else must at least be something to walk; and a map's order is fixed now.
        coll = to_seq(coll)
    return Cons(item, coll)


def reverse(coll: Any) -> Seq:
    items = items_of(coll)
    return ArraySeq(tuple(items[::-1])) if items else EMPTY


def how_many(n: Any) -> int:
    """A count given as any number: how often it can be decremented and stay positive."""
    if type(n) is int:
        return n if n > 0 else 0
    return max(ceil(to_float(check_number(n))), 0)


def nthrest(coll: Any, n: Any) -> Any:
    n = how_many(n)
    while n > 0 and (found := to_seq(coll)) is not None:
        coll = found.rest()
        n -= 1
    return coll


def nthnext(coll: Any, n: Any) -> Seq | None:
    n = how_many(n)
    found = to_seq(coll)
    while n > 0 and found is not None:
        found = found.next()
        n -= 1
    return found


def take_last(n: Any, coll: Any) -> Seq | None:
    items = items_of(coll)
    n = how_many(n)
    return to_seq(tuple(items[-n:])) if n > 0 else None


def split_at(n: Any, coll: Any) -> tuple[Any, Any]:
    from breyta_runtime.core.lazy import drop, take

    return (take(n, coll), drop(n, coll))


def split_with(pred: Any, coll: Any) -> tuple[Any, Any]:
    from breyta_runtime.core.lazy import drop_while, take_while

    return (take_while(pred, coll), drop_while(pred, coll))


def doall(n: Any, coll: Any = None) -> Any:
    """`(doall coll)` or `(doall n coll)`: realises and gives the seq."""
    if coll is None:
        dorun(n)
        return n
    dorun(n, coll)
    return coll


def dorun(n: Any, coll: Any = None) -> None:
    if coll is None:
        if type(n) is IterSeq:
            n.tape.finish()
        elif n is not None and not isinstance(n, (tuple, dict, str, MapLike, SetLike)):
            for _ in iter_of(n):
                pass
        return
    for taken, _ in enumerate(iter_of(coll)):
        if taken >= n:
            break


def seq_to_map_for_destructuring(coll: Any) -> Any:
    """What `{:keys […]}` makes of a seq, such as the rest arguments."""
    from breyta_runtime.values.maps import EMPTY_MAP, map_of

    items = items_of(coll)
    if len(items) == 1:
        return items[0]
    if not items:
        return EMPTY_MAP
    if len(items) % 2 and isinstance(items[-1], (dict, MapLike)):
        from breyta_runtime.core.building import merge_into

        return merge_into(map_of(*items[:-1]), items[-1])
    return map_of(*items)


def enumeration_seq(coll: Any) -> Seq | None:
    return to_seq(coll)
