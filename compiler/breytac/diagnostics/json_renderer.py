"""Findings as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from breytac.diagnostics.finding import Finding
from breytac.diagnostics.order import in_order
from breytac.diagnostics.wording import as_sentence
from breytac.syntax.source import Span


def findings_to_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The findings, sorted by place; every key is always there."""
    return [finding_to_json(finding) for finding in in_order(findings)]


def finding_to_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "message": as_sentence(finding.message),
        "hint": finding.hint,
        **_place(finding.span),
        "path": list(finding.path),
        "aliases": list(finding.rule.aliases),
        "related": [
            {"message": related.message, **_place(related.span)} for related in finding.related
        ],
    }


def _place(span: Span) -> dict[str, Any]:
    """1-based lines and columns; the end is the column behind the last character."""
    line, column = span.start_position
    end_line, end_column = span.end_position
    return {
        "file": span.in_file.source.name,
        "line": line,
        "column": column,
        "end": {"line": end_line, "column": end_column},
    }
