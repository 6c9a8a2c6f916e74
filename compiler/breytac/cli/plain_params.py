"""Parameters that are texts, read without pydantic.

typer converts every value with pydantic, whose import takes longer than linting a flow.  A text
needs no conversion, and a choice or a path hardly any.  typer asks each parameter for its
converter once and keeps it; ours is put there beforehand.  A typer that does it in another way
just goes on doing so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

_SLOT = "_runtime_param"
_TRUE = ("1", "true", "t", "yes", "y", "on")


@dataclass(frozen=True, slots=True)
class _Plain:
    """typer's protocol for converters: `coerce` gets what the command line gave."""

    kind: type[Any]
    several: bool

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if self.several else None
        if self.several:
            return [self._one(each, param, ctx) for each in value]
        return self._one(value, param, ctx)

    def _one(self, value: Any, param: Any, ctx: Any) -> Any:
        if isinstance(value, self.kind):
            return value
        if self.kind is bool:
            return str(value).lower() in _TRUE
        try:
            return self.kind(value)
        except ValueError as error:
            from typer import BadParameter

            choices = ", ".join(str(each.value) for each in self.kind)
            message = f"'{value}' is not one of: {choices}"
            raise BadParameter(message, ctx=ctx, param=param) from error


def read_plainly(command: Any) -> None:
    """Give the parameters of a command, or of a group and its commands, the plain converter where
    that will do; the others keep typer's."""
    for child in getattr(command, "commands", {}).values():
        read_plainly(child)
    listed = command.get_params

    def get_params(ctx: Any) -> Any:  # --help is among them, and made at the last moment
        params = listed(ctx)
        for param in params:
            annotation = getattr(getattr(param, "type_descriptor", None), "annotation", None)
            plain = _plain_for(annotation)
            if plain is not None and getattr(param, _SLOT, param) is None:
                setattr(param, _SLOT, plain)
        return params

    command.get_params = get_params


def _plain_for(annotation: Any) -> _Plain | None:
    if get_origin(annotation) in (Union, UnionType):
        left = [each for each in get_args(annotation) if each is not NoneType]
        return _plain_for(left[0]) if len(left) == 1 else None
    if get_origin(annotation) is list:
        (inner,) = get_args(annotation)
        return _Plain(inner, True) if _is_plain(inner) else None
    return _Plain(annotation, False) if _is_plain(annotation) else None


def _is_plain(kind: Any) -> bool:
    if kind in (str, bool):
        return True
    return isinstance(kind, type) and issubclass(kind, str) and issubclass(kind, Enum)
