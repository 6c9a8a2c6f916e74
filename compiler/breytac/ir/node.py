"""`@node`: a frozen dataclass with slots whose equality is identity.

There are dozens of kinds of expressions.  Having dataclass write six methods for each took a fifth
of the time of linting a file; they share theirs, and only `__init__` is made for each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def node(cls: type[T]) -> type[T]:
    cls.__doc__ = cls.__doc__ or cls.__name__  # without one, dataclass works out a signature
    made: Any = dataclass(slots=True, init=False, repr=False, eq=False)(cls)
    made.__init__ = _init(made)
    for name, method in _SHARED.items():
        setattr(made, name, method)
    return made  # type: ignore[no-any-return]


def _init(cls: Any) -> Callable[..., None]:
    """`__init__` as dataclass would write it: fields in order, keyword-only ones at the end."""
    known: dict[str, Any] = {"_set": object.__setattr__}
    ordered = sorted(fields(cls), key=lambda each: bool(each.kw_only))
    parameters = ["self"]
    body = []
    for each in ordered:
        if each.kw_only and "*" not in parameters:
            parameters.append("*")
        value = each.name
        if each.default is not MISSING:
            known[f"_{each.name}"] = each.default
            parameters.append(f"{each.name}=_{each.name}")
        elif each.default_factory is not MISSING:
            known[f"_{each.name}"] = each.default_factory
            parameters.append(f"{each.name}=_set")
            value = f"_{each.name}() if {each.name} is _set else {each.name}"
        else:
            parameters.append(each.name)
        body.append(f"    _set(self, {each.name!r}, {value})")
    text = f"def __init__({', '.join(parameters)}):\n" + "\n".join(body or ["    pass"])
    exec(text, known)
    made: Callable[..., None] = known["__init__"]
    return made


def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
    return f"{type(self).__name__}({', '.join(shown)})"


def _frozen(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r} of {type(self).__name__}")


def _get_state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_SHARED: dict[str, Any] = {
    "__repr__": _repr,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__getstate__": _get_state,
    "__setstate__": _set_state,
}
