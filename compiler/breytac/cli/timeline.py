"""A run's events as lines on stderr, as they happen.

On a terminal the step that is under way shows on a line of its own, which its outcome replaces;
in a log every line is final.
"""

from __future__ import annotations

import re
import sys
from time import monotonic
from typing import TextIO

from breyta_runtime.engine.events import RunEvent

from breytac.cli.output import wants_colour, write

GREEN, RED, YELLOW, DIM, BOLD, RESET = (f"\033[{n}m" for n in (32, 31, 33, 2, 1, 0))

_MARKS = {
    "run-started": "▶",
    "run-finished": "✓",
    "run-failed": "✗",
    "step-finished": "✓",
    "step-failed": "✗",
    "step-retrying": "↻",
    "step-replayed": "✓",
    "step-skipped": "–",
    "branch": "◇",
    "enter": "◇",
    "iteration": "↻",
    "poll": "…",
    "child-started": "▶",
    "child-finished": "✓",
    "child-failed": "✗",
    "log": "·",
}
_PLAIN_MARKS = {
    "▶": ">",
    "✓": "ok",
    "✗": "FAILED",
    "↻": "again",
    "–": "-",
    "◇": "?",
    "…": "...",
    "·": "-",
}
_COLOURS = {"✓": GREEN, "✗": RED, "↻": YELLOW, "◇": DIM, "…": DIM, "·": DIM}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Timeline:
    """Call it with each event; `close` leaves the terminal as it should be."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = wants_colour(self._stream)
        self._unicode = (self._stream.encoding or "").lower().startswith("utf")
        self._pending: list[str] = []
        """Names of the steps under way, for the line that will be replaced."""
        self._transient = False
        self._began = monotonic()

    def __call__(self, event: RunEvent) -> None:
        name = event.step or event.message
        if event.kind == "step-started":
            self._pending.append(name)
        else:
            if event.kind in _ENDS_STEP and name in self._pending:
                self._pending.remove(name)
            self._write_line(event)
        self._show_pending(event.depth)

    def close(self) -> None:
        self._clear()
        self._pending.clear()

    def _write_line(self, event: RunEvent) -> None:
        self._clear()
        mark = _MARKS.get(event.kind, "·")
        shown = mark if self._unicode else _PLAIN_MARKS.get(mark, mark)
        parts = [self._paint(shown, _COLOURS.get(mark, "")), *self._describe(event)]
        self._write(indent(event) + " ".join(parts) + "\n")

    def _describe(self, event: RunEvent) -> list[str]:
        if event.kind == "run-started":
            self._began = monotonic()
        ends_run = event.kind in ("run-finished", "run-failed")
        name, details = describe(event, monotonic() - self._began if ends_run else None)
        painted = self._paint(printable(name), BOLD if event.kind.startswith("run") else "")
        return [painted, *(self._paint(printable(detail), DIM) for detail in details if detail)]

    def _show_pending(self, depth: int) -> None:
        if self._live and self._pending:
            self._clear()
            text = printable(self._pending[-1])
            self._write(f"{'  ' * (depth + 1)}{DIM}… {text}{RESET}")
            self._transient = True

    def _clear(self) -> None:
        if self._transient:
            self._write("\r\033[K")
            self._transient = False

    def _write(self, text: str) -> None:
        write(self._stream, text)

    def _paint(self, text: str, colour: str) -> str:
        return f"{colour}{text}{RESET}" if self._live and colour else text


_ENDS_STEP = frozenset({"step-finished", "step-failed", "step-replayed", "step-skipped"})


def indent(event: RunEvent) -> str:
    """A child flow stands under its parent, and what a flow does under the flow."""
    return "  " * (event.depth + (0 if event.kind.startswith("run") else 1))


def describe(event: RunEvent, took: float | None = None) -> tuple[str, list[str]]:
    """The name of what happened, and the details that follow it.

    `took` is the time for events that do not carry it.
    """
    seconds = event.seconds if event.seconds is not None else took
    time = duration(seconds) if seconds is not None else ""
    match event.kind:
        case "run-started":
            return event.flow, [f"run {event.run_id}"]
        case "run-finished":
            return event.flow, [time]
        case "run-failed":
            return event.flow, ["failed", time]
        case "child-started" | "child-finished":
            return f"flow {event.label}", [time]
        case "step-finished":
            return str(event.step), [event.title or "", str(event.family), _tries(event), time]
        case "step-replayed":
            return str(event.step), [str(event.family), "from the journal"]
        case "branch" | "enter" if event.label and event.choice:
            return event.label, [f"→ {event.choice}"]
        case _:
            return event.message, [time]


def _tries(event: RunEvent) -> str:
    return f"attempt {event.attempt}" if (event.attempt or 1) > 1 else ""


def duration(seconds: float) -> str:
    if seconds < 0.9995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 100:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def printable(text: str) -> str:
    """Text of a flow or of a server it talked to, unable to steer the terminal; on one line."""
    return _CONTROL.sub("�", text.strip().replace("\r\n", " ⏎ ").replace("\n", " ⏎ "))
