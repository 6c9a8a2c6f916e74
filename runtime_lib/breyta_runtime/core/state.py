"""Atoms, volatiles, delays; exceptions as values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from breyta_runtime.core.functions import as_fn
from breyta_runtime.core.sequences import seq_to_map_for_destructuring
from breyta_runtime.values.classes import class_name
from breyta_runtime.values.equality import equal
from breyta_runtime.values.errors import ClassCast, ExInfo, IllegalArgument, NullPointer
from breyta_runtime.values.kinds import MapLike
from breyta_runtime.values.maps import Map
from breyta_runtime.values.names import kw
from breyta_runtime.values.refs import Atom, Delay, Reduced, Volatile


def _atom(value: Any) -> Atom:
    if type(value) is not Atom:
        raise _cast(value, "clojure.lang.IAtom")
    return value


def _cast(value: Any, wanted: str) -> Exception:
    if value is None:
        return NullPointer(f'Cannot invoke a method of "{wanted}" because the value is null')
    return ClassCast(f"class {class_name(value)} cannot be cast to class {wanted}")


def atom(value: Any, *options: Any) -> Atom:
    """`(atom x :meta m :validator f)`."""
    given = seq_to_map_for_destructuring(options)
    validator = given.lookup(kw("validator"))
    return Atom(value, None if validator is None else as_fn(validator), given.lookup(kw("meta")))


def swap(ref: Any, f: Any, *args: Any) -> Any:
    found = _atom(ref)
    return found.set(as_fn(f)(found.value, *args))


def reset(ref: Any, value: Any) -> Any:
    return _atom(ref).set(value)


def swap_vals(ref: Any, f: Any, *args: Any) -> tuple[Any, Any]:
    before = _atom(ref).value
    return (before, swap(ref, f, *args))


def reset_vals(ref: Any, value: Any) -> tuple[Any, Any]:
    before = _atom(ref).value
    return (before, reset(ref, value))


def compare_and_set(ref: Any, old: Any, new: Any) -> bool:
    """Compares by value: identity of equal values means nothing here."""
    if not equal(_atom(ref).value, old):
        return False
    ref.set(new)
    return True


def volatile(value: Any) -> Volatile:
    return Volatile(value)


def _volatile(value: Any) -> Volatile:
    if type(value) is not Volatile:
        raise _cast(value, "clojure.lang.Volatile")
    return value


def vreset(ref: Any, value: Any) -> Any:
    _volatile(ref).value = value
    return value


def vswap(ref: Any, f: Any, *args: Any) -> Any:
    """`(vswap! v f a …)`."""
    return vreset(ref, as_fn(f)(_volatile(ref).value, *args))


def delay(thunk: Callable[[], Any]) -> Delay:
    """`(delay body)`, the body as a thunk."""
    return Delay(thunk)


def force(value: Any) -> Any:
    return value.force() if type(value) is Delay else value


def deref(ref: Any, _timeout_ms: Any = None, _default: Any = None) -> Any:
    kind = type(ref)
    if kind is Atom or kind is Volatile or kind is Reduced:
        return ref.value
    if kind is Delay:
        return ref.force()
    raise _cast(ref, "java.util.concurrent.Future")


# -- exceptions -----------------------------------------------------------------------------------


def ex_info(message: Any, data: Any, cause: Any = None) -> ExInfo:
    if not isinstance(message, str | None):
        raise ClassCast(f"class {class_name(message)} cannot be cast to class java.lang.String")
    if data is None:
        raise IllegalArgument("Additional data must be non-nil.")
    if not isinstance(data, (Map, MapLike)):
        raise ClassCast(
            f"class {class_name(data)} cannot be cast to class clojure.lang.IPersistentMap"
        )
    return ExInfo(message, data, cause)


def ex_data(error: Any) -> Any:
    return error.data if isinstance(error, ExInfo) else None


def ex_message(error: Any) -> Any:
    if not isinstance(error, BaseException):
        return None
    return getattr(error, "message", None) if hasattr(error, "message") else str(error)


def ex_cause(error: Any) -> Any:
    if not isinstance(error, BaseException):
        return None
    found = getattr(error, "cause", None)
    return found if found is not None else error.__cause__
