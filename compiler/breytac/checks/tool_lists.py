"""The literal lists of tools that models are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from breytac.checks.facts import Facts, step_name
from breytac.syntax import forms
from breytac.syntax.forms import Form

Named = tuple[Form, str]


@dataclass(frozen=True, slots=True)
class ToolList:
    """A literal `:tools` map, and whose it is."""

    owner: str
    form: forms.Map
    steps: tuple[Named, ...]
    agents: tuple[Named, ...]
    mcp: tuple[Named, ...]
    in_agent: bool = False
    """Whether it belongs to an entry of `:agents`, whose names the definition's analysis checks."""


def tool_lists(facts: Facts) -> Iterator[ToolList]:
    """Those of steps, of agents, and of packaged agents and model calls."""
    for site in facts.steps:
        if site.family in ("llm", "agent") and site.config is not None:
            yield from _list_of(site.config.get("tools"), step_name(site))
    for i, agent in enumerate(facts.definition.agents):
        form = facts.flow.spans.form(("agents", i, "tools"))
        yield from _list_of(form, f"the agent :{agent.id}", in_agent=True)
    for i, step in enumerate(facts.definition.steps):
        defaults = facts.flow.spans.form(("steps", i, "defaults"))
        if isinstance(defaults, forms.Map):
            yield from _list_of(defaults.get("tools"), f"the packaged step :{step.id}")


def _list_of(form: Form | None, owner: str, *, in_agent: bool = False) -> Iterator[ToolList]:
    if isinstance(form, forms.Map):
        require = form.get("require")
        needed = require if isinstance(require, forms.Map) else None
        yield ToolList(
            owner,
            form,
            (*named(form.get("steps")), *named(needed.get("steps") if needed else None)),
            (*named(form.get("agents")), *named(needed.get("agents") if needed else None)),
            named(form.get("mcp")),
            in_agent,
        )


def named(form: Form | None) -> tuple[Named, ...]:
    if not isinstance(form, forms.Vector | forms.Set):
        return ()
    return tuple((item, item.full_name) for item in form.items if isinstance(item, forms.Keyword))
