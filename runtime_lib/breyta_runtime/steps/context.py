"""What a step's implementation is told about the step it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from breyta_runtime.definition import Definition
    from breyta_runtime.values import Map


def _silent(_message: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class StepContext:
    """One attempt of one step.  The same step in a loop differs by `occurrence` only."""

    run_id: str
    flow_slug: str
    step_id: str
    family: str
    path: str
    """Where the step is: its id, after the child flows it is in ("billing/charge")."""
    occurrence: int
    """1 for the first time this run gets to `path`, then 2, …"""
    attempt: int
    """1 for the first try, then 2, … as `:retry` allows."""
    definition: Definition
    idempotency_key: str
    """The same for every attempt and every re-execution of this occurrence."""
    timeout: float | None
    """Seconds left by the step's `:timeout`; clients should stop by themselves before it."""
    now_ms: int
    """The run's logical time: the same when the run is executed again."""
    invocation: str = "default"
    host: str = "offline"
    """"prefect" or "offline"."""
    log: Callable[[str], None] = _silent
    """Adds a line to the run's timeline.  Never give it a secret."""


@dataclass(frozen=True, slots=True)
class StoreEffect:
    """What a step is going to do to the workspace's store.

    A runner returns it instead of a value: the engine does it in one transaction with recording
    the step's outcome, so that it happens exactly once even if the process dies at any moment.
    """

    apply: Callable[[Connection], Any]
    """Gives the step's value; raising undoes what it did."""


class StepRunner(Protocol):
    """The `run` of a step family's module.

    `config` holds the step's own fields; the common options (`:title :timeout :retry :on-error
    :persist :metering :review :confirm :breakpoint :mock :type`) are dealt with before.
    """

    def __call__(self, config: Map, ctx: StepContext, /) -> Any: ...
