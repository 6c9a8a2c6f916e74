"""Findings on stderr, so that stdout stays what was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from breytac.cli.output import print_err, wants_colour
from breytac.diagnostics.finding import Finding


def print_findings(findings: Sequence[Finding]) -> None:
    if findings:
        from breytac.diagnostics.text import render_findings

        print_err(render_findings(findings, colour=wants_colour(sys.stderr)))
