"""flow/poll: asks until the answer is accepted, and within bounds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from breyta_runtime import limits
from breyta_runtime.engine.errors import LimitExceeded, PollError, RunError
from breyta_runtime.engine.runner import RunResult
from engine_runs import Execute


def poll(run: Execute, tmp_path: Path, answers: list[Any], **config: Any) -> RunResult:
    """Polls a job that gives these answers, a number being a failed request of that status."""
    shown = {name.replace("_", "-"): value for name, value in config.items()}
    return run("polls", {"answers": answers, "config": shown, "log": str(tmp_path / "log")})


def sleeps(result: RunResult) -> list[str | None]:
    return [e.step for e in result.events if e.kind == "step-finished" and e.family == "sleep"]


def test_asks_until_the_result_is_accepted(execute: Execute, tmp_path: Path) -> None:
    """POLL-005, POLL-008, POLL-010: the gaps are :sleep steps with the given id."""
    result = poll(
        execute, tmp_path, ["queued", "busy", "completed"], interval="20ms", timeout="5s", id="gap"
    )
    assert result.value == {"state": "completed"}
    assert sleeps(result) == ["gap", "gap"]
    messages = [event.message for event in result.events if event.kind == "poll"]
    assert messages == [
        "flow/poll attempt 1, again in 20 ms",
        "flow/poll attempt 2, again in 20 ms",
        "flow/poll done at attempt 3",
    ]


def test_intervals_grow(offline: Execute, tmp_path: Path) -> None:
    """POLL-007"""
    backoff = {"type": "exponential", "factor": 2, "max": 30}
    result = poll(
        offline, tmp_path, ["a", "b", "c", "completed"], interval=10, timeout=5000, backoff=backoff
    )
    assert [e.message for e in result.events if e.kind == "poll"][:3] == [
        "flow/poll attempt 1, again in 10 ms",
        "flow/poll attempt 2, again in 20 ms",
        "flow/poll attempt 3, again in 30 ms",
    ]


def test_attempts_run_out(execute: Execute, tmp_path: Path) -> None:
    """POLL-003, POLL-011"""
    result = poll(execute, tmp_path, ["busy"], interval=1, max_attempts=3)
    assert isinstance(result.error, PollError)
    assert str(result.error) == (
        "flow/poll max attempts exceeded: no result accepted in 3 attempts;"
        ' last result: {:state "busy"}'
    )
    assert "--> flows/polls.clj:14:9" in result.error.__notes__
    assert (tmp_path / "log").read_text().count("asked") == 3


def test_time_runs_out(offline: Execute, tmp_path: Path) -> None:
    """The last question is asked when the time is up, not an interval later."""
    result = poll(offline, tmp_path, ["busy"], interval="10s", timeout="1s")
    assert str(result.error).startswith("flow/poll timed out after 1 s, at attempt 2;")


def test_attempts_are_limited_without_being_told(
    offline: Execute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """POLL-004: a hard ceiling, also when only :timeout is given."""
    monkeypatch.setattr(limits, "MAX_POLL_ATTEMPTS", 4)
    result = poll(offline, tmp_path, ["busy"], interval=0, timeout="1h")
    assert "no result accepted in 4 attempts" in str(result.error)


def test_a_failed_request_ends_the_poll(execute: Execute, tmp_path: Path) -> None:
    """POLL-006: :error? is true unless told otherwise."""
    result = poll(execute, tmp_path, ["busy", 500, "completed"], interval=1, timeout="5s")
    assert str(result.error).startswith(
        "flow/poll aborted at attempt 2: the job service answered 500; last result:"
    )


def test_failed_requests_can_be_waited_out(execute: Execute, tmp_path: Path) -> None:
    """Inside flow/poll the error of a step is a value."""
    result = poll(
        execute,
        tmp_path,
        [500, "busy", "completed"],
        interval=1,
        timeout="5s",
        abort_on={"error?": False},
    )
    assert result.value == {"state": "completed"}


def test_chosen_statuses_end_the_poll(offline: Execute, tmp_path: Path) -> None:
    result = poll(
        offline,
        tmp_path,
        [500, 404, "completed"],
        interval=1,
        timeout="5s",
        abort_on={"status": [400, 404], "error?": False},
    )
    assert str(result.error).startswith("flow/poll aborted at attempt 2: :status 404")


def test_a_poll_is_replayed_as_it_went(offline: Execute, tmp_path: Path) -> None:
    """The failures it waited out are final, the questions are not asked again."""
    config = {"interval": 1, "timeout": "5s", "abort-on": {"error?": False}}
    inputs = {"answers": [500, "completed"], "config": config, "log": str(tmp_path / "log")}
    first = offline("polls", inputs)
    assert first.value == {"state": "completed"}
    again = offline("polls", inputs, run_id=first.run_id)
    assert again.value == first.value
    assert (tmp_path / "log").read_text().count("asked") == 2


@pytest.mark.parametrize(
    ("config", "error", "complaint"),
    [
        ({"timeout": "1m"}, RunError, "flow/poll requires :interval"),
        ({"interval": "soon", "timeout": "1m"}, RunError, 'flow/poll :interval: "soon" is not'),
        ({"interval": 1}, RunError, "flow/poll requires :timeout or :max-attempts"),
        (
            {"interval": 1, "timeout": "61m"},
            LimitExceeded,
            "flow/poll timeout exceeds limit: 61 m is more than 1 h",
        ),
        (
            {"interval": 1, "max_attempts": 101},
            LimitExceeded,
            "flow/poll max attempts exceeded: 101 is more than 100",
        ),
        ({"interval": 1, "max_attempts": 0}, RunError, ":max-attempts must be a whole number"),
        (
            {"interval": 1, "timeout": 9, "backoff": {"type": "linear"}},
            RunError,
            "flow/poll :backoff {:type :linear} requires :step",
        ),
        ({"interval": 1, "timeout": 9, "abort_on": [400]}, RunError, ":abort-on must be a map"),
    ],
)
def test_configurations_that_are_refused(
    offline: Execute, tmp_path: Path, config: dict[str, Any], error: type, complaint: str
) -> None:
    """POLL-002, POLL-003, POLL-004, POLL-007, ERR-008"""
    result = poll(offline, tmp_path, ["completed"], **config)
    assert type(result.error) is error
    assert complaint in str(result.error)
    assert not (tmp_path / "log").exists()
