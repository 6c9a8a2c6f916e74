"""Comments that silence findings.

:timeout 90000 ; breytac: ignore[BRY340]          on the line itself
; breytac: ignore[suspicious-seconds, BRY5]       alone on the line above
; breytac: ignore-file[BRY143]                    anywhere before the first form
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from breytac.diagnostics.catalogue import matches, rules_named
from breytac.diagnostics.finding import Edit, Finding
from breytac.diagnostics.rules import lint as rules
from breytac.lint.settings import suggestion
from breytac.syntax.grammar import token_pattern
from breytac.syntax.source import Source, Span

_MARK = "breytac:"
_COMMENT = re.compile(r"(?:;|#!)[^\n\r]*")
_DIRECTIVE = re.compile(r"breytac:\s*(?P<what>[\w-]*)\s*(?P<list>\[(?P<words>[^\]]*)\])?")
_WORD = re.compile(r"[^\s,]+")
WHOLE_FILE = 0
"""The line number of what holds for all lines."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One word of one comment: it silences a rule, or several, on one line."""

    word: str
    line: int
    span: Span
    comment: Span


def read_ignores(source: Source) -> tuple[tuple[Ignore, ...], tuple[Finding, ...]]:
    """The comments of a source that speak to us, and what is wrong with them."""
    if _MARK not in source.text:
        return (), ()
    found: list[Ignore] = []
    findings: list[Finding] = []
    for comment, before_forms in _comments(source):
        text = comment.text
        match = _DIRECTIVE.search(text)
        if match is None or text[: match.start()].strip("; \t"):
            continue
        problem = _problem(match, before_forms)
        if problem is not None:
            findings.append(Finding(rules.BAD_IGNORE, comment, *problem))
            continue
        line = WHOLE_FILE if match["what"] == "ignore-file" else _line(comment)
        first = comment.start + match.start("words")
        for word in _WORD.finditer(match["words"]):
            span = Span(source, first + word.start(), first + word.end())
            found.append(Ignore(word[0], line, span, comment))
            if not rules_named(word[0]):
                message = f"there is no rule {word[0]}"
                findings.append(Finding(rules.UNKNOWN_RULE, span, message, suggestion(word[0])))
    return tuple(found), tuple(findings)


def silence(
    findings: Iterable[Finding], ignores: Iterable[Ignore], source: Source
) -> tuple[list[Finding], list[Finding]]:
    """The findings that no comment of their file silences, and one for each word that did nothing."""
    ignores = tuple(ignores)
    used: set[Ignore] = set()
    left = []
    for finding in findings:
        span = finding.span.in_file
        lines = (WHOLE_FILE, finding.span.line) if span.source.name == source.name else ()
        by = [each for each in ignores if each.line in lines and matches(finding.rule, each.word)]
        used.update(by)
        if not by:
            left.append(finding)
    unused = [_unused(each) for each in ignores if each not in used and rules_named(each.word)]
    return left, unused


def _comments(source: Source) -> Iterable[tuple[Span, bool]]:
    """Every comment, and whether it stands before the first form."""
    text = source.text
    before = True
    for token in token_pattern().finditer(text):
        start = token.end() if token.lastgroup is None else token.start(token.lastgroup)
        for comment in _COMMENT.finditer(text, token.start(), start):
            yield Span(source, *comment.span()), before
        before = before and token.lastgroup is None


def _problem(match: re.Match[str], before_forms: bool) -> tuple[str, str] | None:
    what = match["what"]
    if what not in ("ignore", "ignore-file"):
        return (
            f"`breytac: {what}` means nothing",
            "Write `; breytac: ignore[CODE]`, or `; breytac: ignore-file[CODE]` at the top.",
        )
    if not match["list"] or not match["words"].strip():
        return (
            f"`breytac: {what}` does not say which rules",
            f"Write `; breytac: {what}[CODE]`; `BRY` alone means all of them.",
        )
    if what == "ignore-file" and not before_forms:
        return (
            "`breytac: ignore-file` comes after the first form",
            "Move it to the top of the file, or use `ignore` for a single line.",
        )
    return None


def _line(comment: Span) -> int:
    """The line a comment is about: its own, or the next one with something in it."""
    source = comment.source
    line = comment.line
    if source.line(line)[: comment.column - 1].strip(" \t,"):
        return line
    last = len(source.line_starts)
    for below in range(line + 1, last + 1):
        text = source.line(below).strip(" \t,")
        if text and not text.startswith(";"):
            return below
    return line


def _unused(ignore: Ignore) -> Finding:
    where = "in this file" if ignore.line == WHOLE_FILE else f"on line {ignore.line}"
    return Finding(
        rules.UNUSED_IGNORE,
        ignore.span,
        f"{ignore.word} finds nothing {where}",
        "Remove it.",
        edits=_without(ignore),
    )


def _without(ignore: Ignore) -> tuple[Edit, ...]:
    """Takes a comment away that holds this word and nothing else."""
    comment = ignore.comment
    rest = comment.text.replace(ignore.word, "", 1)
    if not re.fullmatch(r";*\s*breytac:\s*[\w-]+\s*\[\s*\]\s*", rest):
        return ()
    text = comment.source.text
    start = comment.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    end = comment.end
    if start == 0 or text[start - 1] == "\n":
        while end < len(text) and text[end] in "\r\n":
            end += 1
            if text[end - 1] == "\n":
                break
    return (Edit(Span(comment.source, start, end), ""),)
