"""Findings for people and for programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from breytac.cli.output import print_err, wants_colour
from breytac.diagnostics.finding import Finding
from breytac.syntax.source import Span


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding as JSON data; empty parts are left out."""
    data: dict[str, Any] = {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "message": finding.message,
        **span_json(finding.span),
    }
    if finding.hint:
        data["hint"] = finding.hint
    if finding.path:
        data["path"] = list(finding.path)
    if finding.related:
        data["related"] = [{"message": r.message, **span_json(r.span)} for r in finding.related]
    return data


def span_json(span: Span) -> dict[str, Any]:
    """A place in a file, 1-based."""
    line, column = span.start_position
    end_line, end_column = span.end_position
    return {
        "file": span.in_file.source.name,
        "line": line,
        "column": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def print_findings(findings: Sequence[Finding]) -> None:
    """Findings go to stderr, so that stdout stays what was asked for."""
    if findings:
        from breytac.diagnostics.text import render_findings

        print_err(render_findings(findings, colour=wants_colour(sys.stderr)))
