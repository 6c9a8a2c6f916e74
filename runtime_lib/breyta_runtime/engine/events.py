"""What happens during a run, as data, and who is told about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

KINDS = (
    "run-started",
    "run-finished",
    "run-failed",
    "step-started",
    "step-finished",
    "step-failed",
    "step-retrying",
    "step-replayed",
    "step-skipped",
    "branch",
    "enter",
    "iteration",
    "poll",
    "child-started",
    "child-finished",
    "child-failed",
    "log",
)


@dataclass(frozen=True, slots=True)
class RunEvent:
    """One line of a run's timeline; `message` reads alone, the other fields are for programs."""

    kind: str
    message: str
    run_id: str = ""
    flow: str = ""
    step: str | None = None
    path: str | None = None
    occurrence: int | None = None
    family: str | None = None
    title: str | None = None
    label: str | None = None
    choice: str | None = None
    attempt: int | None = None
    seconds: float | None = None
    position: str | None = None
    """Where in the source, as "flows/x.clj:27:15"."""
    depth: int = 0
    """How many child flows this is inside."""


Listener = Callable[[RunEvent], None]

_LISTENERS: ContextVar[tuple[Listener, ...]] = ContextVar("breyta_run_listeners", default=())


def listeners() -> tuple[Listener, ...]:
    return _LISTENERS.get()


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tells `listener` of everything the runs started in this context do."""
    token = _LISTENERS.set((*_LISTENERS.get(), listener))
    try:
        yield
    finally:
        _LISTENERS.reset(token)
