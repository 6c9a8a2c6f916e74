"""The order findings are shown in."""

from __future__ import annotations

from collections.abc import Iterable

from breytac.diagnostics.finding import Finding


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By file and place; what is found at one place stays in the order it was found in."""
    return sorted(findings, key=_place)


def _place(finding: Finding) -> tuple[str, int]:
    span = finding.span.in_file
    return span.source.name, span.start
