"""Time, sleeps, gaps and slots (ORC-011, ORC-012, ORC-013, SLP)."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from breyta_runtime.engine.errors import LimitExceeded, RunError
from breyta_runtime.steps.sleep import length_ms
from breyta_runtime.values import Map, kw
from engine_runs import Execute


def test_time_passes_with_steps(execute: Execute) -> None:
    """Logical time: moved by what steps take, not by a clock the flow cannot repeat."""
    before = time.time_ns() // 1_000_000
    value = execute("clockwork").value
    after = time.time_ns() // 1_000_000
    assert before <= value["start"]
    assert value["start"] + 30 <= value["end"] <= after
    assert value["elapsed"] is True
    assert value["elapsed-hour"] is False
    moment = datetime.fromisoformat(value["moment"])
    assert moment.timestamp() * 1_000 == pytest.approx(value["end"], abs=1)


def test_time_is_the_same_on_re_execution(offline: Execute) -> None:
    """ORC-011"""
    first = offline("clockwork")
    time.sleep(0.05)
    assert offline("clockwork", run_id=first.run_id).value == first.value


def test_gaps_and_slots(offline: Execute) -> None:
    value = offline("clockwork").value
    assert value["gaps"] == [10_000, 500, 4_000]
    assert value["bound"] == [True, False]


def test_a_sleep_says_how_long_it_was(offline: Execute) -> None:
    """SLP-005"""
    assert offline("clockwork").value["slept"] == {"slept-seconds": 0.03}


@pytest.mark.parametrize(
    ("config", "ms"),
    [
        ({}, 1_000),
        ({"seconds": 30}, 30_000),
        ({"millis": 250}, 250),
        ({"duration": "500ms"}, 500),
        ({"duration": "5m"}, 300_000),
        ({"duration": "1d"}, 86_400_000),
        ({"seconds": None, "millis": 5}, 5),
    ],
)
def test_lengths_of_sleeps(config: dict[str, object], ms: int) -> None:
    """SLP-001, SLP-002, SLP-003"""
    assert length_ms(_keyed(config)) == ms


@pytest.mark.parametrize(
    ("config", "error", "complaint"),
    [
        ({"seconds": 1, "millis": 1}, RunError, "takes one of .*, not :seconds and :millis"),
        ({"duration": 5}, RunError, ":duration must be a string"),
        ({"duration": "soon"}, RunError, '"soon" is not a duration'),
        ({"seconds": -1}, RunError, ":seconds must be a number from 0"),
        ({"duration": "31d"}, LimitExceeded, "31 d exceeds the maximum of 30 d"),
    ],
)
def test_sleeps_that_are_refused(config: dict[str, object], error: type, complaint: str) -> None:
    """SLP-001, SLP-004"""
    with pytest.raises(error, match=complaint):
        length_ms(_keyed(config))


def _keyed(config: dict[str, object]) -> Map:
    return Map({kw(name): value for name, value in config.items()})
