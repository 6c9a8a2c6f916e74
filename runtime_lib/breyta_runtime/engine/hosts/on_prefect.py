"""The host inside a Prefect flow run: one task run per step, one log line per decision."""

from __future__ import annotations

from typing import Any

from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext
from prefect.exceptions import MissingContextError
from prefect.logging import get_run_logger

from breyta_runtime.engine.attempt import StepCall
from breyta_runtime.engine.errors import StepTimeout
from breyta_runtime.engine.events import RunEvent
from breyta_runtime.engine.options import RetryPolicy
from breyta_runtime.engine.outcomes import message_of
from breyta_runtime.engine.state import Host

MAX_DELAYS = 50
"""Prefect takes no more delays per task, and repeats the last one."""

_LOGGED = frozenset(
    {
        "branch",
        "enter",
        "iteration",
        "poll",
        "child-started",
        "child-finished",
        "child-failed",
        "step-replayed",
        "step-skipped",
        "log",
    }
)
"""Prefect itself tells of runs and of steps that start, finish, fail and are tried again."""


def flow_run_id() -> str | None:
    """The flow run this code is in, if any."""
    context = FlowRunContext.get()
    return None if context is None or context.flow_run is None else str(context.flow_run.id)


class PrefectHost(Host):
    name = "prefect"

    def execute(self, call: StepCall) -> None:
        policy = call.options.retry
        task: Task[[], None] = Task(
            _TaskBody(call),
            name=call.name,
            description=call.title,
            # A function, because Prefect would fill in a string's braces.
            task_run_name=lambda: call.title,
            retries=policy.max_attempts - 1,
            retry_delay_seconds=_delays(policy),
            retry_condition_fn=lambda *_: call.tries_again(),
            retry_jitter_factor=None,
            # The journal is the truth; the timeout is ours too, the same as without a server.
            cache_policy=NO_CACHE,
            persist_result=False,
        )
        try:
            task()
        except _TimedOut as error:
            raise error.original from None

    def notify(self, event: RunEvent) -> None:
        if event.kind not in _LOGGED:
            return
        try:
            logger = get_run_logger()
        except MissingContextError:
            return
        logger.info("%s%s", "  " * event.depth, event.message)


class _TimedOut(TimeoutError):
    """How a task tells Prefect that it timed out; the flow's own error stays an ordinary one."""

    def __init__(self, original: StepTimeout) -> None:
        super().__init__(original.message)
        self.original = original


class _TaskBody:
    """Not a plain function: Prefect reads the source of those, for a cache that is off."""

    def __init__(self, call: StepCall) -> None:
        self._call = call

    def __call__(self) -> None:
        # The result does not go through Prefect, which would look for futures in all of it.
        try:
            self._call.attempt()
        except StepTimeout as error:
            self._log_fully(error)
            raise _TimedOut(error) from None
        except Exception as error:
            if self._call.attempts < self._call.options.retry.max_attempts:
                self._log_fully(error)
            raise

    def _log_fully(self, error: Exception) -> None:
        """Prefect's own line would not say where an error comes from that is timed out or given
        up with tries left."""
        if not self._call.tries_again():
            notes = "\n".join(getattr(error, "__notes__", ()))
            get_run_logger().error("%s\n%s", message_of(error), notes)


def _delays(policy: RetryPolicy) -> Any:
    if policy.max_attempts == 1:
        return None
    if policy.backoff.type == "constant":
        return policy.gap_s(1)
    tries = range(1, min(policy.max_attempts, MAX_DELAYS + 1))
    return [policy.gap_s(attempt) for attempt in tries]
