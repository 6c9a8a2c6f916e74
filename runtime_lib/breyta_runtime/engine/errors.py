"""Errors a run ends with.  Messages are written for the flow's author; positions come as notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from breyta_runtime.values.errors import ExInfo

if TYPE_CHECKING:
    from breyta_runtime.values import Map


class RunError(Exception):
    """Something the runtime explains itself.  Never retried, never turned into a value."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if hint:
            self.add_note(f"hint: {hint}")


class UnsupportedStep(RunError):
    """A family or a step option this version cannot run."""


class LimitExceeded(RunError):
    """A documented limit of a run was reached."""


class JournalMismatch(RunError):
    """The journal of this run was written by a flow that did something else at this point."""


class StepError(ExInfo):
    """A step failed.  `kind` says how; `retryable` says whether trying again can help.

    An ExInfo, so that a flow may catch it and look at its `ex-data`.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: str,
        status: int | None = None,
        retryable: bool = False,
        data: Map | None = None,
    ) -> None:
        super().__init__(message, data)
        self.kind = kind
        self.status = status
        self.retryable = retryable

    def __reduce__(self) -> tuple[Any, ...]:
        fields = {"kind": self.kind, "status": self.status, "retryable": self.retryable}
        return _step_error, (StepError, self.message, {**fields, "data": self.data})


class StepTimeout(StepError):
    """A step ran longer than its `:timeout`."""

    def __init__(self, message: str, *, seconds: float) -> None:
        super().__init__(message, kind="timeout", retryable=True)
        self.seconds = seconds

    def __reduce__(self) -> tuple[Any, ...]:
        return _step_error, (StepTimeout, self.message, {"seconds": self.seconds})


class PollError(StepError):
    """`flow/poll` ended without the result it waited for; `data` holds the last one."""


def _step_error(cls: type[StepError], message: str, fields: dict[str, Any]) -> StepError:
    """Rebuilds a pickled error; Prefect pickles what a task or flow ends with."""
    return cls(message, **fields)
