"""What compiled control flow leans on: bounds of loops and recursion, errors of dispatch."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import chain, repeat
from typing import Any, ParamSpec, TypeVar

from breyta_runtime.limits import FUNCTION_CALL_LIMIT, FUNCTION_LOOP_LIMIT, RECURSION_DEPTH
from breyta_runtime.values.errors import Arity, IllegalArgument, LimitExceeded

P = ParamSpec("P")
R = TypeVar("R")


def bounded() -> Iterator[None]:
    """The turns of a loop that ends by itself: `for _ in bounded():`, an error when it does not."""
    return chain(repeat(None, FUNCTION_LOOP_LIMIT), _exhausted())


def _exhausted() -> Iterator[None]:
    raise LimitExceeded(f"a loop took more than {FUNCTION_LOOP_LIMIT} turns without ending")
    yield


class _Calls(threading.local):
    depth = 0
    count = 0


_calls = _Calls()


def recursive(function: Callable[P, R]) -> Callable[P, R]:
    """Bound a function that calls itself: how often, and how deep."""

    @wraps(function)
    def counted(*args: P.args, **kwargs: P.kwargs) -> R:
        calls = _calls
        if calls.depth == 0:
            return _outermost(function, *args, **kwargs)
        calls.count += 1
        if calls.count > FUNCTION_CALL_LIMIT:
            raise LimitExceeded(f"{function.__name__} called itself {FUNCTION_CALL_LIMIT} times")
        return function(*args, **kwargs)

    return counted


def _outermost(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The call everything starts from: it has room to recurse, and counts anew."""
    before = sys.getrecursionlimit()
    _calls.depth, _calls.count = 1, 0
    sys.setrecursionlimit(max(before, RECURSION_DEPTH))
    try:
        return function(*args, **kwargs)
    except RecursionError:
        raise RecursionError(f"{function.__name__} calls itself too deeply") from None
    finally:
        _calls.depth = 0
        sys.setrecursionlimit(before)


def wrong_arity(name: str, count: int) -> Arity:
    return Arity(f"Wrong number of args ({count}) passed to: {name}")


def no_case(value: Any) -> IllegalArgument:
    from breyta_runtime.values.printing import str_

    return IllegalArgument(f"No matching clause: {str_(value)}")


def or_(*values: Any) -> Any:
    """The first value that is neither nil nor false, else the last one."""
    for value in values:
        if value is not None and value is not False:
            return value
    return values[-1]


def and_(*values: Any) -> Any:
    """The first value that is nil or false, else the last one."""
    for value in values:
        if value is None or value is False:
            return value
    return values[-1]
