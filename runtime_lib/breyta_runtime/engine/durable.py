"""`durable(definition)`: makes the body of a flow a function that Prefect, or anyone, can call."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from breyta_runtime.definition import Definition
    from breyta_runtime.engine.run import Run

Body = Callable[["Run"], Any]
FlowFunction = Callable[..., Any]

FLOW_ATTRIBUTE = "__breyta_flow__"


@dataclass(frozen=True, slots=True)
class DurableFlow:
    """A flow of a generated module."""

    definition: Definition
    body: Body

    @property
    def filename(self) -> str:
        """The module's file, as tracebacks name it."""
        return self.body.__code__.co_filename


def durable(definition: Definition) -> Callable[[Body], FlowFunction]:
    """Turns `body(run)` into `fn(inputs=None, invocation="default")`, which returns JSON data.

    Inside a Prefect flow run the function makes task runs; called on its own it needs no server.
    """

    def decorate(body: Body) -> FlowFunction:
        flow = DurableFlow(definition, body)

        def entry(inputs: dict[str, Any] | None = None, invocation: str = "default") -> Any:
            from breyta_runtime.engine.execution import execute

            return execute(flow, inputs, invocation)

        _pass_for(entry, body)
        entry.__doc__ = body.__doc__ or definition.description or definition.name
        entry.__signature__ = _SIGNATURE  # type: ignore[attr-defined]
        entry.__annotations__ = dict(_ANNOTATIONS)
        setattr(entry, FLOW_ATTRIBUTE, flow)
        return entry

    return decorate


_ANNOTATIONS = {"inputs": dict[str, Any] | None, "invocation": str, "return": Any}
_SIGNATURE = inspect.Signature(
    [
        inspect.Parameter(
            name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=kind
        )
        for name, default, kind in (
            ("inputs", None, _ANNOTATIONS["inputs"]),
            ("invocation", "default", _ANNOTATIONS["invocation"]),
        )
    ],
    return_annotation=Any,
)


def _pass_for(entry: Callable[..., Any], body: Body) -> None:
    """Gives `entry` the name and the place of `body`.

    Prefect takes a flow's entrypoint and version from the file of its code, which has to be the
    generated module and not this one.
    """
    place = body.__code__
    entry.__code__ = entry.__code__.replace(
        co_filename=place.co_filename,
        co_firstlineno=place.co_firstlineno,
        co_name=place.co_name,
        co_qualname=place.co_qualname,
    )
    entry.__name__ = body.__name__
    entry.__qualname__ = body.__qualname__
    entry.__module__ = body.__module__


def flow_of(value: Any) -> DurableFlow | None:
    """The flow behind a function made by `durable`, or behind a Prefect flow around one."""
    found = getattr(value, FLOW_ATTRIBUTE, None) or getattr(
        getattr(value, "fn", None), FLOW_ATTRIBUTE, None
    )
    return found if isinstance(found, DurableFlow) else None
