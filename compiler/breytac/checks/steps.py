"""The config of every step against the contract of its family."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.contracts import (
    FAMILY_NAMES,
    OLD_NAMES,
    Field,
    MapContract,
    StepContract,
    step_contract,
)
from breyta_runtime.contracts.common import COMMON
from breyta_runtime.definition import Agent, contract_of
from breyta_runtime.definition.contract import Shape
from breyta_runtime.definition.packaged import OUTER_CONTROLS

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.fields import Place, check_groups, check_map, check_value
from breytac.checks.literals import number_of, text_of
from breytac.diagnostics.finding import Edit, Finding
from breytac.diagnostics.rules import steps as rules
from breytac.ir.expr import StepSite
from breytac.syntax import forms

_CALL_CONTROLS = (*OUTER_CONTROLS, "title", "metering")
_SHORT = ("http", "db", "llm", "agent", "kv", "notify", "search", "files", "table", "function")
"""Families whose steps take seconds or minutes, never hours."""


def check(facts: Facts) -> Iterator[Finding]:
    for site in facts.steps:
        yield from _step(site)
    yield from _definitions(facts)


def _definitions(facts: Facts) -> Iterator[Finding]:
    """Parts of configs that stand in definitions: they are right or wrong as in a step."""
    declared = contract_of(Agent).by_keyword
    for i, agent in enumerate(facts.definition.agents):
        agents = step_contract("agent")
        form = facts.flow.spans.form(("agents", i))
        for key, value in form.pairs if isinstance(form, forms.Map) else ():
            name = key.name if isinstance(key, forms.Keyword) and key.ns is None else ""
            field = agents.fields.get(name) if agents is not None else None
            if field is not None and (name not in declared or name in ("memory", "output")):
                yield from check_value(
                    field, value, Place(f"the agent :{agent.id}", f":{name}"), key
                )
    for i, provider in enumerate(facts.definition.providers.llm):
        models = step_contract("llm")
        form = facts.flow.spans.form(("providers", "llm", i, "defaults"))
        if isinstance(form, forms.Map) and models is not None:
            owner = f"the :defaults of the provider :{provider.id}"
            keys = MapContract(owner, models.fields, loose=True)
            yield from check_map(keys, form, Place(owner), partial=True)
    for i, packaged in enumerate(facts.definition.steps):
        form = facts.flow.spans.form(("steps", i, "defaults"))
        contract = step_contract(packaged.type)
        if isinstance(form, forms.Map) and contract is not None:
            owner = f"the :defaults of :{packaged.id}"
            keys = MapContract(
                owner,
                {n: f for n, f in config_fields(contract).items() if n not in OUTER_CONTROLS},
                contract.groups,
                True,
                contract.elsewhere,
            )
            yield from check_map(keys, form, Place(owner), partial=True)


def _step(site: StepSite) -> Iterator[Finding]:
    assert site.family is not None
    family = site.family
    if "/" in family:
        yield from _outer_controls(site)
        return
    contract = step_contract(family)
    if contract is None:
        yield _unknown_family(site)
        return
    if site.config is None:
        return
    place = Place(step_name(site))
    if family in OLD_NAMES:
        yield finding(
            rules.STEP_OLD,
            site.form.items[1],
            f":{family} is the old name of the :{OLD_NAMES[family]} step.",
            f"Write :{OLD_NAMES[family]}.",
            edits=(Edit(site.form.items[1].span, f":{OLD_NAMES[family]}"),),
        )
    yield from _config(contract, site.config, place)
    yield from _type_key(site, family)
    yield from _seconds(site, family)


def config_fields(contract: StepContract) -> dict[str, Field]:
    """What the config of a step may hold, with the common options."""
    return {**COMMON, **contract.fields}


def _config(contract: StepContract, form: forms.Map, place: Place) -> Iterator[Finding]:
    keys = MapContract(
        contract.family,
        config_fields(contract),
        contract.groups,
        contract.loose,
        contract.elsewhere,
    )
    yield from check_map(keys, form, place)
    if contract.selector:
        yield from _operation(contract, form, place)


def _operation(contract: StepContract, form: forms.Map, place: Place) -> Iterator[Finding]:
    """What the operation that is named asks for, and what has no effect with it."""
    chosen = text_of(form.get(contract.selector))
    op = contract.ops.get(chosen or "")
    if op is None:
        return
    own = f":{contract.selector} :{chosen}"
    taken = {*op.required, *op.optional}
    written = {}
    for key, value in form.pairs:
        if not isinstance(key, forms.Keyword) or key.ns is not None:
            continue
        if not isinstance(value, forms.Nil):
            written[key.name] = value
        takers = contract.op_names(key.name)
        if takers and key.name not in taken:
            yield finding(
                rules.STEP_UNUSED,
                key,
                f":{key.name} has no effect with {own} in {place.owner}.",
                f"It is for {listed(takers, last='and')}.",
            )
    for name in op.required:
        if name not in written:
            shape = contract.fields[name].shape
            wanted = "" if shape is Shape.DATA else f": {shape.spoken}"
            yield finding(
                rules.STEP_MISSING,
                form,
                f"{sentence(place.owner)} needs :{name} with {own}{wanted}.",
            )
    yield from check_groups(op.groups, form, written, place)


def _outer_controls(site: StepSite) -> Iterator[Finding]:
    """The call of a packaged step: its options are common, the rest belongs to its schema."""
    if site.config is None:
        return
    place = Place(step_name(site))
    for key, value in site.config.pairs:
        if isinstance(key, forms.Keyword) and key.ns is None and key.name in _CALL_CONTROLS:
            yield from check_value(COMMON[key.name], value, place.inner(key.name), key)


def _unknown_family(site: StepSite) -> Finding:
    at = site.form.items[1]
    return finding(
        rules.STEP_FAMILY,
        at,
        f"There is no step of type :{site.family}.",
        did_you_mean(site.family or "", FAMILY_NAMES)
        or f"The types are {listed(sorted(set(FAMILY_NAMES) - set(OLD_NAMES)), last='and')}; "
        "a packaged step has a namespace.",
    )


def _type_key(site: StepSite, family: str) -> Iterator[Finding]:
    written = site.config.get("type") if site.config is not None else None
    said = text_of(written)
    if written is None or said is None:
        return
    if OLD_NAMES.get(said, said) != OLD_NAMES.get(family, family):
        yield finding(
            rules.STEP_TYPE_TWICE,
            written,
            f"The :type in the config is :{said}, but the step is a :{family} step.",
            "Leave :type out of the config.",
        )


def _seconds(site: StepSite, family: str) -> Iterator[Finding]:
    timeout = site.config.get("timeout") if site.config is not None else None
    if timeout is None or OLD_NAMES.get(family, family) not in _SHORT:
        return
    number = number_of(timeout)
    if number is not None and number >= 10_000 and number % 1000 == 0:
        yield finding(
            rules.SUSPICIOUS_SECONDS,
            timeout,
            f":timeout of {step_name(site)} is {number:,g} seconds, {number / 3600:.1f} hours.",
            f"If milliseconds are meant, write {number / 1000:g}.",
        )
