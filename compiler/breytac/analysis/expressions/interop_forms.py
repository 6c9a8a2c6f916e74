"""`.`, `..` and `new`: interop by special form."""

from __future__ import annotations

from dataclasses import replace

from breytac.analysis.expressions import interop
from breytac.analysis.expressions.analyzer import Analyzer, special
from breytac.analysis.expressions.env import Env
from breytac.analysis.expressions.special import malformed
from breytac.ir.expr import Expr
from breytac.syntax import forms


@special("new")
def new(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 2 or not isinstance(form.items[1], forms.Symbol):
        return malformed(analyzer, form, "new takes a class and arguments.")
    cls = form.items[1]
    return interop.construct(analyzer, cls, cls.full_name, form.items[2:], form=form, env=env)


@special(".")
def dot(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 3:
        return malformed(analyzer, form, "(. target method args…)")
    from breyta_runtime.interop import resolve_class

    target, member, *args = form.items[1:]
    if isinstance(member, forms.List) and member.items and not args:
        member, *args = member.items
    if not isinstance(member, forms.Symbol):
        return malformed(analyzer, member, "A method is named by a symbol.")
    if (
        isinstance(target, forms.Symbol)
        and analyzer.local(target, env) is None
        and resolve_class(target.full_name) is not None
    ):
        return interop.static(
            analyzer, member, target.full_name, member.name, tuple(args), form=form, env=env
        )
    return interop.method(analyzer, member, member.name, (target, *args), form=form, env=env)


@special("..")
def dot_dot(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 3:
        return malformed(analyzer, form, "(.. target (method args…) …)")
    target = form.items[1]
    for step in form.items[2:]:
        member = step.items if isinstance(step, forms.List) and step.items else (step,)
        dot_symbol = forms.Symbol(None, ".", span=step.span)
        target = replace(form, items=(dot_symbol, target, *member), sugar="")
    return analyzer.expr(target, env)
