"""Reading a piece of flow source in one call."""

from __future__ import annotations

from breytac.analysis.definition import analyze_definition
from breytac.ir.flow import FlowIR
from breytac.syntax import read_all
from breytac.syntax.source import Source


def read_flow(text: str, name: str = "flow.clj") -> FlowIR:
    source = Source(name, text)
    return analyze_definition(read_all(source).forms[0], source)


def said(flow: FlowIR) -> list[str]:
    """The findings as one line each: severity, code, place and message."""
    return [
        f"{each.severity.value[0].upper()} {each.rule.code} {each.span.line}:{each.span.column} "
        f"{each.message}"
        for each in flow.findings
    ]


FRAGMENT = ("BRY101", "BRY102", "BRY143", "BRY144")
"""What is said of any source that is not a whole definition."""


def said_of(text: str) -> list[str]:
    """What is found in a piece of a definition, besides that it is a piece."""
    return [line for line in said(read_flow(text)) if line.split()[1] not in FRAGMENT]
