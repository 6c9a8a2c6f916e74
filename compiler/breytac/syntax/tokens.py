"""Tokens, and the one object that gathers what a single call of the reader finds."""

from __future__ import annotations

from typing import Any

from breytac.diagnostics.finding import Finding, Related, Rule
from breytac.syntax.entries import Entries
from breytac.syntax.source import Source, Span


class Reading:
    """One call of the reader: what it reads, and what it found so far."""

    __slots__ = ("entries", "features", "findings", "source")

    def __init__(self, source: Source, features: frozenset[str]) -> None:
        self.source = source
        self.features = features
        self.findings: list[Finding] = []
        self.entries = Entries(self.findings)


class Token:
    """A piece of the text.  Its `reading` is how the callbacks of the grammar, which all readings
    share, know which one they serve."""

    __slots__ = ("end", "extra", "reading", "start", "text", "type")

    def __init__(self, kind: str, start: int, end: int, text: str, reading: Reading) -> None:
        self.type = kind
        self.start = start
        self.end = end
        self.text = text
        self.reading = reading
        self.extra: Any = None

    @property
    def span(self) -> Span:
        return Span(self.reading.source, self.start, self.end)

    @property
    def place(self) -> str:
        line, column = self.span.start_position
        return f"{line}:{column}"

    def report(
        self,
        rule: Rule,
        message: str,
        hint: str | None = None,
        related: tuple[Related, ...] = (),
        part: tuple[int, int | None] = (0, None),
    ) -> None:
        """A finding at this token, or at a `part` of its text."""
        start, end = part
        last = self.end if end is None else self.start + end
        span = Span(self.reading.source, self.start + start, last)
        self.reading.findings.append(Finding(rule, span, message, hint, related))
