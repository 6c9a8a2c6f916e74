"""Results of a compile as JSON data for the cache, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from breytac.diagnostics.finding import Finding, Related, Rule, Severity
from breytac.syntax.source import Source, Span


def finding_data(finding: Finding) -> dict[str, Any]:
    """Everything of a finding; its places are those in files, since only files can be read again."""
    rule = finding.rule
    return {
        "rule": [rule.code, rule.name, rule.severity.value, rule.title, list(rule.aliases)],
        "span": _span_data(finding.span),
        "message": finding.message,
        "hint": finding.hint,
        "related": [[_span_data(each.span), each.message] for each in finding.related],
        "path": list(finding.path),
    }


def finding_from(data: Mapping[str, Any], sources: Mapping[str, Source]) -> Finding:
    """The finding again, in sources that hold the texts it was found in."""
    code, name, severity, title, aliases = data["rule"]
    return Finding(
        rule=Rule(code, name, Severity(severity), title, tuple(aliases)),
        span=_span_from(data["span"], sources),
        message=data["message"],
        hint=data["hint"],
        related=tuple(Related(_span_from(place, sources), text) for place, text in data["related"]),
        path=tuple(data["path"]),
    )


def _span_data(span: Span) -> list[Any]:
    place = span.in_file
    return [place.source.name, place.start, place.end]


def _span_from(data: list[Any], sources: Mapping[str, Source]) -> Span:
    name, start, end = data
    return Span(sources[name], start, end)
