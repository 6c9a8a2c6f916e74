"""`:fanout` steps: child flows all, or none."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.contracts.fanout import ITEM, MAX_STEPS_PER_RUN

from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.fields import Place, check_map
from breytac.checks.literals import text_of
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import steps as rules
from breytac.syntax import forms


def check(facts: Facts) -> Iterator[Finding]:
    fanouts = [site for site in facts.steps if site.family == "fanout"]
    for site in fanouts:
        items = site.config.get("items") if site.config is not None else None
        if isinstance(items, forms.Vector):
            yield from _items(items, step_name(site))
    if len(fanouts) > MAX_STEPS_PER_RUN:
        yield finding(
            rules.FANOUT_ITEMS,
            fanouts[MAX_STEPS_PER_RUN].span,
            f"The flow has {len(fanouts)} :fanout steps; a run may execute {MAX_STEPS_PER_RUN}.",
        )


def _items(items: forms.Vector, owner: str) -> Iterator[Finding]:
    children = [
        (item, text_of(item.get("type"))) for item in items.items if isinstance(item, forms.Map)
    ]
    child = next((item for item, kind in children if kind == "call-flow"), None)
    for item, kind in children:
        if kind == "call-flow":
            yield from check_map(ITEM, item, Place(owner, "an item"))
        elif kind == "fanout":
            yield finding(
                rules.FANOUT_ITEMS, item, f"The items of {owner} cannot be :fanout themselves."
            )
        elif child is not None and kind is not None:
            yield finding(
                rules.FANOUT_ITEMS,
                item,
                f"The items of {owner} are child flows; this one is a :{kind} step.",
                "Make all of them {:type :call-flow …}, or none.",
                (Related(child.span, "a child flow"),),
            )
