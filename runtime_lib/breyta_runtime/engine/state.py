"""What one execution of a run keeps track of, shared with the child flows it calls."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from breyta_runtime import limits
from breyta_runtime.engine.durations import format_ms
from breyta_runtime.engine.errors import LimitExceeded
from breyta_runtime.engine.events import Listener, RunEvent
from breyta_runtime.journal import RunJournal, StepKey

if TYPE_CHECKING:
    from breyta_runtime.engine.attempt import StepCall


class Host(Protocol):
    """Where a run happens."""

    @property
    def name(self) -> str: ...

    def execute(self, call: StepCall) -> None:
        """Calls `call.attempt()` until it returns or is not to be tried again; shows it."""
        ...

    def notify(self, event: RunEvent) -> None: ...


def wall_clock_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(slots=True)
class RunState:
    run_id: str
    host: Host
    journal: RunJournal
    listeners: tuple[Listener, ...] = ()
    clock_ms: int = 0
    """The logical time: when the run started, or when its last step was over."""
    executions: int = 0
    children: int = 0
    _occurrences: dict[str, int] = field(default_factory=dict)
    _unsettled: list[StepKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock_ms = self.journal.header.started_ms

    def next_key(self, path: str) -> StepKey:
        number = self._occurrences.get(path, 0) + 1
        self._occurrences[path] = number
        return StepKey(path, number)

    def count_step(self) -> None:
        self.executions += 1
        if self.executions > limits.MAX_STEP_EXECUTIONS:
            raise LimitExceeded(
                f"max step executions exceeded: a run may execute {limits.MAX_STEP_EXECUTIONS}"
                " steps",
                hint="split the work into child flows or several runs",
            )
        if self.clock_ms - self.journal.header.started_ms > limits.MAX_RUN_DURATION_MS:
            longest = format_ms(limits.MAX_RUN_DURATION_MS)
            raise LimitExceeded(f"max workflow duration exceeded: a run may take {longest}")

    def pass_time(self, finished_ms: int) -> None:
        self.clock_ms = max(self.clock_ms, finished_ms)

    def failed(self, key: StepKey) -> None:
        self._unsettled.append(key)

    def goes_on(self) -> None:
        """Something new happens: failures so far were dealt with, and are final from now on."""
        while self._unsettled:
            self.journal.settle(self._unsettled.pop())

    def emit(self, event: RunEvent) -> None:
        self.host.notify(event)
        for listener in self.listeners:
            self._tell(listener, event)

    def _tell(self, listener: Callable[[RunEvent], Any], event: RunEvent) -> None:
        try:
            listener(event)
        except Exception:
            # Whoever looks on (a terminal that went away) must not fail the run.
            self.listeners = tuple(each for each in self.listeners if each is not listener)
