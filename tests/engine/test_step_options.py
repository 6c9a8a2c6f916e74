"""What every step may have: title, timeout, retry, on-error, mock."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from breyta_runtime.engine.errors import RunError, StepError, StepTimeout
from breyta_runtime.engine.runner import RunResult
from engine_runs import Execute, kinds


@pytest.fixture
def attempt(execute: Execute, tmp_path: Path) -> Any:
    """Runs one step that fails `failures` times with these options."""

    def run(
        failure: str, failures: int, options: dict[str, Any], run_id: str | None = None
    ) -> tuple[RunResult, int]:
        log = tmp_path / "log"
        inputs = {"failure": failure, "failures": failures, "options": options, "log": str(log)}
        result = execute("retries", inputs, run_id=run_id)
        return result, log.read_text().count("try") if log.exists() else 0

    return run


def test_transient_failures_are_tried_again(attempt: Any) -> None:
    """OPT-003: :max-attempts counts all tries."""
    result, tries = attempt("busy", 2, {"retry": {"max-attempts": 3, "backoff-ms": 10}})
    assert (result.value, tries) == ("done", 3)
    assert kinds(result, "step-retrying", "step-finished") == [
        "step-retrying",
        "step-retrying",
        "step-finished",
    ]
    retrying = next(event for event in result.events if event.kind == "step-retrying")
    assert retrying.attempt == 1
    assert "attempt 1 of 3" in retrying.message
    assert "again in 0.01 s" in retrying.message


def test_tries_run_out(attempt: Any) -> None:
    result, tries = attempt("busy", 9, {"retry": {"max-attempts": 2, "backoff-ms": 10}})
    assert (result.status, tries) == ("failed", 2)
    assert isinstance(result.error, StepError)
    assert result.error.status == 503


def test_what_cannot_succeed_is_not_tried_again(attempt: Any) -> None:
    """A function's own error is the same the next time."""
    result, tries = attempt("closed", 9, {"retry": {"max-attempts": 5, "backoff-ms": 10}})
    assert (result.status, tries) == ("failed", 1)
    assert str(result.error) == "this order is closed"


def test_without_retry_there_is_one_try(attempt: Any) -> None:
    assert attempt("busy", 1, {})[1] == 1


def test_gaps_grow_as_told(attempt: Any) -> None:
    backoff = {"type": "exponential", "factor": 3, "max": "100ms"}
    retry = {"max-attempts": 4, "backoff-ms": 20, "backoff": backoff}
    started = time.monotonic()
    result, tries = attempt("busy", 3, {"retry": retry})
    assert (result.value, tries) == ("done", 4)
    messages = [event.message for event in result.events if event.kind == "step-retrying"]
    assert [message.split("again in ")[1].split(" s")[0] for message in messages] == [
        "0.02",
        "0.06",
        "0.1",
    ]
    assert time.monotonic() - started >= 0.18


def test_timeout_in_seconds(attempt: Any) -> None:
    """OPT-002: a step that takes longer fails, wherever it hangs."""
    started = time.monotonic()
    result, _ = attempt("slow", 9, {"timeout": 0.3})
    assert time.monotonic() - started < 5
    assert isinstance(result.error, StepTimeout)
    assert "step :work took longer than its :timeout of 0.3 s" in str(result.error)


def test_a_timeout_is_tried_again(attempt: Any) -> None:
    result, tries = attempt(
        "slow", 1, {"timeout": 0.3, "retry": {"max-attempts": 2, "backoff-ms": 1}}
    )
    assert (result.value, tries) == ("done", 2)


def test_on_error_skip_gives_the_error_as_value(attempt: Any) -> None:
    """OPT-004"""
    result, _ = attempt("busy", 9, {"on-error": "skip"})
    assert result.status == "completed", result.error
    assert result.value == {
        "error": {"message": "the service is busy", "kind": "http", "status": 503},
        "reason": "maintenance",
        "status": 503,
        "skipped?": True,
    }
    assert kinds(result, "step-failed", "step-skipped") == ["step-failed", "step-skipped"]


def test_on_error_with_a_default(attempt: Any) -> None:
    strategy = {"strategy": "continue", "default": "none"}
    assert attempt("busy", 9, {"on-error": strategy})[0].value == "none"


def test_a_skipped_step_is_completed(attempt: Any) -> None:
    first, _ = attempt("busy", 1, {"on-error": "skip"})
    again, tries = attempt("busy", 1, {"on-error": "skip"}, run_id=first.run_id)
    assert (again.value, tries) == (first.value, 1)


def test_mock_is_returned_instead_of_running(attempt: Any) -> None:
    """OPT-008"""
    result, tries = attempt("busy", 9, {"mock": {"state": "ready"}})
    assert (result.value, tries) == ({"state": "ready"}, 0)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"retry": {"max-attempts": 0}}, ":max-attempts must be a whole number from 1"),
        ({"retry": 3}, ":retry must be a map"),
        ({"timeout": "soon"}, ':timeout: "soon" is not a duration'),
        ({"timeout": 0}, ":timeout must be greater than 0"),
        ({"on-error": "retry"}, ":on-error :retry is not known"),
        ({"on-error": "checkpoint"}, "human checkpoints"),
        ({"review": True}, "human checkpoints"),
        ({"confirm": "Sure?"}, "human checkpoints"),
        ({"persist": {"type": "blob"}}, "persisted results"),
    ],
)
def test_options_that_cannot_be_followed_stop_the_run(
    offline: Execute, tmp_path: Path, options: dict[str, Any], complaint: str
) -> None:
    """Above all the ones that ask for a human: they are never left out in silence (OPT-007)."""
    log = tmp_path / "log"
    result = offline("retries", {"options": options, "failures": 0, "log": str(log)})
    assert isinstance(result.error, RunError)
    assert complaint in str(result.error)
    assert result.error.__notes__[-1] == "--> flows/retries.clj:14:9  step :work"
    assert not log.exists()
