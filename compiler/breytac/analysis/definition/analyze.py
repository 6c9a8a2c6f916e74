"""The analysis of a definition from end to end."""

from __future__ import annotations

from dataclasses import replace

from breyta_runtime.definition import Definition

# These register what they know of their kinds of map.
from breytac.analysis.definition import (  # noqa: F401
    inputs,
    interfaces,
    listing,
    requirements,
    schedules,
    sections,
)
from breytac.analysis.definition.build import blank, build
from breytac.analysis.definition.code import read_functions
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.edits import drop, respell_key, value_of
from breytac.analysis.definition.legacy import modernise
from breytac.analysis.definition.references import References
from breytac.analysis.definition.size import check_size
from breytac.analysis.definition.values import unquote
from breytac.analysis.definition.words import describe
from breytac.diagnostics.finding import Edit
from breytac.diagnostics.rules import definition as rules
from breytac.ir.flow import FlowIR
from breytac.ir.spans import Places
from breytac.syntax import forms
from breytac.syntax.forms import Form
from breytac.syntax.source import Source, Span

REQUIRED = ("slug", "name", "concurrency", "flow")


def analyze_definition(form: Form, source: Source) -> FlowIR:
    """The typed definition a form stands for, with everything there is to say against it.

    Works on whatever it is given: what is missing is blank, what is wrong is reported, and the
    rest is typed.
    """
    ctx = Context(source)
    ctx.place((), form)
    if not isinstance(form, forms.Map):
        ctx.report(
            rules.NOT_A_MAP,
            form,
            f"A flow source is one map such as {{:slug :my-flow …}}; found {describe(form)}.",
        )
        definition = replace(blank(Definition), source=source.name)
        return FlowIR(source, definition, Places(ctx.forms), (), None, tuple(ctx.findings), False)
    complete = all(value_of(form, name) is not None for name in REQUIRED)
    definition = _definition(ctx, form, source, complete)
    body = _body(ctx, form)
    check_size(ctx, form)
    return FlowIR(
        source,
        definition,
        Places(ctx.forms),
        tuple(ctx.functions),
        body,
        tuple(sorted(ctx.findings, key=lambda each: each.span.in_file.start)),
        complete,
    )


def _definition(ctx: Context, form: forms.Map, source: Source, complete: bool) -> Definition:
    top = modernise(ctx, form)
    section = top.get("functions")
    if section is not None:
        read_functions(ctx, section, ("functions",))
    top = drop(top, "functions", "flow")
    definition = replace(build(ctx, Definition, top, ()), source=source.name)
    ctx.place((), form)
    shown = _sections(form, top)
    _check_entrypoints(ctx, form, shown)
    if value_of(form, "invocations") is not None:
        _check_names(ctx, definition)
    References(ctx, definition, complete, shown).check()
    return definition


def _sections(*maps: forms.Map) -> set[str]:
    """The top-level sections that are there, written or derived from old ones."""
    return {
        key.name
        for each in maps
        for key, value in each.pairs
        if isinstance(key, forms.Keyword) and key.ns is None and not isinstance(value, forms.Nil)
    }


def _check_entrypoints(ctx: Context, form: forms.Map, shown: set[str]) -> None:
    """A flow that can run should say how it is called."""
    if value_of(form, "flow") is None:
        return
    if "interfaces" not in shown:
        ctx.report(
            rules.NO_INTERFACES,
            form,
            "The flow has no :interfaces; nobody but the CLI and its schedules can start it.",
            hint='Add :interfaces {:manual [{:id :run :label "Run" :invocation :default}]}.',
        )
    if "invocations" not in shown:
        ctx.report(
            rules.NO_INVOCATIONS,
            form,
            "The flow has no :invocations; what a run takes is not declared.",
            hint="Add :invocations {:default {:inputs [...]}}.",
        )


def _check_names(ctx: Context, definition: Definition) -> None:
    """Breyta's linter takes only `:name` for a run input, its documentation `:key` and `:id` too."""
    for name, invocation in definition.invocations.items():
        for i, each in enumerate(invocation.inputs):
            path = ("invocations", name, "inputs", i)
            written = ctx.forms.get(path)
            if each.name and isinstance(written, forms.Map) and written.get("name") is None:
                ctx.report(
                    rules.INPUT_NAME_SPELLED,
                    ctx.span((*path, "name")),
                    "Run inputs are named by :name.",
                    hint=f"Write :name :{each.name}.",
                    path=(*path, "name"),
                    edits=respell_key(written, ("key", "id"), "name"),
                )


def _body(ctx: Context, form: forms.Map) -> Form | None:
    """The orchestration without its quote."""
    written = form.get("flow")
    if written is None or isinstance(written, forms.Nil):
        ctx.report(
            rules.MISSING_FIELD,
            written or form,
            ":flow is missing from this flow definition: its orchestration.",
            hint="Add :flow '(let [input (flow/input)] …).",
            path=("flow",),
        )
        return None
    ctx.place(("flow",), written)
    inner = unquote(written)
    if inner is not None:
        return inner
    if _is_quote(written):
        ctx.report(rules.FLOW_BODY, written, "A quote holds exactly one form.", path=("flow",))
        return None
    ctx.report(
        rules.UNQUOTED_FLOW,
        written,
        f":flow must be quoted; found {describe(written)}.",
        hint="Write :flow '(…).",
        path=("flow",),
        edits=(Edit(Span(written.span.source, written.span.start, written.span.start), "'"),),
    )
    return written


def _is_quote(form: Form) -> bool:
    if not isinstance(form, forms.List) or not form.items:
        return False
    head = form.items[0]
    return isinstance(head, forms.Symbol) and head.full_name in ("quote", "clojure.core/quote")
