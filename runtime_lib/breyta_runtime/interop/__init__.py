"""Java interop: the documented classes, and nothing else.

The compiler resolves class names and static members here, so that a flow that reaches outside the
allowlist does not compile; methods are dispatched on the target's class when the flow runs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from breyta_runtime.interop.classes import (
    CLASSES,
    EXCEPTIONS,
    HINTS,
    METHOD_HINTS,
    SIMPLE,
)
from breyta_runtime.interop.table import ClassSpec, Member
from breyta_runtime.values.classes import JavaClass, class_name, is_instance
from breyta_runtime.values.equality import equal
from breyta_runtime.values.errors import (
    ClojureError,
    ExInfo,
    IllegalArgument,
    NullPointer,
)
from breyta_runtime.values.hashing import java_string_hash
from breyta_runtime.values.printing import str_of

__all__ = [
    "call_method",
    "call_static",
    "class_hint",
    "construct",
    "constructor",
    "has_field",
    "instance_of",
    "lookup_static",
    "member_hint",
    "method_arities",
    "method_hint",
    "resolve_class",
    "static",
    "static_field",
]


# -- for the compiler -------------------------------------------------------------------------


def resolve_class(symbol: str) -> str | None:
    """The canonical name of a class flows may name, given in full or by its simple name."""
    if symbol in CLASSES or symbol in EXCEPTIONS:
        return symbol
    return SIMPLE.get(symbol)


def class_hint(symbol: str) -> str | None:
    """What to use instead of a class that is not allowed."""
    if symbol in HINTS:
        return HINTS[symbol]
    return next((hint for name, hint in HINTS.items() if name.endswith(f".{symbol}")), None)


def lookup_static(cls: str, member: str) -> Member | None:
    """The static method of a class; None for fields and for what is not allowed."""
    spec = CLASSES.get(resolve_class(cls) or "")
    return None if spec is None else spec.statics.get(member)


def has_field(cls: str, member: str) -> bool:
    spec = CLASSES.get(resolve_class(cls) or "")
    return spec is not None and member in spec.fields


def member_hint(cls: str, member: str) -> str | None:
    """Why a member is not allowed, or which ones there are."""
    spec = CLASSES.get(resolve_class(cls) or "")
    if spec is None:
        return class_hint(cls)
    if member in spec.refused:
        return spec.refused[member]
    known = sorted((*spec.statics, *spec.fields))
    return f"{spec.simple} has {', '.join(known)}" if known else None


def constructor(cls: str) -> Member | None:
    """The constructor of a class, exceptions included."""
    name = resolve_class(cls) or ""
    if name in EXCEPTIONS:
        return Member(partial(_exception, EXCEPTIONS[name]), 0, 2)
    spec = CLASSES.get(name)
    return None if spec is None else spec.constructor


def method_arities(name: str) -> tuple[tuple[int, int | None], ...]:
    """How many arguments (the target not counted) the methods of that name take; () for none."""
    known = _ANY.get(name), _THROWABLE.get(name)
    found = [*known, *(spec.methods.get(name) for spec in CLASSES.values())]
    return tuple({(m.low, m.high) for m in found if m is not None})


def method_hint(name: str) -> str | None:
    """What to use instead of a method no allowed class has."""
    if name in METHOD_HINTS:
        return METHOD_HINTS[name]
    return next((s.refused[name] for s in CLASSES.values() if name in s.refused), None)


# -- for generated code -----------------------------------------------------------------------


def static(cls: str, member: str) -> Callable[..., Any]:
    """A static method as a function: `static("java.time.LocalDate", "of")`."""
    found = lookup_static(cls, member)
    if found is None:
        raise IllegalArgument(f"{cls}/{member} is not available: {member_hint(cls, member)}")
    name, call = f"{cls}/{member}", found.call

    def invoke(*args: Any) -> Any:
        if not found.accepts(len(args)):
            raise IllegalArgument(f"{name} does not take {len(args)} arguments")
        try:
            return call(*args)
        except (TypeError, AttributeError, IndexError) as error:
            raise _mismatch("static method", member, cls, args, error) from None

    return invoke


def call_static(cls: str, member: str, /, *args: Any) -> Any:
    return static(cls, member)(*args)


def static_field(cls: str, member: str) -> Any:
    if not has_field(cls, member):
        raise IllegalArgument(f"{cls}/{member} is not available: {member_hint(cls, member)}")
    return CLASSES[resolve_class(cls) or ""].fields[member]


def construct(cls: str, /, *args: Any) -> Any:
    """`(Class. args)`."""
    found = constructor(cls)
    if found is None:
        raise IllegalArgument(f"{cls} cannot be constructed here")
    if not found.accepts(len(args)):
        raise IllegalArgument(f"{cls} has no constructor with {len(args)} arguments")
    try:
        return found.call(*args)
    except (TypeError, AttributeError) as error:
        raise _mismatch("constructor", cls, cls, args, error) from None


def call_method(name: str, target: Any, /, *args: Any) -> Any:
    """`(.name target args)`."""
    if target is None:
        raise NullPointer(f"Cannot call .{name}: the target is nil")
    found = _method(name, target)
    if found is None or not found.accepts(len(args)):
        _refuse(name, target, args)
    try:
        return found.call(target, *args)
    except (TypeError, AttributeError, IndexError) as error:
        raise _mismatch("method", name, class_name(target), args, error) from None


def instance_of(cls: str, value: Any) -> bool:
    """`(instance? Class value)`."""
    name = resolve_class(cls) or cls
    spec = CLASSES.get(name)
    if spec is None or not spec.types or name == "java.math.BigInteger":
        return is_instance(JavaClass(name), value)
    if name == "java.time.ZoneId":
        return isinstance(value, (*spec.types, *CLASSES["java.time.ZoneOffset"].types))
    return isinstance(value, spec.types)


def _exception(kind: type[ClojureError], *args: Any) -> ClojureError:
    """`(RuntimeException. message cause)`, either of which may be left out."""
    message, cause = (*args, None, None)[:2]
    if len(args) == 1 and isinstance(message, BaseException):
        return kind(str_of(message), message)
    if not isinstance(message, str | None) or not isinstance(cause, BaseException | None):
        raise TypeError("a message and a cause are expected")
    return kind(message, cause)


# -- dispatch ---------------------------------------------------------------------------------

_BY_TYPE: dict[type, ClassSpec] = {kind: spec for spec in CLASSES.values() for kind in spec.types}


def _hash_code(value: Any) -> int:
    if isinstance(value, str):
        return java_string_hash(value)
    if isinstance(value, bool):
        return 1231 if value else 1237
    if isinstance(value, int) and -(1 << 63) <= value < 1 << 63:
        folded = (value ^ (value & (1 << 64) - 1) >> 32) & 0xFFFFFFFF
        return folded - (1 << 32) if folded >> 31 else folded
    raise IllegalArgument(f".hashCode is not available for {class_name(value)}; use (hash x)")


_ANY: dict[str, Member] = {
    "toString": Member(str_of, 0, 0),
    "equals": Member(equal, 1, 1),
    "hashCode": Member(_hash_code, 0, 0),
}
_THROWABLE: dict[str, Member] = {
    "getMessage": Member(lambda e: e.message if isinstance(e, ClojureError) else str(e), 0, 0),
    "getCause": Member(lambda e: e.cause if isinstance(e, ClojureError) else None, 0, 0),
    "getData": Member(lambda e: e.data if isinstance(e, ExInfo) else None, 0, 0),
}


def _method(name: str, target: Any) -> Member | None:
    spec = _BY_TYPE.get(type(target))
    if spec is not None and name in spec.methods:
        return spec.methods[name]
    if name in _THROWABLE and isinstance(target, BaseException):
        return _THROWABLE[name]
    return _ANY.get(name)


def _refuse(name: str, target: Any, args: tuple[Any, ...]) -> NoReturn:
    spec = _BY_TYPE.get(type(target))
    hint = (spec.refused.get(name) if spec is not None else None) or METHOD_HINTS.get(name)
    raise IllegalArgument(
        f"No matching method {name} found taking {len(args)} args for class {class_name(target)}"
        + (f"; {hint}" if hint else "")
    )


def _mismatch(
    what: str, name: str, cls: str, args: tuple[Any, ...], error: Exception
) -> IllegalArgument:
    shown = ", ".join(class_name(arg) for arg in args)
    return IllegalArgument(f"No matching {what} {name} of {cls} for ({shown})", error)
