"""Findings as the `data` of `lint --format json`: what Breyta's own command prints, and more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from breytac.diagnostics.finding import Finding
from breytac.diagnostics.json_renderer import finding_to_json
from breytac.diagnostics.order import in_order
from breytac.syntax.source import Span

MAX_FORM = 60


def lint_data(findings: Iterable[Finding]) -> dict[str, Any]:
    listed = in_order(findings)
    return {
        "valid": not any(finding.is_error for finding in listed),
        "diagnostics": [diagnostic(finding) for finding in listed],
    }


def diagnostic(finding: Finding) -> dict[str, Any]:
    """`severity`, `code` and `message` first; what there is not is left out."""
    data = finding_to_json(finding)
    place = finding.span.in_file
    ordered: dict[str, Any] = {
        "severity": data.pop("severity"),
        "code": data.pop("code"),
        "message": data.pop("message"),
        "stage": "local",
        **data,
        "path": [f":{part}" if isinstance(part, str) else part for part in finding.path],
        "form": _form(place),
        "byteOffset": len(place.source.text[: place.start].encode("utf-8", "surrogatepass")),
        "edits": [
            {**_region(edit.span.in_file), "replacement": edit.replacement}
            for edit in finding.edits
        ],
    }
    return {key: value for key, value in ordered.items() if value not in (None, [])}


def _form(span: Span) -> str | None:
    """The form that is found fault with, if it is short."""
    text = span.text
    return text if 0 < len(text) <= MAX_FORM and "\n" not in text else None


def _region(span: Span) -> dict[str, Any]:
    (line, column), (end_line, end_column) = span.start_position, span.end_position
    return {
        "file": span.source.name,
        "line": line,
        "column": column,
        "end": {"line": end_line, "column": end_column},
    }
