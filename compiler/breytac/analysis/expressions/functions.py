"""fn, #(), letfn, and the parts of `defn`."""

from __future__ import annotations

from dataclasses import dataclass

from breytac.analysis.expressions.analyzer import Analyzer, special
from breytac.analysis.expressions.destructure import Destructuring, is_symbol
from breytac.analysis.expressions.env import Env
from breytac.analysis.expressions.special import malformed, printed
from breytac.ir.expr import (
    Arity,
    AssertExpr,
    Binding,
    Const,
    Do,
    Expr,
    Fn,
    Let,
    LetFn,
    Local,
    LocalRef,
    RecurTarget,
)
from breytac.syntax import forms


@special("fn", "fn*")
def fn(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    items = list(form.items[1:])
    scope = env.inner.child()
    name: Local | None = None
    if items and isinstance(items[0], forms.Symbol):
        symbol = items.pop(0)
        assert isinstance(symbol, forms.Symbol)
        name = scope.bind(Local(symbol.name, symbol.span))
    made = function(analyzer, form, tuple(items), scope, name=name)
    if made is None:
        return Const(None, span=form.span)
    return analyzer.with_metadata(form, made, env)


def function(
    analyzer: Analyzer,
    form: forms.Form,
    items: tuple[forms.Form, ...],
    env: Env,
    *,
    name: Local | None = None,
    doc: str | None = None,
) -> Fn | None:
    """The function of `[params] body…` or of several `([params] body…)`; None after a finding."""
    if items and isinstance(items[0], forms.Vector):
        bodies = [(items[0], items[1:])]
    else:
        bodies = []
        for item in items:
            if (
                isinstance(item, forms.List)
                and item.items
                and isinstance(item.items[0], forms.Vector)
            ):
                bodies.append((item.items[0], item.items[1:]))
            else:
                malformed(analyzer, item, "A function has a vector of parameters: (fn [x] …).")
                return None
    if not bodies:
        malformed(analyzer, form, "A function has a vector of parameters: (fn [x] …).")
        return None
    with analyzer.within("fn"), analyzer.bound_to(None):
        arities = tuple(_arity(analyzer, params, body, env) for params, body in bodies)
    _check_arities(analyzer, form, arities)
    return Fn(name, arities, doc, span=form.span)


def _check_arities(analyzer: Analyzer, form: forms.Form, arities: tuple[Arity, ...]) -> None:
    fixed = [len(arity.params) for arity in arities if arity.rest is None]
    variadic = [len(arity.params) for arity in arities if arity.rest is not None]
    if len(set(fixed)) < len(fixed) or len(variadic) > 1:
        malformed(analyzer, form, "Two parameter lists of this function take the same arguments.")
    elif variadic and fixed and max(fixed) > variadic[0]:
        malformed(
            analyzer,
            form,
            "A parameter list with & comes after all shorter ones: it has the most parameters.",
        )


@dataclass(slots=True)
class _Params:
    locals: list[Local]
    rest: Local | None
    patterns: list[tuple[forms.Form, Local]]


def _arity(
    analyzer: Analyzer, params: forms.Vector, body: tuple[forms.Form, ...], env: Env
) -> Arity:
    scope = env.child()
    found = _params(analyzer, params, scope)
    parts = Destructuring(analyzer, scope, [])
    for pattern, local in found.patterns:
        parts.bind(pattern, LocalRef(local, span=pattern.span))
    targets = (*found.locals, *([found.rest] if found.rest else []))
    target = RecurTarget(targets)
    made = _body(analyzer, params, body, scope.with_tail(target))
    if parts.bindings:
        made = Let(tuple(parts.bindings), made, span=params.span)
    return Arity(tuple(found.locals), found.rest, made, target)


def _params(analyzer: Analyzer, params: forms.Vector, scope: Env) -> _Params:
    found = _Params([], None, [])
    todo = list(params.items)
    while todo:
        item = todo.pop(0)
        if is_symbol(item, "&"):
            if len(todo) != 1:
                malformed(analyzer, item, "& is followed by one name, the last parameter.")
                return found
            found.rest = _param(analyzer, todo.pop(0), scope, found, "rest")
            analyzer.seqs.add(found.rest)
        else:
            found.locals.append(_param(analyzer, item, scope, found, "arg"))
    return found


def _param(analyzer: Analyzer, item: forms.Form, scope: Env, found: _Params, default: str) -> Local:
    if isinstance(item, forms.Symbol):
        if item.ns is not None:
            malformed(analyzer, item, f"{item.full_name}: a parameter has no namespace.")
        return scope.bind(Local(item.name, item.span))
    name = default
    if isinstance(item, forms.Map) and isinstance(given := item.get("as"), forms.Symbol):
        name = given.name
    local = Local(name, item.span, made_up=True)
    found.patterns.append((item, local))
    return local


def _body(analyzer: Analyzer, params: forms.Vector, body: tuple[forms.Form, ...], env: Env) -> Expr:
    """The body, with the assertions of a leading `{:pre […]}` map."""
    if len(body) > 1 and isinstance(body[0], forms.Map):
        conditions = body[0]
        before = _conditions(analyzer, conditions, "pre", env)
        if conditions.get("post") is None:
            inside = analyzer.body(body[1:], env, params)
        else:
            inside = _checked_result(analyzer, params, body, env)
        return Do((*before, inside), span=inside.span) if before else inside
    return analyzer.body(body, env, params)


def _checked_result(
    analyzer: Analyzer, params: forms.Vector, body: tuple[forms.Form, ...], env: Env
) -> Expr:
    """The body's value, once the `:post` conditions hold; they call it `%`."""
    conditions = body[0]
    assert isinstance(conditions, forms.Map)
    value = analyzer.body(body[1:], env.inner, params)
    scope = env.inner.child()
    result = scope.bind(Local("result", conditions.span, made_up=True))
    scope.names["%"] = result
    checks = _conditions(analyzer, conditions, "post", scope)
    given = LocalRef(result, span=conditions.span)
    checked = Do((*checks, given), span=conditions.span) if checks else given
    return Let((Binding(result, value),), checked, span=value.span)


def _conditions(analyzer: Analyzer, conditions: forms.Map, key: str, env: Env) -> list[AssertExpr]:
    given = conditions.get(key)
    tests = given.items if isinstance(given, forms.Vector) else ()
    return [
        AssertExpr(analyzer.value(test, env), None, printed(test), span=test.span) for test in tests
    ]


@special("letfn")
def letfn(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 2 or not isinstance(form.items[1], forms.Vector):
        return malformed(
            analyzer, form, "letfn takes a vector of functions.", "(letfn [(f [x] …)] …)"
        )
    scope = env.child()
    named: list[tuple[Local, forms.List]] = []
    for item in form.items[1].items:
        if (
            isinstance(item, forms.List)
            and item.items
            and isinstance(name := item.items[0], forms.Symbol)
        ):
            named.append((scope.bind(Local(name.name, name.span)), item))
        else:
            malformed(analyzer, item, "letfn binds functions written as (name [params] …).")
    functions = []
    for local, item in named:
        made = function(analyzer, item, item.items[1:], scope.inner)
        if made is not None:
            functions.append((local, made))
    return LetFn(tuple(functions), analyzer.body(form.items[2:], scope, form), span=form.span)


@dataclass(frozen=True, slots=True)
class Definition:
    """The parts of a top-level `(defn name "doc" [params] …)`."""

    name: forms.Symbol
    doc: str | None
    items: tuple[forms.Form, ...]


def defn_parts(analyzer: Analyzer, form: forms.List) -> Definition | None:
    items = list(form.items[1:])
    if not items or not isinstance(items[0], forms.Symbol):
        malformed(analyzer, form, "defn takes a name, parameters and a body.")
        return None
    name = items.pop(0)
    assert isinstance(name, forms.Symbol)
    doc = None
    if items and isinstance(items[0], forms.String):
        doc = items[0].value
        items.pop(0)
    if items and isinstance(items[0], forms.Map):
        items.pop(0)
    return Definition(name, doc, tuple(items))
