"""Contexts to run steps in, without a run around them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from breyta_runtime.definition import Definition, Slot
from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import Map, kw


class Call(Protocol):
    """The fixture `call`: runs an :http step on slot :api, or another one."""

    def __call__(self, *, ctx: StepContext | None = None, **fields: Any) -> Any: ...


def m(**fields: Any) -> Map:
    """`m(response_as=…)` → {:response-as …}."""
    return Map({kw(name.replace("_", "-")): value for name, value in fields.items()})


def step_context() -> StepContext:
    return StepContext(
        run_id="run-1",
        flow_slug="orders",
        step_id="fetch",
        family="http",
        path="fetch",
        occurrence=1,
        attempt=1,
        definition=Definition("orders", "Orders"),
        idempotency_key="run-1:fetch:1",
        timeout=None,
        now_ms=0,
    )


def with_slots(context: StepContext, *slots: Slot) -> StepContext:
    return replace(context, definition=replace(context.definition, requires=slots))
