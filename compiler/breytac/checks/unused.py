"""Definitions nobody names: functions, templates, packaged steps, slots, agents and the rest.

A name counts as used wherever it could be meant.  Where a flow works a name out when it runs,
nothing can be said, and nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from breyta_runtime.definition import Slot

from breytac.analysis.definition.suggest import closest
from breytac.checks.facts import Facts, all_forms, finding
from breytac.checks.literals import is_dynamic, text_of
from breytac.diagnostics.finding import Finding, Rule
from breytac.diagnostics.rules import semantics as rules
from breytac.ir.spans import Path
from breytac.syntax import forms
from breytac.syntax.forms import Form

FUNCTION_KEYS = (
    "ref",
    "prepare",
    "project-result",
    "before-tool-call",
    "after-tool-call",
    "parser-fn",
    "transform",
    "code",
)
SLOT_KEYS = ("connection", "slot", "secret-ref", "public-key-ref")


def check(facts: Facts) -> Iterator[Finding]:
    if not facts.flow.complete or facts.body is None:
        return
    uses = _Uses(facts)
    functions = {each.id for each in facts.flow.function_sources}
    for i, path in _functions(facts):
        name = facts.flow.function_sources[i].id
        if not uses.by_key(name, FUNCTION_KEYS, ("functions",), functions):
            yield _unused(rules.UNUSED_FUNCTION, facts, path, f"The function :{name}", "no step")
    templates = {each.id for each in facts.definition.templates}
    for i, template in enumerate(facts.definition.templates):
        named = uses.by_key(template.id, ("template",), ("templates",), templates)
        if template.id and not named:
            path = ("templates", i, "id")
            who = f"The template :{template.id}"
            yield _unused(rules.UNUSED_TEMPLATE, facts, path, who, "no step")
    yield from _packaged(facts, uses)
    yield from _slots(facts, uses)
    yield from _others(facts, uses)


def _functions(facts: Facts) -> Iterator[tuple[int, Path]]:
    for i, each in enumerate(facts.flow.function_sources):
        if each.id and each.path[:1] == ("functions",):
            yield i, (*each.path[:2], "id")


def _unused(rule: Rule, facts: Facts, path: Path, who: str, by: str) -> Finding:
    return finding(
        rule,
        facts.span(path),
        f"{who} is declared, but {by} names it.",
        "Use it, or take it out.",
        path=path,
    )


def _packaged(facts: Facts, uses: _Uses) -> Iterator[Finding]:
    if uses.opaque_step:
        return
    for i, step in enumerate(facts.definition.steps):
        path: Path = ("steps", i, "id")
        if step.id and not uses.anywhere(step.id, path):
            who = f"The packaged step :{step.id}"
            yield _unused(rules.UNUSED_STEP, facts, path, who, "neither :flow nor an agent")
    for i, agent in enumerate(facts.definition.agents):
        path = ("agents", i, "id")
        if agent.id and not uses.anywhere(agent.id, path):
            who = f"The agent :{agent.id}"
            yield _unused(rules.UNUSED_DEFINITION, facts, path, who, "neither :flow nor an agent")


def _slots(facts: Facts, uses: _Uses) -> Iterator[Finding]:
    if any(site.family in ("call-flow", "fanout") for site in facts.sites):
        # Child flows of one app are bound through their parent.
        return
    declared = {each.slot for each in facts.definition.slots}
    declared |= {each.secret_ref for each in facts.definition.slots if each.secret_ref}
    for i, slot in enumerate(facts.definition.requires):
        if not isinstance(slot, Slot) or not slot.slot:
            continue
        path: Path = ("requires", i, "slot")
        names = {slot.slot, slot.secret_ref or slot.slot}
        if not any(
            uses.by_key(name, SLOT_KEYS, ("requires",), declared) or uses.bound_test(name)
            for name in names
        ):
            yield _unused(rules.UNUSED_SLOT, facts, path, f"The slot :{slot.slot}", "nothing")


def _others(facts: Facts, uses: _Uses) -> Iterator[Finding]:
    d = facts.definition
    path: Path
    providers = {each.id for each in d.providers.llm}
    for i, provider in enumerate(d.providers.llm):
        named = uses.by_key(provider.id, ("provider",), ("providers",), providers)
        if provider.id and not named:
            path = ("providers", "llm", i, "id")
            who = f"The provider :{provider.id}"
            yield _unused(rules.UNUSED_DEFINITION, facts, path, who, "no model call")
    if uses.opaque_step:
        return
    for i, adapter in enumerate(d.mcp):
        space = adapter.id.partition("/")[0]
        prefixes = (f"{space}/", f"{adapter.tool_prefix or space}/")
        if adapter.id and not uses.starts(prefixes, ("mcp",)):
            path = ("mcp", i, "id")
            who = f"The MCP adapter :{adapter.id}"
            yield _unused(rules.UNUSED_DEFINITION, facts, path, who, "no :tools")


class _Uses:
    """Where names stand in a source."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        root = facts.flow.spans.form(())
        self.root = root if isinstance(root, forms.Map) else None
        self.code = [each for source in facts.flow.function_sources for each in source.forms]
        self.gathered: dict[tuple[str, ...], tuple[set[str], bool]] = {}
        strings = (each.value for each in facts.forms if isinstance(each, forms.String))
        self.texts = "\n".join(text for text in strings if ":" in text)
        """Code in the strings of steps is not read apart: a name in any text counts."""

    def parts(self, without: tuple[str, ...]) -> Iterator[Form]:
        for key, value in self.root.pairs if self.root is not None else ():
            if not (isinstance(key, forms.Keyword) and key.full_name in without):
                yield value
        yield from self.code

    def by_key(
        self, name: str, keys: tuple[str, ...], section: tuple[str, ...], declared: set[str]
    ) -> bool:
        """Whether a name stands under one of the keys outside its own section, or could.

        A name that is not declared and close to this one is this one mistyped; that is said
        already, where it stands.
        """
        named, opaque = self._under(keys, section)
        if section == ("requires",):
            named = named | self.inside_slots()
        return (
            name in named
            or opaque
            or self.in_text(name)
            or any(closest(each, declared) == name for each in named - declared)
        )

    def _under(self, keys: tuple[str, ...], section: tuple[str, ...]) -> tuple[set[str], bool]:
        if keys not in self.gathered:
            self.gathered[keys] = _gather(self, keys, section)
        return self.gathered[keys]

    def inside_slots(self) -> set[str]:
        """The secrets that slots name in their :auth and :config, not as their own."""
        found: set[str] = set()
        for i, _ in enumerate(self.facts.definition.requires):
            slot = self.facts.flow.spans.form(("requires", i))
            for key, value in slot.pairs if isinstance(slot, forms.Map) else ():
                if isinstance(key, forms.Keyword) and key.name in ("auth", "config", "oauth"):
                    texts = (text_of(each) for each in all_forms(value))
                    found |= {text for text in texts if text is not None}
        return found

    def in_text(self, name: str) -> bool:
        return f":{name}" in self.texts

    def anywhere(self, name: str, declared: Path) -> bool:
        """Whether a qualified name stands anywhere but where it is declared."""
        own = self.facts.flow.spans.form(declared)
        steps, agents = self.facts.definition.steps, self.facts.definition.agents
        known = {*(each.id for each in steps), *(each.id for each in agents)}
        called = {site.family or "" for site in self.facts.steps}
        if any(closest(each, known) == name for each in called - known if "/" in each):
            return True
        for part in self.parts(()):
            for each in all_forms(part):
                if each is not own and text_of(each) == name and each.span != _span(own):
                    return True
        return self.in_text(name)

    def starts(self, prefixes: tuple[str, ...], section: tuple[str, ...]) -> bool:
        return any(
            (text_of(each) or "").startswith(prefixes)
            for part in self.parts(section)
            for each in all_forms(part)
        )

    def bound_test(self, name: str) -> bool:
        for part in self.parts(("requires",)):
            for each in all_forms(part):
                if isinstance(each, forms.List) and len(each.items) == 2:
                    head = each.items[0]
                    asks = isinstance(head, forms.Symbol) and head.full_name == "flow/slot-bound?"
                    if asks and (is_dynamic(each.items[1]) or text_of(each.items[1]) == name):
                        return True
        return False

    @cached_property
    def opaque_step(self) -> bool:
        """Whether some step's family, or some list of tools, is worked out when the flow runs."""
        for site in self.facts.sites:
            if site.family is None:
                return True
        for each in self.facts.forms:
            if isinstance(each, forms.Map):
                tools = each.get("tools")
                inner = tools.get("steps") if isinstance(tools, forms.Map) else None
                if any(form is not None and is_dynamic(form) for form in (tools, inner)):
                    return True
        return False


def _span(form: Form | None) -> object:
    return form.span if form is not None else None


def _gather(uses: _Uses, keys: tuple[str, ...], section: tuple[str, ...]) -> tuple[set[str], bool]:
    named: set[str] = set()
    opaque = False
    tops = {id(site.config): site for site in uses.facts.sites if site.config is not None}
    for part in uses.parts(section):
        for each in all_forms(part):
            if not isinstance(each, forms.Map):
                continue
            for key in keys:
                value = each.get(key)
                if value is None:
                    continue
                text = text_of(value)
                if text is not None:
                    named.add(text)
                elif is_dynamic(value) and key != "code":
                    site = tops.get(id(each))
                    known = uses.facts.names(uses.facts.config(site, key)) if site else None
                    if known is not None:
                        named |= known
                    elif not _is_code(value):
                        opaque = True
    return named, opaque


def _is_code(form: Form) -> bool:
    """Function code written in place names no definition."""
    if not isinstance(form, forms.List) or not form.items:
        return False
    head = form.items[0]
    return isinstance(head, forms.Symbol) and head.full_name in ("fn", "fn*", "quote")
