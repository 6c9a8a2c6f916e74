"""`flow/call-flow`: another flow, executed as a part of this run."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from breyta_runtime import limits
from breyta_runtime.engine.errors import JournalMismatch, LimitExceeded, RunError
from breyta_runtime.engine.events import RunEvent
from breyta_runtime.engine.execution import call_body, start
from breyta_runtime.engine.loading import load_child
from breyta_runtime.engine.options import name_of
from breyta_runtime.engine.outcomes import decode_result, encode_result, message_of
from breyta_runtime.engine.positions import call_site
from breyta_runtime.engine.state import wall_clock_ms
from breyta_runtime.journal import Outcome
from breyta_runtime.values import Map

if TYPE_CHECKING:
    from breyta_runtime.engine.run import Run

FAMILY = "call-flow"


def call_flow(run: Run, slug: str, given: Any, options: dict[str, Any]) -> Any:
    """The child's result.  Its steps are in the parent's journal and timeline, below its slug."""
    state, frame = run._state, run._frame
    computed = options.pop("options", None)
    if isinstance(computed, Mapping):
        options |= {name_of(key).replace("-", "_"): value for key, value in computed.items()}
    invocation = name_of(options.pop("invocation", None) or "default")
    if options:
        names = ", ".join(":" + name.replace("_", "-") for name in options)
        raise RunError(f"flow/call-flow :{slug}: {names} is not runnable by this version")
    if given is not None and not isinstance(given, Mapping):
        raise RunError(f"flow/call-flow :{slug} takes a map as input")
    _check_limits(run, slug)
    # The slash keeps the child apart from a step of the same name.
    key = state.next_key(f"{frame.prefix}{slug}/")
    position = frame.place(call_site(frame.filename))
    tell = _Teller(run, slug, key.path, key.occurrence, position)

    outcome = state.journal.find(key)
    if outcome is not None and outcome.ok:
        if outcome.family != FAMILY:
            raise JournalMismatch(f"run {run.id} did something else than :{slug} at {key.path}")
        state.pass_time(outcome.finished_ms)
        tell("child-finished", f"flow :{slug} was completed before")
        return decode_result(outcome.payload)

    child = load_child(frame.flow, slug)
    number = f"#{key.occurrence}" if key.occurrence > 1 else ""
    started, started_ms = time.perf_counter(), wall_clock_ms()
    tell("child-started", f"flow :{slug}")
    try:
        child_run = start(
            state,
            child,
            Map({}) if given is None else given,
            invocation,
            prefix=f"{frame.prefix}{slug}{number}/",
            depth=frame.depth + 1,
        )
        text = encode_result(slug, call_body(child, child_run))
    except Exception as error:
        error.add_note(f"    called by {position}  flow/call-flow :{slug}")
        tell("child-failed", f"flow :{slug} failed: {message_of(error)}")
        raise
    state.goes_on()
    kept = Outcome(FAMILY, True, text, started_ms, wall_clock_ms())
    outcome = state.journal.record(key, kept)
    state.pass_time(outcome.finished_ms)
    seconds = time.perf_counter() - started
    tell("child-finished", f"flow :{slug} finished in {seconds:.2f} s", seconds)
    return decode_result(outcome.payload)


def _check_limits(run: Run, slug: str) -> None:
    if run._frame.depth + 1 > limits.MAX_CALL_DEPTH:
        raise LimitExceeded(
            f"flow/call-flow :{slug} exceeds the nesting depth of {limits.MAX_CALL_DEPTH}"
        )
    run._state.children += 1
    if run._state.children > limits.MAX_CHILD_FLOWS:
        raise LimitExceeded(
            f"child-flows limit exceeded: a run may call {limits.MAX_CHILD_FLOWS} child flows"
        )


class _Teller:
    """Events of one child call, told from the parent's place."""

    def __init__(self, run: Run, slug: str, path: str, occurrence: int, position: str) -> None:
        self._run = run
        self._fields = {"label": slug, "path": path, "occurrence": occurrence}
        self._position = position

    def __call__(self, kind: str, message: str, seconds: float | None = None) -> None:
        state, frame = self._run._state, self._run._frame
        state.emit(
            RunEvent(
                kind,
                message,
                run_id=state.run_id,
                flow=frame.definition.slug,
                seconds=seconds,
                position=self._position,
                depth=frame.depth,
                family=FAMILY,
                **self._fields,  # type: ignore[arg-type]
            )
        )
