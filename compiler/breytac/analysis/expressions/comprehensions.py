"""for, doseq, dotimes, while."""

from __future__ import annotations

from breytac.analysis.expressions.analyzer import Analyzer, Mode, core_var, special
from breytac.analysis.expressions.destructure import Destructuring
from breytac.analysis.expressions.env import Env
from breytac.analysis.expressions.labels import label_of
from breytac.analysis.expressions.special import binding_pairs, malformed
from breytac.ir.expr import (
    Const,
    CoreCall,
    Expr,
    For,
    ForClause,
    ForIn,
    ForLet,
    ForWhen,
    ForWhile,
    Local,
    LocalRef,
    While,
)
from breytac.syntax import forms


@special("for")
def for_(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _comprehension(analyzer, form, env, "for")


@special("doseq")
def doseq(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _comprehension(analyzer, form, env, "doseq")


def _comprehension(analyzer: Analyzer, form: forms.List, env: Env, name: str) -> Expr:
    pairs = binding_pairs(analyzer, form, name)
    if pairs is None:
        return Const(None, span=form.span)
    if not pairs or isinstance(pairs[0][0], forms.Keyword):
        return malformed(
            analyzer, form, f"{name} starts with a name and what it runs over: ({name} [x xs] …)."
        )
    scope = env.inner.child()
    clauses: list[ForClause] = []
    with analyzer.bound_to(None):
        for index, (pattern, value_form) in enumerate(pairs):
            if index:
                with analyzer.within(name):
                    _clause(analyzer, pattern, value_form, scope, clauses=clauses, name=name)
            else:
                _clause(analyzer, pattern, value_form, scope, clauses=clauses, name=name)
        with analyzer.within(name):
            body = analyzer.body(form.items[2:], scope, form)
    effect = name == "doseq"
    eager = effect or analyzer.mode is Mode.FLOW
    label = label_of(analyzer, form)
    return For(tuple(clauses), body, effect, eager, label, span=form.span)


def _clause(
    analyzer: Analyzer,
    pattern: forms.Form,
    value_form: forms.Form,
    scope: Env,
    *,
    clauses: list[ForClause],
    name: str,
) -> None:
    if isinstance(pattern, forms.Keyword):
        _modifier(analyzer, pattern, value_form, scope, clauses=clauses, name=name)
        return
    items = analyzer.value(value_form, scope)
    parts = Destructuring(analyzer, scope, [])
    if isinstance(pattern, forms.Symbol):
        local = scope.bind(Local(pattern.name, pattern.span))
    else:
        local = Local("item", pattern.span, made_up=True)
        parts.bind(pattern, LocalRef(local, span=pattern.span))
    clauses.append(ForIn(local, items))
    clauses.extend(ForLet(binding.local, binding.value) for binding in parts.bindings)


def _modifier(
    analyzer: Analyzer,
    key: forms.Keyword,
    form: forms.Form,
    scope: Env,
    *,
    clauses: list[ForClause],
    name: str,
) -> None:
    match key.full_name:
        case "when":
            clauses.append(ForWhen(analyzer.value(form, scope)))
        case "while":
            clauses.append(ForWhile(analyzer.value(form, scope)))
        case "let" if isinstance(form, forms.Vector) and len(form.items) % 2 == 0:
            parts = Destructuring(analyzer, scope, [])
            for pattern, value in zip(form.items[::2], form.items[1::2], strict=True):
                parts.bind(pattern, analyzer.value(value, scope))
            clauses.extend(ForLet(binding.local, binding.value) for binding in parts.bindings)
        case "let":
            malformed(analyzer, form, ":let takes a vector of bindings.")
        case other:
            malformed(
                analyzer,
                key,
                f"{name} does not know :{other}.",
                "Known: :when, :while and :let.",
            )


@special("dotimes")
def dotimes(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    pairs = binding_pairs(analyzer, form, "dotimes")
    if pairs is None:
        return Const(None, span=form.span)
    if len(pairs) != 1 or not isinstance(pairs[0][0], forms.Symbol):
        return malformed(analyzer, form, "dotimes takes one name and a number: (dotimes [i n] …).")
    name, count_form = pairs[0]
    assert isinstance(name, forms.Symbol)
    count = analyzer.value(count_form, env)
    if not (isinstance(count, Const) and type(count.value) is int):
        count = CoreCall(core_var("long"), (count,), span=count_form.span)
    times = CoreCall(core_var("range"), (count,), span=count_form.span)
    scope = env.inner.child()
    local = scope.bind(Local(name.name, name.span))
    with analyzer.within("dotimes"), analyzer.bound_to(None):
        body = analyzer.body(form.items[2:], scope, form)
    label = label_of(analyzer, form)
    return For((ForIn(local, times),), body, True, True, label, span=form.span)


@special("while")
def while_(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 2:
        return malformed(analyzer, form, "while takes a test and a body.")
    test = analyzer.value(form.items[1], env)
    with analyzer.within("while"), analyzer.bound_to(None):
        body = analyzer.body(form.items[2:], env.inner, form)
    return While(test, body, label_of(analyzer, form), span=form.span)
