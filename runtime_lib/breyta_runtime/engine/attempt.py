"""One execution of one step: what a host calls once per attempt, the same on every host."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from breyta_runtime.engine.durable import DurableFlow
from breyta_runtime.engine.events import RunEvent
from breyta_runtime.engine.options import StepOptions
from breyta_runtime.engine.outcomes import decode_result, encode_result, message_of
from breyta_runtime.engine.positions import (
    add_position,
    place,
    raise_site,
    shorten_traceback,
)
from breyta_runtime.engine.state import RunState, wall_clock_ms
from breyta_runtime.engine.timeouts import call_within
from breyta_runtime.journal import Outcome, StepKey
from breyta_runtime.steps import Family
from breyta_runtime.steps.context import StepContext, StoreEffect
from breyta_runtime.values import Map

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from breyta_runtime.definition import Definition


@dataclass(frozen=True, slots=True)
class FlowFrame:
    """Which flow code is running: the run's own, or that of a child it called."""

    flow: DurableFlow
    invocation: str
    prefix: str = ""
    """What the paths of its steps begin with: "billing/" in a child flow."""
    depth: int = 0

    @property
    def definition(self) -> Definition:
        return self.flow.definition

    @property
    def filename(self) -> str:
        """Of the generated module."""
        return self.flow.filename

    @property
    def source(self) -> str:
        return self.definition.source or self.filename

    def place(self, position: str | None) -> str:
        return place(self.source, position)


class StepCall:
    """A step on its way to an outcome."""

    def __init__(
        self,
        *,
        state: RunState,
        frame: FlowFrame,
        family: Family,
        step_id: str,
        key: StepKey,
        options: StepOptions,
        config: Map,
        position: str | None,
    ) -> None:
        self.state = state
        self.frame = frame
        self.family = family
        self.step_id = step_id
        self.key = key
        self.options = options
        self.config = config
        self.position = position
        self.attempts = 0
        self.error: Exception | None = None
        """What ended the last attempt."""
        self.value: Any = None
        """The result, once an attempt has returned."""
        self._started_ms = 0

    @property
    def name(self) -> str:
        return self.key.path

    @property
    def title(self) -> str:
        """What the timeline shows."""
        return f"{self.frame.prefix}{self.options.title or self.step_id}"

    def attempt(self) -> None:
        """Runs the step once.  When this returns, `value` is set and its outcome is on disk."""
        self.attempts += 1
        started = time.perf_counter()
        if self.attempts == 1:
            self._started_ms = wall_clock_ms()
            self.emit("step-started", f"step :{self.step_id}")
        try:
            value = self._run()
            if isinstance(value, StoreEffect):
                outcome = self._perform(value)
            else:
                outcome = self.record(encode_result(self.step_id, value), ok=True)
            # From the journal even now, so that a replay gives the flow nothing else.
            self.value = decode_result(outcome.payload)
        except Exception as error:
            self._failed(error, time.perf_counter() - started)
            raise
        seconds = time.perf_counter() - started
        self.emit(
            "step-finished", f"step :{self.step_id} finished in {seconds:.2f} s", seconds=seconds
        )

    def tries_again(self) -> bool:
        """Whether another attempt follows the one that just failed."""
        return self.error is not None and self.options.retry.again(self.error, self.attempts)

    def record(self, payload: str, *, ok: bool) -> Outcome:
        """Keeps an outcome; another process may have been faster, then its outcome counts."""
        stored = self.state.journal.record(self.key, self._outcome(payload, ok=ok))
        self.state.pass_time(stored.finished_ms)
        return stored

    def _perform(self, effect: StoreEffect) -> Outcome:
        """Does what a step does to the store in one transaction with keeping its outcome."""

        def perform(connection: Connection) -> Outcome:
            value = effect.apply(connection)
            return self._outcome(encode_result(self.step_id, value), ok=True)

        stored = self.state.journal.perform(self.key, perform)
        self.state.pass_time(stored.finished_ms)
        return stored

    def _outcome(self, payload: str, *, ok: bool) -> Outcome:
        return Outcome(
            family=self.family.name,
            ok=ok,
            payload=payload,
            started_ms=self._started_ms,
            finished_ms=wall_clock_ms(),
            attempts=self.attempts,
            title=self.options.title,
        )

    def emit(self, kind: str, message: str, *, seconds: float | None = None) -> None:
        self.state.emit(
            RunEvent(
                kind,
                message,
                run_id=self.state.run_id,
                flow=self.frame.definition.slug,
                step=self.step_id,
                path=self.key.path,
                occurrence=self.key.occurrence,
                family=self.family.name,
                title=self.options.title,
                attempt=self.attempts or None,
                seconds=seconds,
                position=self.frame.place(self.position),
                depth=self.frame.depth,
            )
        )

    def _run(self) -> Any:
        if self.options.mocked:
            return self.options.mock
        runner = self.family.runner()
        call = partial(runner, self.config, self._context())
        return call_within(self.options.timeout, f"step :{self.step_id}", call)

    def _context(self) -> StepContext:
        state, key = self.state, self.key
        return StepContext(
            run_id=state.run_id,
            flow_slug=self.frame.definition.slug,
            step_id=self.step_id,
            family=self.family.name,
            path=key.path,
            occurrence=key.occurrence,
            attempt=self.attempts,
            definition=self.frame.definition,
            idempotency_key=f"{state.run_id}:{key.path}:{key.occurrence}",
            timeout=self.options.timeout,
            now_ms=state.clock_ms,
            invocation=self.frame.invocation,
            host=state.host.name,
            log=partial(self.emit, "log"),
        )

    def _failed(self, error: Exception, seconds: float) -> None:
        self.error = error
        position = raise_site(error, self.frame.filename) or self.position
        add_position(error, self.frame.source, position, f"step :{self.step_id}")
        shorten_traceback(error, self.frame.filename)
        what = f"step :{self.step_id} failed"
        if self.tries_again():
            policy = self.options.retry
            gap = policy.gap_s(self.attempts)
            what = f"{what} (attempt {self.attempts} of {policy.max_attempts}), again in {gap:g} s"
            self.emit("step-retrying", f"{what}: {message_of(error)}", seconds=seconds)
        else:
            self.emit("step-failed", f"{what}: {message_of(error)}", seconds=seconds)
