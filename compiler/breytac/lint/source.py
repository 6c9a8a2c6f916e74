"""Everything there is to say about one source."""

from __future__ import annotations

from collections.abc import Collection

from breytac.diagnostics.finding import Finding
from breytac.diagnostics.order import in_order
from breytac.diagnostics.rules import definition, reader
from breytac.lint.ignores import read_ignores, silence
from breytac.lint.settings import Settings
from breytac.pipeline import LoadInclude, analyze_source
from breytac.syntax.source import Source

_EVERYTHING = Settings()

_CUT = frozenset(
    rule.code
    for rule in (reader.UNCLOSED, reader.MISMATCHED, reader.STRAY, reader.UNTERMINATED_STRING)
)
_ABSENCE = frozenset(
    rule.code
    for rule in (
        definition.MISSING_FIELD,
        definition.MISSING_NAME,
        definition.MISSING_KEY,
        definition.NO_INTERFACES,
        definition.NO_INVOCATIONS,
    )
)
"""What these miss may stand where the brackets are wrong, so they wait until the text is whole."""


def find_all(
    source: Source, *, load_include: LoadInclude, known_flows: Collection[str] | None = None
) -> tuple[Finding, ...]:
    """Every finding of every stage; the checks have their say even when there are errors."""
    _, findings = analyze_source(source, load_include=load_include, known_flows=known_flows)
    if any(finding.rule.code in _CUT for finding in findings):
        return tuple(each for each in findings if each.rule.code not in _ABSENCE)
    return findings


def lint_source(
    source: Source,
    *,
    load_include: LoadInclude,
    known_flows: Collection[str] | None = None,
    settings: Settings = _EVERYTHING,
) -> tuple[Finding, ...]:
    """The findings a user wants to hear of, each once, in the order of their places."""
    found = find_all(source, load_include=load_include, known_flows=known_flows)
    ignores, problems = read_ignores(source)
    left, unused = silence(found, ignores, source)
    for file in {each.span.in_file.source for each in left} - {source}:
        left, _ = silence(left, read_ignores(file)[0], file)
    wanted = (
        settings.graded(finding)
        for finding in (*left, *unused, *problems)
        if settings.wants(finding.rule, source.name)
    )
    return tuple(in_order(dict.fromkeys(wanted)))
