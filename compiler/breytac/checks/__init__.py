"""What can be said against a flow that reads and compiles: contracts, references, limits.

Each module looks at one area; all of them are pure functions of the same facts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from breytac.checks.facts import Facts
from breytac.diagnostics.finding import Finding

if TYPE_CHECKING:
    from breytac.pipeline import Analyzed

__all__ = ["CHECKS", "Facts", "check"]

Check = Callable[[Facts], Iterator[Finding]]


def _checks() -> tuple[Check, ...]:
    from breytac.checks import (
        branches,
        persist,
        references,
        secrets,
        sizes,
        step_ids,
        steps,
        tools,
        unused,
    )

    return (
        steps.check,
        persist.check,
        tools.check,
        references.check,
        unused.check,
        branches.check,
        step_ids.check,
        sizes.check,
        secrets.check,
    )


CHECKS: tuple[Check, ...] = _checks()


def check(analyzed: Analyzed, known_flows: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Every finding of the checks, in no particular order; `known_flows` are the slugs of the
    flows that are compiled together."""
    known = None if known_flows is None else frozenset(known_flows)
    facts = Facts(analyzed.flow, analyzed.functions, analyzed.body, known)
    return tuple(found for each in CHECKS for found in each(facts))
