"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a diff."""

from __future__ import annotations

from collections.abc import Iterable

from breytac.diagnostics.finding import Finding, Severity
from breytac.diagnostics.order import in_order
from breytac.diagnostics.wording import as_sentence

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render_github(findings: Iterable[Finding]) -> str:
    """One line for each finding, sorted by place; "" if there are none."""
    return "".join(f"{_command(finding)}\n" for finding in in_order(findings))


def _command(finding: Finding) -> str:
    line, column = finding.span.start_position
    end_line, end_column = finding.span.end_position
    properties: dict[str, object] = {
        "file": finding.span.in_file.source.name,
        "line": line,
        "col": column,
        "endLine": end_line,
    }
    if end_line == line and end_column > column:
        properties["endColumn"] = end_column - 1
    properties["title"] = f"{finding.rule.code} {finding.rule.name}"
    listed = ",".join(
        f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items()
    )
    text = as_sentence(finding.message) + (f"\n{finding.hint}" if finding.hint else "")
    return f"::{_COMMANDS[finding.severity]} {listed}::{text.translate(_DATA)}"
