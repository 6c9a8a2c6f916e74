"""The journal as the engine sees it.  Outcomes are text here; what it means is up to the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class StepKey:
    """One execution of a step in a run: its path, and how often the run has been there."""

    path: str
    occurrence: int


@dataclass(frozen=True, slots=True)
class Outcome:
    family: str
    ok: bool
    payload: str
    """The encoded result, or the encoded failure."""
    started_ms: int
    finished_ms: int
    attempts: int = 1
    title: str | None = None
    settled: bool = False
    """A failure the run went on after: it is as final as a result, and raised again on replay."""


@dataclass(frozen=True, slots=True)
class RunHeader:
    run_id: str
    flow: str
    invocation: str
    host: str
    started_ms: int


class RunJournal(Protocol):
    """The journal of one run."""

    @property
    def header(self) -> RunHeader:
        """As first recorded: a re-execution gets the start time of the first execution."""
        ...

    def find(self, key: StepKey) -> Outcome | None: ...

    def record(self, key: StepKey, outcome: Outcome) -> Outcome:
        """Returns once `outcome` is on disk.  The first result recorded for a key stays."""
        ...

    def perform(self, key: StepKey, effect: Callable[[Connection], Outcome]) -> Outcome:
        """Changes the workspace's store and records the outcome: both on disk, or neither.

        `effect` is not called when `key` has a final outcome; that one is returned then.
        """
        ...

    def settle(self, key: StepKey) -> None:
        """The run goes on after the failure recorded for `key`."""
        ...

    def finish(self, status: str, finished_ms: int, error: str | None = None) -> None: ...


class Journal(Protocol):
    def open(self, header: RunHeader) -> RunJournal:
        """The journal of a new run, or of one that is executed again."""
        ...
