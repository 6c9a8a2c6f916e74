"""Findings as text for people: what, where, the line it is in, and what to do about it.

error BRY002 mismatched-delimiter: `[` opened at 3:5 is closed by `)` at 9:1
  --> flows/order.clj:9:1
   |
 9 | )
   | ^
  note: `[` is opened here
  --> flows/order.clj:3:5
…
  hint: Write `]` in place of this `)`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from breytac.diagnostics.finding import Finding, Severity
from breytac.diagnostics.order import in_order
from breytac.diagnostics.wording import as_sentence
from breytac.syntax.source import Span

TAB_WIDTH = 4
MAX_WIDTH = 100
"""Columns of a source line that are shown; longer lines are cut around the place."""

_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.NOTE: "\x1b[1;36m",
}
_BOLD, _BLUE, _GREEN, _RESET = "\x1b[1m", "\x1b[34m", "\x1b[32m", "\x1b[0m"


def render_findings(findings: Iterable[Finding], *, colour: bool = False) -> str:
    """All findings, sorted by place, a blank line between them; "" if there are none."""
    return "\n".join(render_finding(each, colour=colour) for each in in_order(findings))


def render_finding(finding: Finding, *, colour: bool = False) -> str:
    """One finding, ending in a line end."""
    paint = _Paint(colour)
    tone = _COLOURS[finding.severity]
    rule = finding.rule
    head = paint(tone, f"{finding.severity.value} {rule.code} {rule.name}")
    lines = [f"{head}: {paint(_BOLD, _plain(as_sentence(finding.message)))}"]
    lines += _snippet(finding.span, tone, paint)
    for related in finding.related:
        lines.append(f"  note: {_plain(related.message)}")
        lines += _snippet(related.span, _BLUE, paint)
    if finding.hint:
        lines.append(f"  {paint(_GREEN, 'hint')}: {_plain(finding.hint)}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Paint:
    on: bool

    def __call__(self, tone: str, text: str) -> str:
        return f"{tone}{text}{_RESET}" if self.on else text


def _snippet(span: Span, tone: str, paint: _Paint) -> list[str]:
    """The first line of a place, with carets below it."""
    source = span.in_file.source
    line, column = span.start_position
    end_line, end_column = span.end_position
    text = source.line(line)
    if end_line != line:
        end_column = len(text.rstrip()) + 1
    before = _shown(text[: column - 1])
    marked = _shown(text[column - 1 : max(end_column, column) - 1])
    after = _shown(text[max(end_column, column) - 1 :])
    before, marked, after = _cut(before, marked, after)
    carets = "^" * max(width(marked), 1)
    number = str(line)
    gutter = paint(_BLUE, f"{' ' * max(len(number), 3)} |")
    shown = f"{before}{marked}{after}".rstrip()
    return [
        f"  {paint(_BLUE, '-->')} {_plain(source.name)}:{line}:{column}",
        gutter,
        f"{paint(_BLUE, f'{number:>3} |')} {shown}".rstrip(),
        f"{gutter} {' ' * width(before)}{paint(tone, carets)}",
    ]


def _cut(before: str, marked: str, after: str) -> tuple[str, str, str]:
    """The parts of a line, shortened so that the marked one is seen."""
    marked = _head(marked, MAX_WIDTH * 3 // 4)
    room = MAX_WIDTH - width(marked)
    if width(before) + width(after) <= room:
        return before, marked, after
    behind = min(width(after), max(room // 3, room - width(before)))
    return _tail(before, room - behind), marked, _head(after, behind)


def _head(text: str, room: int) -> str:
    if width(text) <= room:
        return text
    while text and width(text) > room - 1:
        text = text[: min(len(text) - 1, room)]
    return f"{text}…"


def _tail(text: str, room: int) -> str:
    if width(text) <= room:
        return text
    while text and width(text) > room - 1:
        text = text[max(1, len(text) - room) :]
    return f"…{text}"


def width(text: str) -> int:
    """How many columns a terminal takes to show a text."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _shown(text: str) -> str:
    """Source text as it can be printed: tabs as blanks, control characters as a placeholder."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " " * TAB_WIDTH))


def _plain(text: str) -> str:
    """A message on one line; it may quote the source, and nothing in it may steer a terminal."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
