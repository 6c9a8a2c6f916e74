"""Templates, packaged steps, agents, providers and MCP adapters: what each holds besides its
contract."""

from __future__ import annotations

from breyta_runtime.definition import Agent, LlmProvider, McpAdapter, PackagedStep, Template
from breyta_runtime.definition.packaged import OUTER_CONTROLS

from breytac.analysis.definition.build import after
from breytac.analysis.definition.code import read_code
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.edits import name_of, value_of
from breytac.analysis.definition.suggest import closest, listed
from breytac.analysis.definition.words import describe
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path
from breytac.syntax import forms

CONTENT: dict[str, tuple[str, ...]] = {
    "http-request": ("request",),
    "llm-prompt": ("prompt", "system", "messages"),
    "db-query": ("sql", "collection", "query"),
    "notification": ("channels",),
}
"""The content keys of each type of template; one of them has to be there."""


@after(Template)
def check_template(ctx: Context, made: Template, form: forms.Map, path: Path) -> Template:
    wanted = CONTENT.get(made.type)
    if wanted is None:
        return made
    if not any(value_of(form, name) is not None for name in wanted):
        written = [key.name for key, _ in form.pairs if isinstance(key, forms.Keyword)]
        near = next((k for k in written if k != "type" and closest(k, wanted)), None)
        ctx.report(
            rules.TEMPLATE_CONTENT,
            form,
            f"A template of type :{made.type} needs {_content(made.type)}.",
            hint=f"Is :{near} meant for :{closest(near, wanted)}?" if near else None,
            path=path,
        )
    for kind, names in CONTENT.items():
        for name in names:
            value = value_of(form, name)
            if value is not None and kind != made.type and name not in wanted:
                ctx.report(
                    rules.UNUSED_KEY,
                    value,
                    f":{name} has no effect in a template of type :{made.type}; "
                    f"it is for :{kind}.",
                    path=(*path, name),
                )
    return made


def _content(kind: str) -> str:
    return listed(CONTENT[kind][:2])


@after(PackagedStep)
def check_step(ctx: Context, made: PackagedStep, form: forms.Map, path: Path) -> PackagedStep:
    defaults = form.get("defaults")
    if not isinstance(defaults, forms.Map):
        return made
    for name in OUTER_CONTROLS:
        value = defaults.get(name)
        if value is not None:
            ctx.report(
                rules.OUTER_CONTROL,
                value,
                f":{name} is an option of the call; it has no effect among the :defaults.",
                hint=f"Write it in (flow/step :{made.id} … {{:{name} …}}).",
                path=(*path, "defaults", name),
            )
    return made


@after(Agent)
def check_agent(ctx: Context, made: Agent, form: forms.Map, path: Path) -> Agent:
    for hook in ("before-tool-call", "after-tool-call"):
        code = value_of(form, hook)
        if isinstance(code, forms.List | forms.String):
            name = f"{made.id}.{hook}"
            ctx.functions.append(read_code(ctx, name, code, (*path, hook)))
            made = _with_hook(made, hook, name)
    _check_tools(ctx, form, path)
    return made


def _with_hook(made: Agent, hook: str, name: str) -> Agent:
    from dataclasses import replace

    if hook == "before-tool-call":
        return replace(made, before_tool_call=name)
    return replace(made, after_tool_call=name)


def _check_tools(ctx: Context, form: forms.Map, path: Path) -> None:
    """`:allowed` holds names of tools (strings), `:available-steps` names of steps (keywords)."""
    tools = form.get("tools")
    if isinstance(tools, forms.Map):
        allowed = tools.get("allowed")
        for each in allowed.items if isinstance(allowed, forms.Vector | forms.Set) else ():
            if not isinstance(each, forms.String):
                ctx.report(
                    rules.WRONG_SHAPE,
                    each,
                    f":tools :allowed holds tool names as strings; found {describe(each)}.",
                    hint=f'Write "{name_of(each) or "files"}", or use :available-steps.',
                    path=(*path, "tools", "allowed"),
                )
    steps = form.get("available-steps")
    for each in steps.items if isinstance(steps, forms.Vector | forms.Set) else ():
        if isinstance(each, forms.String):
            ctx.report(
                rules.WRONG_SHAPE,
                each,
                f':available-steps holds step keywords; found "{each.value}".',
                hint=f"Write :{each.value}, or use :tools {{:allowed [...]}}.",
                path=(*path, "available-steps"),
            )


@after(LlmProvider)
def check_llm(ctx: Context, made: LlmProvider, form: forms.Map, path: Path) -> LlmProvider:
    if made.family == "custom" and made.call_step is None and form.get("call-step") is None:
        ctx.report(
            rules.CALL_STEP,
            form,
            "An LLM provider of family :custom needs a :call-step.",
            hint="Name a packaged step that makes the call.",
            path=path,
        )
    elif made.family and made.family != "custom" and made.call_step is not None:
        ctx.report(
            rules.UNUSED_KEY,
            form.get("call-step") or form,
            f":call-step has no effect with family :{made.family}.",
            path=(*path, "call-step"),
        )
    return made


@after(McpAdapter)
def check_adapter(ctx: Context, made: McpAdapter, form: forms.Map, path: Path) -> McpAdapter:
    for name in made.allow_tools:
        if name in made.deny_tools:
            ctx.report(
                rules.CONFLICT,
                form.get("deny-tools") or form,
                f'The tool "{name}" is both allowed and denied.',
                path=(*path, "deny-tools"),
            )
    allowed = set(made.allow_tools)
    for i, tool in enumerate(made.tools):
        if allowed and tool.name and tool.name not in allowed:
            ctx.report(
                rules.UNUSED_KEY,
                ctx.span((*path, "tools", i, "name")),
                f'The tool "{tool.name}" is described but not in :allow-tools.',
                path=(*path, "tools", i),
            )
    return made
