"""Whole pieces of code: a function's `:code`, and a flow's body."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from breyta_runtime.values import Keyword

from breytac.analysis.expressions import (  # noqa: F401  (they register their forms)
    choices,
    comprehensions,
    flow_forms,
    functions,
    interop_forms,
    poll,
    special,
    threading,
)
from breytac.analysis.expressions.analyzer import Analyzer, Mode
from breytac.analysis.expressions.choices import unquoted
from breytac.analysis.expressions.destructure import is_symbol
from breytac.analysis.expressions.env import Env
from breytac.analysis.expressions.functions import Definition, defn_parts, function
from breytac.diagnostics.rules import expressions as rules
from breytac.diagnostics.rules.orchestration import stops_compile
from breytac.ir.expr import Const, CoreCall, Expr, FlowBody, FunctionUnit, Local
from breytac.syntax import forms
from breytac.syntax.source import Span

PYTHON_FRAMES = 20_000
"""Python frames the passes may need for code at the nesting limit."""


@contextmanager
def room_to_recurse() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, PYTHON_FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def analyze_function_code(code: Sequence[forms.Form], *, span: Span | None = None) -> FunctionUnit:
    analyzer = Analyzer(Mode.FUNCTION)
    with room_to_recurse():
        return _function_unit(analyzer, code, span)


def _function_unit(
    analyzer: Analyzer, code: Sequence[forms.Form], span: Span | None
) -> FunctionUnit:
    if not code:
        if span is None:
            raise ValueError("empty code needs a span")
        analyzer.report(rules.NO_CODE, span, "The function has no code.", "(fn [input] …)")
        return FunctionUnit((), None, span, tuple(analyzer.findings))
    code = [unquoted(form) for form in code]
    env = Env({})
    before, last = list(code[:-1]), code[-1]
    ends_in_defn = _is_call_of(last, _DEFINERS)
    if ends_in_defn:
        before.append(last)
    helpers = _helpers(analyzer, before, env)
    main: Expr | None
    if ends_in_defn:
        main = helpers[-1][1] if helpers else None
    else:
        main = analyzer.expr(last, env)
        _check_is_function(analyzer, last, main)
    whole = span or Span(code[0].span.source, code[0].span.start, code[-1].span.end)
    if any(finding.is_error for finding in analyzer.findings):
        main = None
    return FunctionUnit(tuple(helpers), main, whole, tuple(analyzer.findings))


_DEFINERS = ("defn", "defn-")


def _is_call_of(form: forms.Form, names: tuple[str, ...]) -> bool:
    return (
        isinstance(form, forms.List)
        and bool(form.items)
        and any(is_symbol(form.items[0], name) for name in names)
    )


def _helpers(
    analyzer: Analyzer, before: Iterable[forms.Form], env: Env
) -> list[tuple[Local, Expr]]:
    """The definitions in front of the function; they see each other, whatever their order."""
    found: list[tuple[Local, forms.List, Definition]] = []
    values: list[tuple[Local, Expr]] = []
    for form in before:
        if isinstance(form, forms.List) and _is_call_of(form, _DEFINERS):
            parts = defn_parts(analyzer, form)
            if parts is not None:
                local = Local(parts.name.name, parts.name.span, top_level=True)
                env.bind(local)
                found.append((local, form, parts))
        elif isinstance(form, forms.List) and _is_call_of(form, ("def", "defonce")):
            constant = _constant(analyzer, form, env)
            if constant is not None:
                values.append(constant)
        elif not _is_call_of(form, ("declare", "comment")):
            analyzer.report(
                rules.REFUSED,
                form,
                "Only defn and def with a constant may stand before the function.",
                "The last form of the code is the function that is called.",
            )
    functions_made: list[tuple[Local, Expr]] = []
    for local, form, parts in found:
        made = function(analyzer, form, parts.items, env, doc=parts.doc)
        if made is not None:
            functions_made.append((local, made))
    return [*values, *functions_made]


def _constant(analyzer: Analyzer, form: forms.List, env: Env) -> tuple[Local, Expr] | None:
    items = list(form.items[1:])
    if len(items) == 3 and isinstance(items[1], forms.String):
        del items[1]
    if len(items) != 2 or not isinstance(items[0], forms.Symbol):
        analyzer.report(rules.MALFORMED, form, "def takes a name and a value.")
        return None
    value = analyzer.value(items[1], env)
    local = Local(items[0].name, items[0].span, top_level=True)
    env.bind(local)
    if not isinstance(value, Const):
        analyzer.report(
            rules.REFUSED,
            form,
            f"The value of {local.name} is not a constant.",
            "Compute it inside the function with let, or make it a defn.",
        )
    return local, value


def _check_is_function(analyzer: Analyzer, form: forms.Form, main: Expr) -> None:
    """Calls may give functions, such as (comp f g); data and plain values do not."""
    match main:
        case Const(value=value) if not analyzer.findings and not isinstance(value, Keyword):
            analyzer.report(
                rules.NOT_A_FUNCTION,
                form,
                "The code ends in a value, not in a function.",
                "Write (fn [input] …).",
            )
        case CoreCall(var=var) if var.returns not in ("any", "map", "set", "keyword"):
            analyzer.report(
                rules.NOT_A_FUNCTION,
                form,
                f"The code ends in a call of {var.name}, not in a function.",
                "Write (fn [input] …).",
            )
        case _:
            pass


def analyze_flow_body(
    form: forms.Form, *, known_functions: Iterable[str] | None = None
) -> FlowBody:
    known = None if known_functions is None else frozenset(known_functions)
    analyzer = Analyzer(Mode.FLOW, known)
    inner = unquoted(form)
    with room_to_recurse():
        body: Expr | None = analyzer.expr(inner, Env({}))
    if stops_compile(analyzer.findings):
        body = None
    return FlowBody(
        body,
        tuple(analyzer.steps),
        inner.span,
        tuple(analyzer.findings),
        tuple(analyzer.inline_functions),
    )
