"""Packaged steps and agents: their schemas, and the literal calls of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from breyta_runtime.contracts.common import COMMON
from breyta_runtime.definition.packaged import OUTER_CONTROLS

from breytac.analysis.definition.suggest import closest, listed
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import semantics as rules
from breytac.ir.expr import StepSite
from breytac.ir.spans import Path
from breytac.syntax import forms

AGENT_OVERLAY = (
    "connection",
    "model",
    "max-iterations",
    "max-tool-calls",
    "max-repeated-tool-calls",
    "memory",
    "inputs",
)
"""Keys of a call of an agent that change its configuration; the others become its inputs."""
_OPTIONS = frozenset((*OUTER_CONTROLS, *COMMON))


def check(facts: Facts) -> Iterator[Finding]:
    steps = {
        each.id: ("steps", i, each.input_schema) for i, each in enumerate(facts.definition.steps)
    }
    agents = {
        each.id: ("agents", i, each.input_schema) for i, each in enumerate(facts.definition.agents)
    }
    for site in facts.steps:
        family = site.family or ""
        if site.config is None or "/" not in family:
            continue
        if family in steps:
            yield from _call(facts, site, site.config, steps[family], frozenset())
        elif family in agents:
            yield from _call(facts, site, site.config, agents[family], frozenset(AGENT_OVERLAY))


def _call(
    facts: Facts,
    site: StepSite,
    config: forms.Map,
    target: tuple[str, int, Any],
    overlay: frozenset[str],
) -> Iterator[Finding]:
    """The keys of a literal call: values may depend on the run, so only the runtime checks them."""
    section, index, schema = target
    known = _keys(schema)
    if known is None or not all(isinstance(key, forms.Keyword) for key, _ in config.pairs):
        return
    keys, needed = known
    written = {key.full_name: key for key, _ in config.pairs if isinstance(key, forms.Keyword)}
    given = {name for name in written if name in keys or name not in _OPTIONS | overlay}
    if "inputs" in written and overlay:
        return
    path: Path = (section, index, "input-schema")
    related = (Related(facts.span(path), f":input-schema of :{site.family}"),)
    missing = [name for name in sorted(needed) if name not in written]
    unknown = [name for name in written if name in given and name not in keys]
    for name in unknown:
        near = closest(name, [key for key in keys if key not in written])
        missing = [each for each in missing if each != near]
        yield finding(
            rules.PACKAGED_INPUT,
            written[name],
            f"{sentence(step_name(site))} takes no :{name}.",
            (
                f"Did you mean :{near}?"
                if near
                else f"It takes {listed(sorted(keys), last='and')}." if keys else None
            ),
            related,
        )
    if missing:
        yield finding(
            rules.PACKAGED_INPUT,
            config,
            f"{sentence(step_name(site))} is called without {listed(missing, last='and')}.",
            related=related,
        )


def _keys(schema: Any) -> tuple[frozenset[str], frozenset[str]] | None:
    if schema is None:
        return None
    from breyta_runtime.schemas import SchemaError, keys_of  # brings java.time along

    try:
        return keys_of(schema)
    except (SchemaError, ValueError, TypeError):
        return None
