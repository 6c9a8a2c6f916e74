"""Findings as SARIF 2.1.0, the format of code scanning (docs.oasis-open.org/sarif)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from breytac.diagnostics.finding import Edit, Finding, Rule, Severity
from breytac.diagnostics.order import in_order
from breytac.diagnostics.wording import as_sentence
from breytac.syntax.source import Source, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def findings_to_sarif(
    findings: Iterable[Finding], *, version: str, help_of: Callable[[Rule], str | None]
) -> dict[str, Any]:
    """One run with all findings; `help_of` gives the explanation of a rule, as Markdown."""
    listed = in_order(findings)
    rules = sorted({each.rule.code: each.rule for each in listed}.values(), key=lambda r: r.code)
    indexes = {rule.code: index for index, rule in enumerate(rules)}
    driver = {
        "name": "breytac",
        "semanticVersion": version,
        "rules": [_rule(rule, help_of(rule)) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, indexes[finding.rule.code]) for finding in listed],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule, help_text: str | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.name, *rule.aliases]},
    }
    if help_text:
        data["help"] = {"text": help_text, "markdown": help_text}
    return data


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    text = as_sentence(finding.message) + (f"\n{finding.hint}" if finding.hint else "")
    result: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.span)],
    }
    if finding.related:
        result["relatedLocations"] = [
            _location(each.span) | {"id": index, "message": {"text": each.message}}
            for index, each in enumerate(finding.related, 1)
        ]
    if finding.edits:
        result["fixes"] = [_fix(finding)]
    return result


def _location(span: Span) -> dict[str, Any]:
    place = span.in_file
    artifact = {"uri": _uri(place.source)}
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(place)}}


def _region(span: Span) -> dict[str, Any]:
    line, column = span.start_position
    end_line, end_column = span.end_position
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(finding: Finding) -> dict[str, Any]:
    changes: dict[str, list[Edit]] = {}
    for edit in finding.edits:
        changes.setdefault(_uri(edit.span.in_file.source), []).append(edit)
    return {
        "description": {"text": finding.hint or finding.rule.title},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": uri},
                "replacements": [
                    {
                        "deletedRegion": _region(edit.span.in_file),
                        "insertedContent": {"text": edit.replacement},
                    }
                    for edit in edits
                ],
            }
            for uri, edits in changes.items()
        ],
    }


def _uri(source: Source) -> str:
    """A relative path as a URI; what follows a first colon must not look like a scheme."""
    uri = quote(source.name, safe="/")
    return f"./{uri}" if not uri or ":" in uri.split("/")[0] else uri
