"""Durations and the gaps between attempts (POLL-002, POLL-007, POLL-009, SLP-003)."""

from __future__ import annotations

import pytest
from breyta_runtime.engine.durations import (
    Backoff,
    format_ms,
    milliseconds,
    parse_backoff,
    parse_duration_ms,
    seconds,
)
from breyta_runtime.engine.errors import RunError
from breyta_runtime.values import Map, kw


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("250ms", 250),
        ("10s", 10_000),
        ("1.5s", 1_500),
        ("20m", 1_200_000),
        ("1.5h", 5_400_000),
        ("2h", 7_200_000),
        ("1d", 86_400_000),
        (" 5 m ", 300_000),
    ],
)
def test_duration_strings(text: str, ms: int) -> None:
    """POLL-009, SLP-003"""
    assert parse_duration_ms(text) == ms


@pytest.mark.parametrize("text", ["", "10", "s", "ten s", "-5s", "1h30m", "5 weeks", "1e3s"])
def test_other_strings_are_no_durations(text: str) -> None:
    with pytest.raises(RunError, match="is not a duration"):
        parse_duration_ms(text)


def test_a_bare_number_is_in_the_unit_of_its_place() -> None:
    """A step's :timeout counts seconds, an :interval of a poll milliseconds (OPT-002)."""
    assert milliseconds(1_500, ":interval") == 1_500
    assert seconds(30, ":timeout") == 30.0
    assert seconds("2m", ":timeout") == 120.0


@pytest.mark.parametrize("value", [None, True, -1, float("nan"), float("inf"), kw("soon"), ()])
def test_what_is_no_duration_is_named(value: object) -> None:
    with pytest.raises(RunError, match=r":interval is .*, not a duration"):
        milliseconds(value, ":interval")


@pytest.mark.parametrize(
    ("config", "gaps"),
    [
        (None, [1_000, 1_000, 1_000, 1_000]),
        ({"type": "constant"}, [1_000, 1_000, 1_000, 1_000]),
        ({"type": "linear", "step": "500ms"}, [1_000, 1_500, 2_000, 2_500]),
        ({"type": "linear", "step": 500, "max": "2s"}, [1_000, 1_500, 2_000, 2_000]),
        ({"type": "exponential"}, [1_000, 2_000, 4_000, 8_000]),
        ({"type": "exponential", "factor": 1.5, "max": 2_000}, [1_000, 1_500, 2_000, 2_000]),
    ],
)
def test_gaps_between_attempts(config: dict[str, object] | None, gaps: list[int]) -> None:
    """POLL-007"""
    backoff = parse_backoff(config and _keyed(config))
    assert [backoff.gap_ms(1_000, attempt) for attempt in (1, 2, 3, 4)] == gaps


def test_gaps_stay_finite() -> None:
    assert Backoff("exponential", factor=10.0).gap_ms(1_000, 5_000) == 30 * 86_400_000


@pytest.mark.parametrize(
    ("config", "complaint"),
    [
        ({"type": "linear"}, "requires :step"),
        ({"type": "random"}, "has no :type :random"),
        ({"type": "exponential", "factor": 0}, "greater than 0"),
        ({"type": "exponential", "max": "soon"}, '"soon" is not a duration'),
    ],
)
def test_backoffs_that_make_no_sense(config: dict[str, object], complaint: str) -> None:
    with pytest.raises(RunError, match=complaint):
        parse_backoff(_keyed(config))


@pytest.mark.parametrize(
    ("ms", "text"),
    [(250, "250 ms"), (1_500, "1.5 s"), (60_000, "1 m"), (90_000, "90 s"), (3_600_000, "1 h")],
)
def test_durations_for_people(ms: int, text: str) -> None:
    assert format_ms(ms) == text


def _keyed(config: dict[str, object]) -> Map:
    return Map({kw(name): kw(v) if name == "type" else v for name, v in config.items()})
