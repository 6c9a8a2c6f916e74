"""What the parts of a definition say of each other: ids used twice, names nobody declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from breyta_runtime.definition import Definition, Input, McpInterface
from breyta_runtime.values import Keyword, Map, kw

from breytac.analysis.definition.context import Context
from breytac.analysis.definition.suggest import did_you_mean
from breytac.diagnostics.finding import Related, Rule
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path


class References:
    """The checks of one definition.

    In a fragment, a section that is not there may simply not be shown: what refers to it is only
    questioned once the definition is complete or the section is there.
    """

    def __init__(
        self, ctx: Context, definition: Definition, complete: bool, sections: set[str]
    ) -> None:
        self.ctx = ctx
        self.definition = definition
        self.complete = complete
        self.sections = sections
        self.functions = {each.id for each in ctx.functions}

    def check(self) -> None:
        self.unique_ids()
        self.invocations()
        self.functions_and_steps()
        self.slots()
        self.secrets()
        self.inputs()
        self.public()

    def shown(self, section: str) -> bool:
        return self.complete or section in self.sections

    def unknown(
        self, rule: Rule, path: Path, message: str, name: str, known: Iterable[str]
    ) -> None:
        self.ctx.report(
            rule, self.ctx.span(path), message, hint=did_you_mean(name, known), path=path
        )

    # ---- ids

    def unique_ids(self) -> None:
        d = self.definition
        self.unique("requires", "slot", (getattr(each, "slot", "") for each in d.requires), "slot")
        self.unique("schedules", "id", (each.id for each in d.schedules), "schedule")
        self.unique("templates", "id", (each.id for each in d.templates), "template")
        self.unique("steps", "id", (each.id for each in d.steps), "packaged step")
        self.unique("agents", "id", (each.id for each in d.agents), "agent")
        self.unique("mcp", "id", (each.id for each in d.mcp), "MCP adapter")
        for family in ("llm", "files"):
            ids = (each.id for each in getattr(d.providers, family))
            self.unique("providers", "id", ids, "provider", family)
        steps = {each.id: i for i, each in enumerate(d.steps)}
        for i, agent in enumerate(d.agents):
            if agent.id and agent.id in steps:
                self.twice(
                    ("agents", i, "id"), ("steps", steps[agent.id], "id"), agent.id, "agent or step"
                )

    def unique(self, section: str, key: str, ids: Iterator[str], what: str, *more: str) -> None:
        seen: dict[str, Path] = {}
        for i, name in enumerate(ids):
            here: Path = (section, *more, i, key)
            first = seen.setdefault(name, here) if name else here
            if first != here:
                self.twice(here, first, name, what)

    def twice(self, path: Path, first: Path, name: str, what: str) -> None:
        self.ctx.report(
            rules.DUPLICATE_ID,
            self.ctx.span(path),
            f"The {what} :{name} is declared twice.",
            related=(Related(self.ctx.span(first), "first declared here"),),
            path=path,
        )

    # ---- invocations, functions, steps

    def invocations(self) -> None:
        known = self.definition.invocations
        callers: list[tuple[Path, str, str]] = []
        path: Path
        for category in ("manual", "http", "webhook", "mcp"):
            for i, each in enumerate(getattr(self.definition.interfaces, category)):
                name = each.tool_name if isinstance(each, McpInterface) else each.id
                who = f'interface "{name}"'
                callers.append((("interfaces", category, i, "invocation"), who, each.invocation))
        for i, schedule in enumerate(self.definition.schedules):
            path = ("schedules", i, "invocation")
            callers.append((path, f'schedule "{schedule.id}"', schedule.invocation))
        if not self.shown("invocations"):
            return
        for path, who, name in callers:
            written = path in self.ctx.forms
            if name in known or (not written and (path[0] == "interfaces" or not known)):
                continue
            message = f'The {who} calls the invocation "{name}", which is not declared.'
            self.unknown(rules.UNKNOWN_INVOCATION, path, message, name, known)

    def functions_and_steps(self) -> None:
        d = self.definition
        if self.shown("functions"):
            for i, step in enumerate(d.steps):
                for key, name in (
                    ("prepare", step.prepare),
                    ("project-result", step.project_result),
                ):
                    self.function(name, ("steps", i, key), f"The :{key} of :{step.id}")
            for i, agent in enumerate(d.agents):
                self.function(
                    agent.before_tool_call,
                    ("agents", i, "before-tool-call"),
                    f"A hook of :{agent.id}",
                )
                self.function(
                    agent.after_tool_call,
                    ("agents", i, "after-tool-call"),
                    f"A hook of :{agent.id}",
                )
        if self.shown("steps"):
            for i, provider in enumerate(d.providers.llm):
                self.step(provider.call_step, ("providers", "llm", i, "call-step"))
            for i, files in enumerate(d.providers.files):
                path: Path = ("providers", "files", i, "operations")
                done = files.operations
                self.step(done.load_source_entries, (*path, "load-source-entries"))
                self.step(done.publish_changes, (*path, "publish-changes"))
                self.step(done.open_change_request, (*path, "open-change-request"))

    def function(self, name: str | None, path: Path, who: str) -> None:
        if name and name not in self.functions:
            message = f"{who} is :{name}, which :functions does not declare."
            self.unknown(rules.UNKNOWN_REFERENCE, path, message, name, self.functions)

    def step(self, name: str | None, path: Path) -> None:
        known = {each.id for each in self.definition.steps}
        if name and name not in known:
            message = f"The packaged step :{name} is not declared under :steps."
            self.unknown(rules.UNKNOWN_REFERENCE, path, message, name, known)

    # ---- slots

    def slots(self) -> None:
        if not self.shown("requires"):
            return
        for path, name in self.named_slots():
            self.slot(path, name)
        slots = {each.slot: each for each in self.definition.slots}
        for i, adapter in enumerate(self.definition.mcp):
            slot = slots.get(adapter.connection)
            if slot is not None and (slot.type != "http-api" or slot.backend != "mcp"):
                self.ctx.report(
                    rules.MCP_SLOT,
                    self.ctx.span(("mcp", i, "connection")),
                    f"The slot :{slot.slot} of the MCP adapter :{adapter.id} is no MCP endpoint.",
                    hint="Declare it with :type :http-api and :backend :mcp.",
                    path=("mcp", i, "connection"),
                )

    def named_slots(self) -> Iterator[tuple[Path, str]]:
        """Every slot the definition names, with the place; ids of connections are strings."""
        d = self.definition
        for i, adapter in enumerate(d.mcp):
            yield ("mcp", i, "connection"), adapter.connection
        for i, agent in enumerate(d.agents):
            if agent.connection is not None:
                yield ("agents", i, "connection"), agent.connection
        for i, step in enumerate(d.steps):
            yield from _of_defaults(step.defaults, ("steps", i, "defaults"))
        for i, provider in enumerate(d.providers.llm):
            yield from _of_defaults(provider.defaults, ("providers", "llm", i, "defaults"))
        for path, each in self.all_inputs():
            if each.slot is not None:
                yield (*path, "slot"), each.slot
            if each.options_source is not None and each.options_source.slot:
                yield (*path, "options-source", "slot"), each.options_source.slot

    def slot(self, path: Path, name: str) -> None:
        from breytac.syntax import forms

        known = {each.slot for each in self.definition.slots}
        if name in known or not isinstance(self.ctx.forms.get(path), forms.Keyword):
            return
        self.unknown(
            rules.UNKNOWN_SLOT, path, f"The slot :{name} is not declared in :requires.", name, known
        )

    def all_inputs(self) -> Iterator[tuple[Path, Input]]:
        for name, invocation in self.definition.invocations.items():
            for i, each in enumerate(invocation.inputs):
                yield ("invocations", name, "inputs", i), each

    def secrets(self) -> None:
        """The `:secret-ref` of a webhook names a secret slot, by its name or its own ref."""
        if not self.shown("requires"):
            return
        known = {each.slot for each in self.definition.slots if each.type == "secret"}
        known |= {each.secret_ref for each in self.definition.slots if each.secret_ref}
        for category in ("http", "webhook", "mcp"):
            for i, each in enumerate(getattr(self.definition.interfaces, category)):
                auth = each.auth
                if auth is None or auth.secret_ref is None or auth.secret_ref in known:
                    continue
                path: Path = ("interfaces", category, i, "auth", "secret-ref")
                message = f"No secret slot in :requires provides :{auth.secret_ref}."
                self.unknown(rules.UNKNOWN_SLOT, path, message, auth.secret_ref, known)

    # ---- inputs, listing

    def inputs(self) -> None:
        """Setup values and run inputs end up in one map."""
        setup = {each.name for each in self.definition.setup_inputs if each.name}
        for name, invocation in self.definition.invocations.items():
            for i, each in enumerate(invocation.inputs):
                if each.name in setup:
                    path: Path = ("invocations", name, "inputs", i, "name")
                    self.ctx.report(
                        rules.SHADOWED_INPUT,
                        self.ctx.span(path),
                        f"The run input :{each.name} hides the setup value of that name.",
                        hint="Both are read from (flow/input); give one of them another name.",
                        path=path,
                    )

    def public(self) -> None:
        d = self.definition
        if not (d.discover.public or d.marketplace.visible):
            return
        for i, each in enumerate(d.requires):
            slot = getattr(each, "slot", None)
            if slot and each.provided_by is None:
                self.ctx.report(
                    rules.PROVIDED_BY,
                    self.ctx.span(("requires", i)),
                    f"The flow is public, but the slot :{slot} does not say who provides it.",
                    hint="Add :provided-by :author or :provided-by :installer.",
                    path=("requires", i),
                )


def _of_defaults(defaults: Map, path: Path) -> Iterator[tuple[Path, str]]:
    held = defaults.get(kw("connection"))
    if isinstance(held, Keyword):
        yield (*path, "connection"), held.name
