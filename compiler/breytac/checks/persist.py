"""`:persist`: what each kind of stored result needs, and where a blob may lie."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.definition import Slot

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.words import describe
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.fields import Place, check_map
from breytac.checks.literals import text_of
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import semantics, steps as rules
from breytac.ir.expr import StepSite
from breytac.syntax import forms


def check(facts: Facts) -> Iterator[Finding]:
    for site in facts.steps:
        persist = site.config.get("persist") if site.config is not None else None
        if isinstance(persist, forms.Map):
            yield from _persist(facts, site, persist)


def _persist(facts: Facts, site: StepSite, form: forms.Map) -> Iterator[Finding]:
    from breyta_runtime.contracts.persist import BY_TYPE, PERSIST_TYPES

    owner = step_name(site)
    kind = form.get("type")
    if kind is None or isinstance(kind, forms.Nil):
        yield finding(
            rules.STEP_MISSING, form, f":persist of {owner} needs :type: {listed(PERSIST_TYPES)}."
        )
        return
    name = text_of(kind)
    if name is None:
        return
    contract = BY_TYPE.get(name)
    if contract is None:
        yield finding(
            rules.STEP_CHOICE,
            kind,
            f":persist of {owner} takes :type {listed(PERSIST_TYPES)}; found {describe(kind)}.",
            did_you_mean(name, PERSIST_TYPES),
        )
        return
    yield from check_map(contract, form, Place(owner, ":persist"))
    if name == "blob":
        yield from _blob(facts, site, form)
    if name == "table":
        yield from _table(form, owner)


def _blob(facts: Facts, site: StepSite, form: forms.Map) -> Iterator[Finding]:
    owner = step_name(site)
    path = form.get("path")
    if isinstance(path, forms.String):
        parts = path.value.split("/")
        if path.value.startswith("/") or ".." in parts or "\\" in path.value:
            yield finding(
                rules.PERSIST_PATH,
                path,
                f':persist :path of {owner} is relative to its root; found "{path.value[:60]}".',
                "Leave out the leading / and every ..",
            )
    name = form.get("filename")
    if isinstance(name, forms.String) and (
        name.value.startswith("/") or ".." in name.value.split("/")
    ):
        yield finding(
            rules.PERSIST_PATH,
            name,
            f":persist :filename of {owner} leaves its directory.",
            "Put directories into :path, without a leading / and without ..",
        )
    tier = form.get("tier")
    packaged = "/" in (site.family or "")
    if text_of(tier) == "ephemeral" and tier and site.family != "http" and not packaged:
        yield finding(
            rules.PERSIST_TIER,
            tier,
            f"Only an :http step can store an ephemeral blob; {owner} cannot.",
            "Leave out :tier; the blob is then retained.",
        )
    yield from _slot(facts, form, owner)


def _slot(facts: Facts, form: forms.Map, owner: str) -> Iterator[Finding]:
    slot = form.get("slot")
    name = text_of(slot)
    if slot is None or name is None or not facts.flow.complete:
        return
    known = {
        each.slot: (i, each)
        for i, each in enumerate(facts.definition.requires)
        if isinstance(each, Slot)
    }
    storage = [each.slot for _, each in known.values() if each.type == "blob-storage"]
    if name not in known:
        yield finding(
            semantics.UNKNOWN_CONNECTION,
            slot,
            f":persist :slot of {owner} is :{name}, which :requires does not declare.",
            did_you_mean(name, storage) or f"Declare it: {{:slot :{name} :type :blob-storage …}}.",
        )
    elif known[name][1].type not in ("blob-storage", ""):
        i, found = known[name]
        yield finding(
            semantics.CONNECTION_TYPE,
            slot,
            f":persist :slot of {owner} is a :blob-storage slot; :{name} is of type :{found.type}.",
            related=(Related(facts.span(("requires", i)), f":{name} is declared here"),),
        )


def _table(form: forms.Map, owner: str) -> Iterator[Finding]:
    mode = form.get("write-mode")
    if mode is not None and text_of(mode) == "upsert" and form.get("key-fields") is None:
        yield finding(
            rules.PERSIST_UPSERT,
            mode,
            f":persist of {owner} upserts rows, but has no :key-fields to find them by.",
            "Add :key-fields [:id], or write with :append.",
        )
