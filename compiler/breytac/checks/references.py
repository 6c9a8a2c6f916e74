"""What steps and agents name: packaged steps, templates, slots, providers, MCP tools, child flows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from breyta_runtime.contracts import step_contract
from breyta_runtime.definition import McpAdapter, Slot

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.literals import text_of
from breytac.checks.tool_lists import tool_lists
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import semantics as rules
from breytac.ir.expr import RunCall, StepSite
from breytac.syntax import forms
from breytac.syntax.forms import Form


def check(facts: Facts) -> Iterator[Finding]:
    yield from packaged_steps(facts)
    yield from templates(facts)
    yield from connections(facts)
    yield from secrets(facts)
    yield from providers(facts)
    yield from mcp_tools(facts)
    yield from child_flows(facts)


# ---- packaged steps and agents


def packaged_steps(facts: Facts) -> Iterator[Finding]:
    steps = {each.id for each in facts.definition.steps}
    agents = {each.id for each in facts.definition.agents}
    shown = facts.shows("steps") or facts.shows("agents")
    for site in facts.steps:
        family = site.family or ""
        if shown and "/" in family and family not in steps | agents:
            yield _undeclared(site.form.items[1], family, "The flow", steps | agents)
    for tools in tool_lists(facts):
        if facts.shows("steps"):
            for form, name in tools.steps:
                if name not in steps | agents:
                    yield _undeclared(form, name, sentence(tools.owner), steps)
        if facts.shows("agents"):
            for form, name in tools.agents:
                if name not in agents:
                    yield _undeclared(form, name, sentence(tools.owner), agents, "agent")


def _undeclared(
    form: Form, name: str, who: str, known: Iterable[str], what: str = "packaged step"
) -> Finding:
    section = ":agents" if what == "agent" else ":steps"
    return finding(
        rules.UNKNOWN_STEP,
        form,
        f"{who} uses the {what} :{name}, which {section} does not declare.",
        did_you_mean(name, known) or f"Declare it under {section}.",
    )


# ---- templates


def templates(facts: Facts) -> Iterator[Finding]:
    if not facts.shows("templates"):
        return
    known = {each.id: each.type for each in facts.definition.templates}
    for site in facts.steps:
        contract = step_contract(site.family or "")
        wanted = contract.template if contract is not None else ""
        seen: set[Form] = set()
        if contract is not None and site.config is not None:
            form = site.config.get("template")
            if form is not None:
                seen.add(form)
                for name in sorted(facts.names(facts.config(site, "template")) or ()):
                    yield from _template(facts, site, form, name, known, wanted)
        for each in site.references:
            if each.kind == "template" and not any(each.span == form.span for form in seen):
                kind = "notification" if site.family == "wait" else ""
                at = _keyword_at(site, each.span.start)
                if at is not None:
                    yield from _template(facts, site, at, each.name, known, kind)


def _keyword_at(site: StepSite, start: int) -> Form | None:
    stack: list[Form] = [site.form]
    while stack:
        each = stack.pop()
        if isinstance(each, forms.Keyword) and each.span.start == start:
            return each
        stack.extend(forms.parts(each))
    return None


def _template(
    facts: Facts, site: StepSite, form: Form, name: str, known: dict[str, str], wanted: str
) -> Iterator[Finding]:
    if name not in known:
        yield finding(
            rules.UNKNOWN_TEMPLATE,
            form,
            f"{sentence(step_name(site))} names the template :{name}, which :templates does not "
            "declare.",
            did_you_mean(name, known)
            or (f"Declared: {listed(sorted(known), last='and')}." if known else None),
        )
    elif wanted and known[name] and known[name] != wanted:
        at = next(i for i, each in enumerate(facts.definition.templates) if each.id == name)
        fitting = [each for each, kind in known.items() if kind == wanted]
        yield finding(
            rules.TEMPLATE_TYPE,
            form,
            f"{sentence(step_name(site))} takes a template of type :{wanted}; "
            f":{name} is of type :{known[name]}.",
            f"Of that type: {listed(fitting)}." if fitting else None,
            (Related(facts.span(("templates", at, "type")), f":{name} is declared here"),),
        )


# ---- slots


def connections(facts: Facts) -> Iterator[Finding]:
    if not facts.flow.complete:
        return
    slots = {
        each.slot: i for i, each in enumerate(facts.definition.requires) if isinstance(each, Slot)
    }
    for site in facts.steps:
        for each in site.references:
            if each.kind != "connection":
                continue
            at = _keyword_at(site, each.span.start)
            if at is not None:
                yield from _connection(facts, site, at, each.name, slots)
    yield from _bound_tests(facts, slots)


def _bound_tests(facts: Facts, slots: dict[str, int]) -> Iterator[Finding]:
    """`flow/slot-bound?`: of declared slots, and of every optional one before it is used."""
    tested: set[str] = set()
    for expr in facts.expressions:
        if not (isinstance(expr, RunCall) and expr.method == "slot_bound" and expr.args):
            continue
        names = facts.names(expr.args[0])
        if names is None:
            return
        tested |= names
        for name in sorted(names - slots.keys()):
            yield finding(
                rules.UNKNOWN_CONNECTION,
                expr.args[0].span,
                f"flow/slot-bound? asks for :{name}, which :requires does not declare.",
                did_you_mean(name, slots),
            )
    optional = {each.slot for each in facts.definition.slots if each.optional} - tested
    for site in facts.steps:
        for each in site.references:
            if each.kind == "connection" and each.name in optional:
                yield finding(
                    rules.UNBOUND_OPTIONAL,
                    each.span,
                    f"{sentence(step_name(site))} uses the slot :{each.name}, which is optional.",
                    f"Ask (flow/slot-bound? :{each.name}) first.",
                    (Related(facts.span(("requires", slots[each.name])), "optional"),),
                )


def _connection(
    facts: Facts, site: StepSite, form: Form, name: str, slots: dict[str, int]
) -> Iterator[Finding]:
    contract = step_contract(site.family or "")
    wanted = contract.connection if contract is not None else ()
    if contract is not None and contract.family in ("notify", "wait"):
        wanted = ("http-api",)
    if name not in slots:
        fitting = [
            each.slot for each in facts.definition.slots if not wanted or each.type in wanted
        ]
        kind = wanted[0] if wanted else "http-api"
        yield finding(
            rules.UNKNOWN_CONNECTION,
            form,
            f"{sentence(step_name(site))} uses the slot :{name}, which :requires does not declare.",
            did_you_mean(name, fitting)
            or f"Declare it: :requires [{{:slot :{name} :type :{kind} …}}].",
        )
        return
    requirement = facts.definition.requires[slots[name]]
    found = requirement.type if isinstance(requirement, Slot) else ""
    if wanted and found and found not in wanted:
        yield finding(
            rules.CONNECTION_TYPE,
            form,
            f"{sentence(step_name(site))} needs a slot of type {listed(wanted)}; "
            f":{name} is of type :{found}.",
            related=(Related(facts.span(("requires", slots[name])), f":{name} is declared here"),),
        )


def secrets(facts: Facts) -> Iterator[Finding]:
    """`:secret-ref` in the :auth and :headers of steps names a secret slot, or its own ref."""
    if not facts.flow.complete:
        return
    known = {each.slot for each in facts.definition.slots if each.type == "secret"}
    known |= {each.secret_ref for each in facts.definition.slots if each.secret_ref}
    for site in facts.steps:
        if site.config is None:
            continue
        for form, name in _secret_refs(site.config):
            if name not in known:
                yield finding(
                    rules.UNKNOWN_SECRET,
                    form,
                    f"{sentence(step_name(site))} needs the secret :{name}, which no slot of "
                    ":requires provides.",
                    did_you_mean(name, known)
                    or f"Declare it: {{:slot :{name} :type :secret :secret-ref :{name}}}.",
                )


def _secret_refs(config: forms.Map) -> Iterator[tuple[Form, str]]:
    for key in ("auth", "headers", "webhook", "notify", "channels"):
        stack = [form for form in (config.get(key),) if form is not None]
        while stack:
            each = stack.pop()
            if isinstance(each, forms.Map):
                ref = each.get("secret-ref")
                if isinstance(ref, forms.Keyword):
                    yield ref, ref.full_name
            if not isinstance(each, forms.List):
                stack.extend(forms.parts(each))


# ---- providers and MCP


def providers(facts: Facts) -> Iterator[Finding]:
    if not facts.shows("providers"):
        return
    written: list[tuple[Form, str]] = []
    for site in facts.steps:
        if site.family in ("llm", "agent") and site.config is not None:
            form = site.config.get("provider")
            if form is not None:
                written.append((form, step_name(site)))
    for i, agent in enumerate(facts.definition.agents):
        form = facts.flow.spans.form(("agents", i, "provider"))
        if form is not None:
            written.append((form, f"the agent :{agent.id}"))
    if not written:
        return
    from breyta_runtime.contracts.llm import PROVIDERS

    known = {*PROVIDERS, *(each.id for each in facts.definition.providers.llm)}
    for form, owner in written:
        name = text_of(form)
        if name is not None and name not in known:
            yield finding(
                rules.UNKNOWN_PROVIDER,
                form,
                f":provider of {owner} is :{name}, which is neither built in nor declared under "
                ":providers.",
                did_you_mean(name, known) or f"Built in are {listed(PROVIDERS[:-1], last='and')}.",
            )


def mcp_tools(facts: Facts) -> Iterator[Finding]:
    if not facts.shows("mcp"):
        return
    for tools in tool_lists(facts):
        for form, name in tools.mcp:
            problem = _mcp_problem(name, facts.definition.mcp)
            if problem is not None:
                message, hint = problem
                yield finding(
                    rules.UNKNOWN_MCP_TOOL, form, f"{sentence(tools.owner)}: {message}", hint
                )


def _mcp_problem(name: str, adapters: tuple[McpAdapter, ...]) -> tuple[str, str | None] | None:
    """What is wrong with a reference to an adapter, or to one of its tools."""
    whole = next((each for each in adapters if each.id == name), None)
    if whole is not None:
        if whole.allow_tools:
            return None
        return (
            f"the adapter :{name} publishes no tools as a whole, because it has no :allow-tools.",
            "Add :allow-tools to the adapter, or name single tools.",
        )
    space, _, tool = name.rpartition("/")
    ids = [each.id for each in adapters]
    owners = [each for each in adapters if space and space in _spaces(each)]
    if not owners:
        return f":{name} is no MCP adapter of the flow.", did_you_mean(name, ids)
    if any(tool in each.deny_tools for each in owners):
        return f"the tool :{name} is denied by its adapter.", None
    offered = [
        each_tool
        for each in owners
        for each_tool in (*each.allow_tools, *(t.name for t in each.tools))
    ]
    if not offered or tool in offered:
        return None
    return (
        f"the adapter :{owners[0].id} has no tool {tool}.",
        did_you_mean(tool, offered, f":{space}/") or f"It has {listed(offered, '', 'and')}.",
    )


def _spaces(adapter: McpAdapter) -> set[str]:
    """What may stand before the slash of a tool of an adapter."""
    return {adapter.id, adapter.id.partition("/")[0], adapter.tool_prefix or adapter.id}


# ---- child flows


def child_flows(facts: Facts) -> Iterator[Finding]:
    if facts.known_flows is None:
        return
    named: list[tuple[Form, str]] = []
    for site in facts.sites:
        slugs = (each.name for each in site.references if each.kind == "flow")
        named += [(site.form.items[1], slug) for slug in slugs]
        if site.family == "fanout" and site.config is not None:
            items = site.config.get("items")
            for item in items.items if isinstance(items, forms.Vector) else ():
                slug = item.get("flow-slug") if isinstance(item, forms.Map) else None
                name = text_of(slug)
                if slug is not None and name is not None:
                    named.append((slug, name))
    for form, name in named:
        if name not in facts.known_flows:
            yield finding(
                rules.UNKNOWN_FLOW,
                form,
                f"The child flow :{name} is none of the flows here.",
                did_you_mean(name, facts.known_flows)
                or "It has to be deployed from elsewhere before this flow runs.",
            )
