"""Source texts and the places in them.

A `Span` keeps offsets only; lines and columns are worked out when somebody looks at them, so that
reading stays cheap.  Code inside a string literal is a `Source` of its own whose offsets map back,
through the escapes of the string, to the file that holds it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, eq=False)
class Source:
    """A text and the name it is shown under (a path relative to where the user stands)."""

    name: str
    text: str
    parent: Source | None = None
    """The source whose string literal holds this text, or None for a file."""
    offsets: tuple[int, ...] = field(default=(), repr=False)
    """For embedded code: the parent offset of every character, and of the end."""

    @cached_property
    def line_starts(self) -> list[int]:
        starts = [0]
        at = self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """1-based (line, column) of a 0-based character offset of this text."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end == -1 else end].rstrip("\r")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of a source, 0-based."""

    source: Source
    start: int
    end: int

    @property
    def in_file(self) -> Span:
        """The same place in the file on disk: embedded code maps through its string's escapes."""
        span = self
        while span.source.parent is not None:
            offsets = span.source.offsets
            last = len(offsets) - 1
            span = Span(
                span.source.parent,
                offsets[min(span.start, last)],
                offsets[min(span.end, last)],
            )
        return span

    @property
    def line(self) -> int:
        """1-based line in the file."""
        return self.start_position[0]

    @property
    def column(self) -> int:
        """1-based column in the file, in characters."""
        return self.start_position[1]

    @property
    def start_position(self) -> tuple[int, int]:
        span = self.in_file
        return span.source.position(span.start)

    @property
    def end_position(self) -> tuple[int, int]:
        span = self.in_file
        return span.source.position(span.end)

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    def __str__(self) -> str:
        span = self.in_file
        line, column = span.source.position(span.start)
        return f"{span.source.name}:{line}:{column}"
