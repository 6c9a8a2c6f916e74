"""`Run`: what the code of a flow calls to do anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from breyta_runtime.engine import durations
from breyta_runtime.engine.attempt import FlowFrame, StepCall
from breyta_runtime.engine.errors import (
    JournalMismatch,
    LimitExceeded,
    RunError,
    UnsupportedStep,
)
from breyta_runtime.engine.events import RunEvent
from breyta_runtime.engine.options import name_of, split_options
from breyta_runtime.engine.outcomes import (
    decode_failure,
    decode_result,
    encode_failure,
    encode_result,
    failure_value,
)
from breyta_runtime.engine.positions import add_position, call_site
from breyta_runtime.engine.state import RunState
from breyta_runtime.journal import Outcome
from breyta_runtime.steps import FAMILIES, Family, closest_family
from breyta_runtime.values import Keyword, Map, iter_of, kw, truthy

if TYPE_CHECKING:
    from breyta_runtime.definition import Definition

_EMPTY = Map({})


class Run:
    """One execution of a flow's body.  The body must do the same again when it is executed again.

    Everything that is not a function of the input goes through here, and is remembered.
    """

    def __init__(self, state: RunState, frame: FlowFrame, input: Map) -> None:
        self._state = state
        self._frame = frame
        self._input = input
        self._polling = 0

    @property
    def id(self) -> str:
        return self._state.run_id

    @property
    def definition(self) -> Definition:
        return self._frame.definition

    def input(self) -> Map:
        """The run's input: setup values and what the invocation asks for, by keyword."""
        return self._input

    # Steps

    def step(self, family: Any, step_id: Any, config: Map | None = None, /, **fields: Any) -> Any:
        """The result of a step: from the journal if it was completed before, else by doing it."""
        if config is None:
            config = (
                Map({_field(name): value for name, value in fields.items()}) if fields else _EMPTY
            )
        return self._step(name_of(family), name_of(step_id), config)

    def _step(self, family_name: str, step_id: str, config: Map) -> Any:
        position = call_site(self._frame.filename)
        try:
            if not isinstance(config, Map):
                raise RunError(f"the config of step :{step_id} must be a map")
            self._state.count_step()
            family = self._family(family_name, step_id, position)
            options, fields = split_options(
                family_name, config, families=family.names, own_timeout=family.own_timeout
            )
        except Exception as error:
            self._note(error, position, f"step :{step_id}")
            raise
        call = StepCall(
            state=self._state,
            frame=self._frame,
            family=family,
            step_id=step_id,
            key=self._state.next_key(self._frame.prefix + step_id),
            options=options,
            config=fields,
            position=position,
        )
        outcome = self._state.journal.find(call.key)
        if outcome is not None:
            self._check_same(call, outcome)
            if outcome.ok:
                return self._replayed(call, outcome)
            if outcome.settled:
                return self._failed_again(call, outcome)
        self._state.goes_on()
        try:
            self._state.host.execute(call)
        except RunError:
            raise
        except Exception as error:
            return self._failed(call, error)
        return call.value

    def _replayed(self, call: StepCall, outcome: Outcome) -> Any:
        self._state.pass_time(outcome.finished_ms)
        call.emit("step-replayed", f"step :{call.step_id} was completed before")
        return decode_result(outcome.payload)

    def _failed_again(self, call: StepCall, outcome: Outcome) -> Any:
        """A failure the run once went on after: it must go the same way again."""
        self._state.pass_time(outcome.finished_ms)
        call.emit("step-replayed", f"step :{call.step_id} failed before")
        error = decode_failure(outcome.payload)
        if self._polling:
            return failure_value(error)
        raise error

    def _failed(self, call: StepCall, error: Exception) -> Any:
        if error is not call.error:
            raise error
        policy = call.options.on_error
        if policy.strategy == "skip":
            default = policy.default if policy.has_default else failure_value(error, skipped=True)
            outcome = call.record(encode_result(call.step_id, default), ok=True)
            call.emit("step-skipped", f"step :{call.step_id} skipped after its failure")
            return decode_result(outcome.payload)
        call.record(encode_failure(error), ok=False)
        self._state.failed(call.key)
        if self._polling:
            return failure_value(error)
        raise error

    def _family(self, name: str, step_id: str, position: str | None) -> Family:
        family = FAMILIES.get(name)
        if family is not None and family.module is not None:
            return family
        at = f"at {self._frame.place(position)}"
        packaged = self.definition.step(name) or self.definition.agent(name)
        if family is not None or packaged is not None:
            raise UnsupportedStep(
                f"step :{step_id} of family :{name} {at} is not runnable by this version"
            )
        close = closest_family(name)
        raise UnsupportedStep(
            f"step :{step_id} {at} has the unknown family :{name}",
            hint=f"did you mean :{close}?" if close else None,
        )

    def _check_same(self, call: StepCall, outcome: Outcome) -> None:
        if outcome.family != call.family.name:
            raise JournalMismatch(
                f"run {self.id} completed a :{outcome.family} step where the flow now has the"
                f" :{call.family.name} step :{call.step_id}; start a new run of the changed flow"
            )

    # What the timeline is told

    def branch(
        self, label: str, test: Any, /, *, yes: str | None = None, no: str | None = None
    ) -> bool:
        """Whether a labelled decision takes its first branch."""
        taken = truthy(test)
        choice = (yes or "yes") if taken else (no or "no")
        self._tell("branch", f"{label}: {choice}", label=label, choice=choice)
        return taken

    def enter(self, label: str, choice: str | None = None, /) -> None:
        """Marks a labelled form, and which of its clauses was chosen."""
        message = f"{label}: {choice}" if choice else label
        self._tell("enter", message, label=label, choice=choice)

    def loop(self, label: str | None, /, *, max_iterations: int | None = None) -> Iterator[int]:
        """1, 2, … for a loop that leaves by itself; fails beyond `max_iterations`."""
        number = 0
        shown = label or "loop"
        while True:
            number += 1
            if max_iterations is not None and number > max_iterations:
                raise LimitExceeded(
                    f'loop "{shown}" did not end within its :max-iterations of {max_iterations}'
                )
            if label is not None:
                of = f" of at most {max_iterations}" if max_iterations is not None else ""
                self._tell("iteration", f"{label}: iteration {number}{of}", label=label)
            yield number

    def each(self, label: str, items: Any, /) -> Iterator[Any]:
        """The items of a labelled `for` or `doseq`, one iteration each."""
        total = f" of {len(items)}" if hasattr(items, "__len__") else ""
        for number, item in enumerate(iter_of(items), 1):
            self._tell("iteration", f"{label}: item {number}{total}", label=label)
            yield item

    def _tell(
        self, kind: str, message: str, *, label: str | None = None, choice: str | None = None
    ) -> None:
        self._state.emit(
            RunEvent(
                kind,
                message,
                run_id=self._state.run_id,
                flow=self.definition.slug,
                label=label,
                choice=choice,
                position=self._frame.place(call_site(self._frame.filename)),
                depth=self._frame.depth,
            )
        )

    # Time

    def now_ms(self) -> int:
        """The logical time in ms: it passes with every step, and is the same on re-execution."""
        return self._state.clock_ms

    def elapsed(self, start: Any, duration: Any, /) -> bool:
        """Whether `duration` ("10s", or ms) has passed since `start`, a time from `now_ms`."""
        return bool(self.now_ms() - start >= durations.milliseconds(duration, "flow/elapsed?"))

    def backoff(self, first: Any, attempt: int = 1, config: Any = None, /) -> int:
        """The gap in ms after an attempt: of `("10s")`, `("10s" attempt {:type …})`, or of one map
        `{:interval "10s" :attempt 2 :type :exponential …}`."""
        if isinstance(first, Map):
            config, attempt = first, first.get(kw("attempt"), attempt)
            first = first.get(kw("interval"), 1_000)
        gap = durations.parse_backoff(config, "flow/backoff")
        return gap.gap_ms(durations.milliseconds(first, "flow/backoff"), attempt)

    # Slots, polls and child flows

    def slot_bound(self, slot: Any, /) -> bool:
        """Whether a connection slot can be used where the flow runs."""
        from breyta_runtime.connections import slot_bound

        return slot_bound(self.definition, name_of(slot))

    def poll(self, body: Callable[[], Any], /, **config: Any) -> Any:
        """The first result of `body` that `return_on` accepts; see `engine.poll`."""
        from breyta_runtime.engine.poll import poll

        return poll(self, body, **config)

    def call_flow(self, slug: Any, input: Any = None, /, **options: Any) -> Any:
        """The output of another flow, executed as a part of this run."""
        from breyta_runtime.engine.children import call_flow

        return call_flow(self, name_of(slug), input, options)

    def _note(self, error: BaseException, position: str | None, what: str) -> None:
        add_position(error, self._frame.source, position, what)


@lru_cache(maxsize=1024)
def _field(name: str) -> Keyword:
    return kw(name.replace("_", "-"))
