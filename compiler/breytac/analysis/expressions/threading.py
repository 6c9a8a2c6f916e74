"""The threading macros, and doto.

`->` and `->>` rewrite forms, as in Clojure, so that macros may stand in the thread.
"""

from __future__ import annotations

from dataclasses import replace

from breytac.analysis.expressions.analyzer import Analyzer, core_var, special
from breytac.analysis.expressions.env import Env
from breytac.analysis.expressions.special import malformed
from breytac.ir.expr import (
    Binding,
    CoreCall,
    Do,
    Expr,
    Let,
    Local,
    LocalRef,
    Thread,
    Update,
)
from breytac.syntax import forms

CHUNK = 40
"""Steps nested in one another; a longer thread is cut by a name, so depth stays bounded."""


def insert_first(step: forms.Form, value: forms.Form) -> forms.Form:
    if isinstance(step, forms.List) and step.items:
        return replace(step, items=(step.items[0], value, *step.items[1:]), sugar="")
    return forms.List((step, value), span=step.span)


def insert_last(step: forms.Form, value: forms.Form) -> forms.Form:
    if isinstance(step, forms.List) and step.items:
        return replace(step, items=(*step.items, value), sugar="")
    return forms.List((step, value), span=step.span)


@special("->")
def thread_first(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _thread(analyzer, form, env, first=True)


@special("->>")
def thread_last(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _thread(analyzer, form, env, first=False)


def _thread(analyzer: Analyzer, form: forms.List, env: Env, *, first: bool) -> Expr:
    if len(form.items) < 2:
        return malformed(analyzer, form, f"{form.items[0].span.text} takes a value and steps.")
    insert = insert_first if first else insert_last
    value, *steps = form.items[1:]
    if len(steps) <= CHUNK:
        for step in steps:
            value = insert(step, value)
        return analyzer.expr(value, env)
    bindings: list[Binding] = []
    scope = env.child()
    while len(steps) > CHUNK:
        for step in steps[:CHUNK]:
            value = insert(step, value)
        del steps[:CHUNK]
        local = Local(f"value {len(bindings)}", value.span, made_up=True)
        bindings.append(Binding(local, analyzer.value(value, scope)))
        scope.bind(local)
        value = forms.Symbol(None, local.name, span=value.span)
    for step in steps:
        value = insert(step, value)
    return Let(tuple(bindings), analyzer.expr(value, scope), span=form.span)


@special("as->")
def as_thread(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 3 or not isinstance(form.items[2], forms.Symbol):
        return malformed(analyzer, form, "as-> takes a value, a name and steps.")
    initial = analyzer.value(form.items[1], env)
    name = form.items[2]
    scope = env.inner.child()
    local = scope.bind(Local(name.name, name.span))
    updates = tuple(Update(None, analyzer.value(step, scope)) for step in form.items[3:])
    return Thread(local, initial, updates, span=form.span)


@special("some->")
def some_thread_first(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _some_thread(analyzer, form, env, first=True)


@special("some->>")
def some_thread_last(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _some_thread(analyzer, form, env, first=False)


def _carried(form: forms.Form) -> tuple[Local, forms.Symbol]:
    """The value in the thread, under a name no author can write."""
    local = Local("value ", form.span, made_up=True)
    return local, forms.Symbol(None, local.name, span=form.span)


def _some_thread(analyzer: Analyzer, form: forms.List, env: Env, *, first: bool) -> Expr:
    if len(form.items) < 2:
        return malformed(analyzer, form, f"{form.items[0].span.text} takes a value and steps.")
    insert = insert_first if first else insert_last
    initial = analyzer.value(form.items[1], env)
    local, symbol = _carried(form.items[1])
    scope = env.inner.child()
    scope.bind(local)
    updates = []
    for step in form.items[2:]:
        test = CoreCall(core_var("some?"), (LocalRef(local, span=step.span),), span=step.span)
        carried = replace(symbol, span=step.span)
        updates.append(Update(test, analyzer.value(insert(step, carried), scope)))
    return Thread(local, initial, tuple(updates), span=form.span)


@special("cond->")
def cond_thread_first(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _cond_thread(analyzer, form, env, first=True)


@special("cond->>")
def cond_thread_last(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _cond_thread(analyzer, form, env, first=False)


def _cond_thread(analyzer: Analyzer, form: forms.List, env: Env, *, first: bool) -> Expr:
    if len(form.items) < 2 or len(form.items) % 2:
        return malformed(
            analyzer,
            form,
            f"{form.items[0].span.text} takes a value, then pairs of a test and a step.",
        )
    insert = insert_first if first else insert_last
    initial = analyzer.value(form.items[1], env)
    local, symbol = _carried(form.items[1])
    scope = env.inner.child()
    scope.bind(local)
    updates = []
    for test_form, step in zip(form.items[2::2], form.items[3::2], strict=True):
        test = analyzer.value(test_form, env)
        carried = replace(symbol, span=step.span)
        updates.append(Update(test, analyzer.value(insert(step, carried), scope)))
    return Thread(local, initial, tuple(updates), span=form.span)


@special("doto")
def doto(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 2:
        return malformed(analyzer, form, "doto takes a value and forms.")
    initial = analyzer.value(form.items[1], env)
    local, symbol = _carried(form.items[1])
    scope = env.inner.child()
    scope.bind(local)
    effects = [analyzer.value(insert_first(step, symbol), scope) for step in form.items[2:]]
    body = Do((*effects, LocalRef(local, span=form.span)), span=form.span)
    return Let((Binding(local, initial),), body, span=form.span)


@special("vswap!")
def vswap(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 3:
        return malformed(analyzer, form, "vswap! takes a volatile, a function and arguments.")
    return CoreCall(core_var("vswap!"), analyzer.values(form.items[1:], env), span=form.span)
