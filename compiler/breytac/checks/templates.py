"""Templates: their syntax, and whether the steps that use them supply their variables."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.contracts import step_contract
from breyta_runtime.definition import Template

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, all_forms, finding, step_name
from breytac.checks.handlebars import problems, variables
from breytac.checks.literals import text_of
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import semantics as rules
from breytac.ir.expr import StepSite
from breytac.syntax import forms

_CONTENT = ("request", "system", "prompt", "messages", "sql", "channels")
_OF_AGENTS = ("objective", "inputs", "input-summary", "tool-summary", "instructions")
_OF_WAITS = (
    "approval-url",
    "rejection-url",
    "approvalUrl",
    "rejectionUrl",
    "wait-id",
    "waitId",
    "workspace-id",
    "workspaceId",
    "workflow-id",
    "workflowId",
    "token",
    "key",
    "title",
    "flow-slug",
)
"""Variables the runtime adds to the data of an agent's prompt, or of a wait's notification."""


def check(facts: Facts) -> Iterator[Finding]:
    for i, template in enumerate(facts.definition.templates):
        for form in _texts(facts, i):
            yield from problems(form, f"The template :{template.id}", ("templates", i))
    for site in facts.steps:
        for form in _inline(site):
            yield from problems(form, f"A text of {step_name(site)}")
    known = {each.id: i for i, each in enumerate(facts.definition.templates)}
    for site in facts.steps:
        if site.config is None:
            continue
        if site.family == "wait":
            notify = site.config.get("notify")
            if isinstance(notify, forms.Map):
                yield from _use(facts, site, notify, ("notification", known), _OF_WAITS)
            continue
        contract = step_contract(site.family or "")
        if contract is not None and contract.template:
            given = _OF_AGENTS if site.family == "agent" else ()
            yield from _use(facts, site, site.config, (contract.template, known), given)


def _texts(facts: Facts, index: int) -> Iterator[forms.String]:
    for name in _CONTENT:
        form = facts.flow.spans.form(("templates", index, name))
        for each in all_forms(form) if form is not None else ():
            if isinstance(each, forms.String):
                yield each


def _inline(site: StepSite) -> Iterator[forms.String]:
    """The literal texts of a step that are filled in when it runs."""
    config = site.config
    notify = config.get("notify") if config is not None and site.family == "wait" else config
    persist = config.get("persist") if config is not None else None
    rendered = []
    if isinstance(notify, forms.Map) and site.family in ("wait", "notify"):
        rendered.append(notify.get("channels"))
    if isinstance(persist, forms.Map):
        rendered += [persist.get("path"), persist.get("filename")]
    for form in rendered:
        for each in all_forms(form) if form is not None else ():
            if isinstance(each, forms.String):
                yield each


def _use(
    facts: Facts,
    site: StepSite,
    config: forms.Map,
    declared: tuple[str, dict[str, int]],
    given: tuple[str, ...],
) -> Iterator[Finding]:
    """A literal :template with a literal :data: whether the one has what the other asks for."""
    wanted, known = declared
    index = known.get(text_of(config.get("template")) or "")
    data = config.get("data")
    if index is None or facts.definition.templates[index].type != wanted:
        return
    if not (data is None or isinstance(data, forms.Map)):
        return
    pairs = data.pairs if isinstance(data, forms.Map) else ()
    held = [text_of(key) for key, _ in pairs]
    if None in held:
        return
    supplied = {each for each in held if each is not None} | set(given)
    template: Template = facts.definition.templates[index]
    missing: dict[str, forms.String] = {}
    for form in _texts(facts, index):
        for variable in variables(form.value).needed:
            if variable not in supplied:
                missing.setdefault(variable, form)
    for variable, form in missing.items():
        yield finding(
            rules.TEMPLATE_VARIABLE,
            data if data is not None else config,
            f"{sentence(step_name(site))} does not supply {{{{{variable}}}}} of the template "
            f":{template.id}; it is rendered empty.",
            did_you_mean(variable, [each for each in held if each])
            or f"Add :{variable} to :data"
            + (f", beside {listed([h for h in held if h], last='and')}." if held else "."),
            (Related(form.span, f"{{{{{variable}}}}} is used here"),),
        )
