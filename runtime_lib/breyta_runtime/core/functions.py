"""Functions as values: calling anything callable, and combining functions.

Keywords, maps, sets and symbols are Python callables; only vectors are not (they are tuples), so
whatever takes a function passes it through `as_fn`, and a call of an unknown value is `invoke`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from breyta_runtime.values.classes import class_name
from breyta_runtime.values.equality import box
from breyta_runtime.values.errors import ClassCast, IndexOutOfBounds, NullPointer
from breyta_runtime.values.kinds import MapLike, SetLike
from breyta_runtime.values.maps import Map
from breyta_runtime.values.names import Keyword, Symbol
from breyta_runtime.values.numbers import BigInt
from breyta_runtime.values.seqs import items_of
from breyta_runtime.values.truth import truthy

Fn = Callable[..., Any]

_NOT_FUNCTIONS = (Keyword, Symbol, Map, MapLike, SetLike, type)


def as_fn(value: Any) -> Fn:
    """A Python callable for anything that can be called in Clojure."""
    if callable(value):
        return value  # type: ignore[no-any-return]
    if isinstance(value, tuple):
        return lambda index: vector_at(value, index)
    return _failing(value)


def _failing(value: Any) -> Fn:
    """An error only when it is called: `(map 1 [])` is fine."""

    def fail(*_: Any) -> Any:
        raise not_callable(value)

    return fail


def not_callable(value: Any) -> Exception:
    if value is None:
        return NullPointer('Cannot invoke "clojure.lang.IFn.invoke()" because the function is null')
    return ClassCast(f"class {class_name(value)} cannot be cast to class clojure.lang.IFn")


def invoke(f: Any, *args: Any) -> Any:
    """`(f a b …)` for an `f` whose kind is only known at run time."""
    return f(*args) if callable(f) else as_fn(f)(*args)


def vector_at(vector: tuple[Any, ...], index: Any) -> Any:
    """`(vector index)`: no default, and an index that is not there is an error."""
    if type(index) is not int and type(index) is not BigInt:
        from breyta_runtime.values.errors import IllegalArgument

        raise IllegalArgument("Key must be integer")
    if not 0 <= index < len(vector):
        raise IndexOutOfBounds()
    return vector[index]


def is_fn(value: Any) -> bool:
    return callable(value) and not isinstance(value, _NOT_FUNCTIONS)


def is_ifn(value: Any) -> bool:
    return (callable(value) and not isinstance(value, type)) or isinstance(value, tuple)


def identity(value: Any) -> Any:
    return value


def constantly(value: Any) -> Fn:
    return lambda *_args: value


def complement(f: Any) -> Fn:
    call = as_fn(f)

    def negated(*args: Any) -> bool:
        found = call(*args)
        return found is None or found is False

    return negated


def comp(*fs: Any) -> Fn:
    if not fs:
        return identity
    calls = [as_fn(f) for f in fs]
    if len(calls) == 1:
        return calls[0]
    innermost, outer = calls[-1], calls[-2::-1]

    def composed(*args: Any) -> Any:
        result = innermost(*args)
        for call in outer:
            result = call(result)
        return result

    return composed


def partial(f: Any, *first: Any) -> Fn:
    if not first:
        return f  # type: ignore[no-any-return]  # whatever it is, as Clojure has it
    call = as_fn(f)
    return lambda *args: call(*first, *args)


def juxt(*fs: Any) -> Fn:
    calls = [as_fn(f) for f in fs]
    return lambda *args: tuple([call(*args) for call in calls])


def fnil(f: Any, *defaults: Any) -> Fn:
    call = as_fn(f)
    count = len(defaults)
    if count == 1:
        (default,) = defaults
        return lambda first, *more: call(default if first is None else first, *more)

    def filled(*args: Any) -> Any:
        if None in args[:count]:
            head = [d if a is None else a for a, d in zip(args, defaults, strict=False)]
            return call(*head, *args[count:])
        return call(*args)

    return filled


def every_pred(*preds: Any) -> Fn:
    calls = [as_fn(p) for p in preds]

    def every(*values: Any) -> bool:
        return all(truthy(call(value)) for value in values for call in calls)

    return every


def some_fn(*preds: Any) -> Fn:
    calls = [as_fn(p) for p in preds]

    def some(*values: Any) -> Any:
        result = None
        for value in values:
            for call in calls:
                result = call(value)
                if result is not None and result is not False:
                    return result
        return result

    return some


def apply(f: Any, *args: Any) -> Any:
    """`(apply f a b coll)`: the last argument is spread."""
    call = as_fn(f)
    if len(args) == 1:
        return call(*items_of(args[0]))
    return call(*args[:-1], *items_of(args[-1]))


def memoize(f: Any) -> Fn:
    call = as_fn(f)
    known: dict[Any, Any] = {}

    def remembered(*args: Any) -> Any:
        key = box(args)
        if key not in known:
            known[key] = call(*args)
        return known[key]

    return remembered


def trampoline(f: Any, *args: Any) -> Any:
    result = as_fn(f)(*args)
    while is_fn(result):
        result = result()
    return result


def comparator(pred: Any) -> Fn:
    call = as_fn(pred)

    def order(a: Any, b: Any) -> int:
        if truthy(call(a, b)):
            return -1
        return 1 if truthy(call(b, a)) else 0

    return order
