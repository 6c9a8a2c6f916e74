"""What can be said against a flow that reads and compiles: contracts, references, limits.

Each module looks at one area; all of them are pure functions of the same facts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from breytac.checks.facts import Facts
from breytac.diagnostics.finding import Finding
from breytac.syntax import forms
from breytac.syntax.source import Span

if TYPE_CHECKING:
    from breytac.pipeline import Analyzed

__all__ = ["FAMILY_CHECKS", "FLOW_CHECKS", "Facts", "check"]

Check = Callable[[Facts], Iterator[Finding]]

FLOW_CHECKS = (
    "steps",
    "persist",
    "references",
    "unused",
    "branches",
    "step_ids",
    "results",
    "entries",
    "viewers",
    "sizes",
    "secrets",
)
"""Modules for every flow."""

FAMILY_CHECKS: dict[str, tuple[str, ...]] = {
    "http": ("http",),
    "waits": ("wait", "notify"),
    "fanouts": ("fanout",),
    "databases": ("db",),
    "tables": ("table",),
    "source_trees": ("files",),
    "models": ("llm", "agent"),
    "tools": ("llm", "agent", "breyta"),
    "loads": ("function", "code"),
}
"""Modules for flows with a step of one of these families; others are not even imported."""


def _checks(facts: Facts) -> Iterator[Check]:
    used = {site.family for site in facts.steps}
    wraps = {each.type for each in facts.definition.steps}
    if facts.definition.agents:
        wraps.add("agent")
    names = [*FLOW_CHECKS]
    texts = (each.value for each in facts.forms if isinstance(each, forms.String))
    if facts.definition.templates or any("{{" in text for text in texts):
        names.append("templates")
    names += [name for name, of in FAMILY_CHECKS.items() if not used.isdisjoint(of)]
    if "tools" not in names and not wraps.isdisjoint(FAMILY_CHECKS["tools"]):
        names.append("tools")
    if facts.definition.steps or facts.definition.agents:
        names.append("packaged")
    for name in names:
        found: Check = import_module(f"{__name__}.{name}").check
        yield found


def check(analyzed: Analyzed, known_flows: Collection[str] | None = None) -> tuple[Finding, ...]:
    """Every finding of the checks, in no particular order; `known_flows` are the slugs of the
    flows that are compiled together."""
    known = None if known_flows is None else frozenset(known_flows)
    facts = Facts(analyzed.flow, analyzed.functions, analyzed.body, known)
    broken = [found.span.in_file for found in analyzed.findings if found.rule.code < "BRY050"]
    return tuple(
        found for each in _checks(facts) for found in each(facts) if not _around(found, broken)
    )


def _around(found: Finding, broken: list[Span]) -> bool:
    """Whether something inside could not be read: what is missing may be there all the same."""
    span = found.span.in_file
    return any(
        each.source is span.source and span.start <= each.start and each.end <= span.end
        for each in broken
    )
