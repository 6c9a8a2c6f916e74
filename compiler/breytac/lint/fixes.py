"""Putting the edits of findings into a text."""

from __future__ import annotations

from collections.abc import Iterable

from breytac.diagnostics.finding import Edit, Finding
from breytac.syntax.source import Source


def apply_edits(source: Source, findings: Iterable[Finding]) -> tuple[str, list[Finding]]:
    """The text with the edits that get along with each other, and the findings they settle.

    The edits of a finding are made together or not at all; of two findings that want to change the
    same place the first one wins, the other is for the next round.
    """
    taken: list[tuple[int, int, str]] = []
    fixed = []
    for finding in findings:
        wanted = [_in_file(edit, source) for edit in finding.edits]
        if not wanted or None in wanted:
            continue
        places = [place for place in wanted if place is not None]
        if all(place in taken or not _collides(place, taken) for place in places):
            taken.extend(place for place in places if place not in taken)
            fixed.append(finding)
    text = source.text
    for start, end, replacement in sorted(taken, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text, fixed


def _in_file(edit: Edit, source: Source) -> tuple[int, int, str] | None:
    """The edit as offsets of this file; None if it is about another one, or about code in a string,
    where the replacement would have to be escaped."""
    if edit.span.source.parent is not None or edit.span.source.name != source.name:
        return None
    return edit.span.start, edit.span.end, edit.replacement


def _collides(place: tuple[int, int, str], taken: Iterable[tuple[int, int, str]]) -> bool:
    start, end, _ = place
    return any(
        (start < other_end and other_start < end) or start == other_start
        for other_start, other_end, _ in taken
    )
