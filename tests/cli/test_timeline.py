"""The timeline of a run, on a terminal and in a log."""

from __future__ import annotations

import io

import pytest
from breyta_runtime.engine.events import RunEvent
from breytac.cli.timeline import Timeline, duration, printable

RUN = "0f3c"
EVENTS = [
    RunEvent("run-started", "run 0f3c of :order", run_id=RUN, flow="order"),
    RunEvent("branch", "Big?: yes", flow="order", label="Big?", choice="yes"),
    RunEvent("step-started", "step :fetch", step="fetch", family="http"),
    RunEvent("step-retrying", "step :fetch failed (attempt 1 of 2)", step="fetch", seconds=0.25),
    RunEvent(
        "step-finished", "step :fetch finished", step="fetch", family="http", attempt=2, seconds=1.5
    ),
    RunEvent("child-started", "flow :bill", flow="order", label="bill"),
    RunEvent("step-started", "step :sum", step="sum", family="function", depth=1),
    RunEvent(
        "step-finished", "step :sum finished", step="sum", family="function", seconds=0.002, depth=1
    ),
    RunEvent("child-finished", "flow :bill finished", flow="order", label="bill", seconds=0.01),
    RunEvent("step-failed", "step :pay failed: no\x1b[2Jfunds", step="pay", seconds=0.1),
    RunEvent("run-failed", "run 0f3c failed", run_id=RUN, flow="order"),
]


class Stream(io.StringIO):
    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        super().__init__()
        self._encoding, self._terminal = encoding, terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._terminal


def told(stream: Stream, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("breytac.cli.timeline.monotonic", lambda: 0.0)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    timeline = Timeline(stream)
    for event in EVENTS:
        timeline(event)
    timeline.close()
    return stream.getvalue()


def test_a_log_has_one_final_line_for_everything_that_happened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert told(Stream(), monkeypatch).splitlines() == [
        "▶ order run 0f3c",
        "  ◇ Big? → yes",
        "  ↻ step :fetch failed (attempt 1 of 2) 250 ms",
        "  ✓ fetch http attempt 2 1.5 s",
        "  ▶ flow bill",
        "    ✓ sum function 2 ms",
        "  ✓ flow bill 10 ms",
        "  ✗ step :pay failed: no�[2Jfunds 100 ms",
        "✗ order failed 0 ms",
    ]


def test_a_terminal_shows_the_step_under_way_and_replaces_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = told(Stream(terminal=True), monkeypatch)
    assert "  \x1b[2m… fetch\x1b[0m\r\x1b[K" in text
    assert text.endswith("\n"), "nothing unfinished is left on the last line"


def test_a_stream_that_cannot_show_the_marks_gets_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = told(Stream("ascii"), monkeypatch)
    assert text.isascii()
    assert "  ok fetch http" in text
    assert "  FAILED step :pay failed" in text


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Stream(terminal=True)
    Timeline(stream)(EVENTS[0])
    assert "\x1b" not in stream.getvalue()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0004, "0 ms"), (0.9994, "999 ms"), (0.9996, "1.0 s"), (61, "61.0 s"), (605, "10 min 5 s")],
)
def test_durations_are_short(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_text_from_elsewhere_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b]0;x\x07\u202eb\nc\r\nd") == "a�]0;x��b ⏎ c ⏎ d"
