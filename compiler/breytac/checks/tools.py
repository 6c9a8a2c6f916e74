"""The tools models are given: which may be, how they are named, and what they may do."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.contracts.breyta import ARGS, MUTATIONS, OPERATIONS, RUNTIME_OWNED
from breyta_runtime.contracts.llm import IMAGE_PART, TOOLS, WRAPPED_ONLY
from breyta_runtime.definition.agents import AGENT_STEPS

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, all_forms, finding, step_name
from breytac.checks.fields import Place, check_map
from breytac.checks.literals import text_of
from breytac.checks.tool_lists import ToolList, named, tool_lists
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import steps as rules
from breytac.syntax import forms
from breytac.syntax.forms import Form


def check(facts: Facts) -> Iterator[Finding]:
    for tools in tool_lists(facts):
        yield from _allowed(tools)
        grant = tools.form.get("breyta")
        if isinstance(grant, forms.Map):
            yield from _grant(grant, f":tools :breyta of {tools.owner}")
    for i, agent in enumerate(facts.definition.agents):
        form = facts.flow.spans.form(("agents", i, "tools"))
        if isinstance(form, forms.Map):
            yield from check_map(TOOLS, form, Place(f"the agent :{agent.id}", ":tools"))
    for site in facts.steps:
        if site.config is None:
            continue
        if site.family in ("llm", "agent"):
            yield from _available(site.config.get("available-steps"), step_name(site))
            yield from _images(site.config, step_name(site))
        elif site.family == "breyta":
            yield from _operation(site.config, step_name(site))


# ---- which tools


def _allowed(tools: ToolList) -> Iterator[Finding]:
    """`:allowed` holds the names of built-in tools, as strings."""
    allowed = tools.form.get("allowed")
    for each in allowed.items if isinstance(allowed, forms.Vector | forms.Set) else ():
        name = text_of(each)
        if isinstance(each, forms.Keyword) and not tools.in_agent:
            yield finding(
                rules.TOOL_NAME,
                each,
                f":tools :allowed of {tools.owner} holds tool names as strings; found :{name}.",
                f'Write "{name}", or use :available-steps [:{name}].',
            )
        elif name is not None and name not in AGENT_STEPS:
            yield _not_exposable(each, name, f":tools :allowed of {tools.owner}")
    for form, name in tools.steps:
        if "/" not in name:
            yield finding(
                rules.TOOL_NAME,
                form,
                f":tools :steps of {tools.owner} holds ids of packaged steps; found :{name}.",
                "Write [:ns/id], or use :available-steps for built-in steps.",
            )


def _available(form: Form | None, owner: str) -> Iterator[Finding]:
    for each in form.items if isinstance(form, forms.Vector | forms.Set) else ():
        if isinstance(each, forms.String):
            yield finding(
                rules.TOOL_NAME,
                each,
                f':available-steps of {owner} holds step keywords; found "{each.value}".',
                f'Write :{each.value}, or use :tools {{:allowed ["{each.value}"]}}.',
            )
    for each, name in named(form):
        if name not in AGENT_STEPS:
            yield _not_exposable(each, name, f":available-steps of {owner}")


def _not_exposable(form: Form, name: str, where: str) -> Finding:
    if name in WRAPPED_ONLY:
        return finding(
            rules.TOOL_EXPOSED,
            form,
            f":{name} in {where} cannot be exposed directly as an agent tool.",
            "Wrap it in a packaged :steps definition, and list that under :tools {:steps [...]}.",
        )
    return finding(
        rules.TOOL_NAME,
        form,
        f"{sentence(where)} takes {listed(AGENT_STEPS, '')}; found {name}.",
        did_you_mean(name, AGENT_STEPS, ""),
    )


# ---- operations on the workspace


def _operation(config: forms.Map, owner: str) -> Iterator[Finding]:
    op = config.get("op")
    name = text_of(op)
    allow = config.get("allow")
    if op is not None and name in OPERATIONS and isinstance(allow, forms.Vector | forms.Set):
        granted = [text_of(each) for each in allow.items]
        if None not in granted and name not in granted:
            yield finding(
                rules.BREYTA_GRANT,
                op,
                f":op :{name} of {owner} is not in its :allow.",
                f"Add :{name} to :allow.",
                (Related(allow.span, ":allow is here"),),
            )
    yield from _grant(config, owner)
    args = config.get("args")
    if name in ARGS and isinstance(args, forms.Map):
        for key, _ in args.pairs:
            if isinstance(key, forms.Keyword) and key.name in RUNTIME_OWNED:
                yield finding(
                    rules.STEP_UNUSED,
                    key,
                    f":{key.name} of {owner} belongs to the runtime; it is taken out of :args.",
                )
        kept = forms.Map(
            tuple(
                (key, value)
                for key, value in args.pairs
                if not (isinstance(key, forms.Keyword) and key.name in RUNTIME_OWNED)
            ),
            span=args.span,
        )
        yield from check_map(ARGS[name], kept, Place(owner, ":args"))


def _grant(form: forms.Map, owner: str) -> Iterator[Finding]:
    """An operation that changes something needs the fitting `:mutations`."""
    allow, given = form.get("allow"), form.get("mutations")
    mode = "none" if given is None or isinstance(given, forms.Nil) else text_of(given)
    if mode is None:
        return
    for each in allow.items if isinstance(allow, forms.Vector | forms.Set) else ():
        name = text_of(each)
        wanted = MUTATIONS.get(name or "")
        if wanted is not None and mode not in wanted:
            yield finding(
                rules.BREYTA_GRANT,
                each,
                f":{name} in {owner} needs :mutations {listed(wanted)}; it is :{mode}.",
                related=(Related(given.span, ":mutations is here"),) if given is not None else (),
            )


def _images(config: forms.Map, owner: str) -> Iterator[Finding]:
    """Image parts anywhere in the messages and inputs of a model call."""
    for key in ("messages", "input", "inputs"):
        held = config.get(key)
        for each in all_forms(held) if held is not None else ():
            if isinstance(each, forms.Map) and text_of(each.get("type")) == "image-resource":
                yield from check_map(IMAGE_PART, each, Place(owner, "the image part"))
