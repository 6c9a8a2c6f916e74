"""Flow source in one layout: `format_source`.

    text ─tokenize→ tokens ─build_tree→ tree (with comments and line breaks) ─render→ text

Only blanks change.  The result is read again and compared with what was read before, and a text
that is not sound is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from breytac.diagnostics.finding import Finding
from breytac.syntax.formatting.layout import render
from breytac.syntax.formatting.tree import build_tree
from breytac.syntax.formatting.verify import same_forms, same_words
from breytac.syntax.lexer import tokenize
from breytac.syntax.reader import read_all
from breytac.syntax.source import Source
from breytac.syntax.tokens import Reading, Token


@dataclass(frozen=True, slots=True)
class Formatted:
    text: str | None
    """None for a source that does not read cleanly; the findings say why."""
    findings: tuple[Finding, ...]


class FormatError(Exception):
    """The formatted text would not mean the same: a bug of the formatter."""


def format_source(source: Source) -> Formatted:
    """The text of a source in the house style; raises FormatError rather than change a form."""
    before = read_all(source)
    if not before.ok:
        return Formatted(None, before.findings)
    tokens = _tokens(source)
    text = render(build_tree(source.text, tokens), _line_end(source.text, tokens))
    if text != source.text:
        after = Source(source.name, text)
        same = same_words(source.text, tokens, text, _tokens(after))
        if not same or not same_forms(before.forms, read_all(after).forms):
            raise FormatError(f"{source.name} cannot be formatted without changing what it says")
    return Formatted(text, before.findings)


def _tokens(source: Source) -> list[Token]:
    return tokenize(Reading(source, frozenset()))


def _line_end(text: str, tokens: list[Token]) -> str:
    """What ends the first line between two tokens: a file keeps the line ends it has."""
    at = 0
    for token in tokens:
        end = text.find("\n", at, token.start)
        if end != -1:
            break
        at = token.end
    else:
        end = text.find("\n", at)
    return "\r\n" if end > at and text[end - 1] == "\r" else "\n"
