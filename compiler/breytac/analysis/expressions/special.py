"""The special forms: binding, branching, loops, exceptions, quoting."""

from __future__ import annotations

from dataclasses import replace

from breyta_runtime.values import pr_str
from breyta_runtime.values.errors import catch_types

from breytac.analysis.expressions import constants
from breytac.analysis.expressions.analyzer import Analyzer, Mode, core_var, special
from breytac.analysis.expressions.destructure import Destructuring, is_symbol
from breytac.analysis.expressions.env import Env
from breytac.analysis.expressions.labels import label_of
from breytac.diagnostics.rules import expressions as rules
from breytac.ir.expr import (
    AssertExpr,
    Binding,
    Catch,
    Const,
    CoreCall,
    Delayed,
    Do,
    Expr,
    If,
    Let,
    Local,
    LocalRef,
    Loop,
    Recur,
    RecurTarget,
    Throw,
    Try,
    walk,
)
from breytac.syntax import forms


def malformed(analyzer: Analyzer, form: forms.Form, message: str, hint: str | None = None) -> Const:
    return analyzer.bad(rules.MALFORMED, form, message, hint)


def binding_pairs(
    analyzer: Analyzer, form: forms.List, name: str
) -> list[tuple[forms.Form, forms.Form]] | None:
    """The pairs of the binding vector of `(name [a 1 b 2] …)`; None after a finding."""
    if len(form.items) < 2 or not isinstance(form.items[1], forms.Vector):
        malformed(analyzer, form, f"{name} takes a vector of bindings.", f"({name} [x 1] …)")
        return None
    items = form.items[1].items
    if len(items) % 2:
        malformed(
            analyzer,
            items[-1],
            f"The bindings of {name} come in pairs; this one has no value.",
        )
        return None
    return list(zip(items[::2], items[1::2], strict=True))


@special("quote")
def quote(analyzer: Analyzer, form: forms.List, _env: Env) -> Expr:
    if len(form.items) != 2:
        return malformed(analyzer, form, "quote takes one form.")
    quoted = form.items[1]
    value = constants.literal(analyzer, quoted)
    entries = constants.metadata(quoted, in_flow=analyzer.mode is Mode.FLOW)
    if not entries:
        return value
    assert quoted.meta is not None
    data = constants.literal(analyzer, replace(quoted.meta, pairs=entries))
    return CoreCall(core_var("with-meta"), (value, data), span=form.span)


@special("comment")
def comment(_analyzer: Analyzer, form: forms.List, _env: Env) -> Expr:
    return Const(None, span=form.span)


@special("do")
def do(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    label = label_of(analyzer, form)
    inside = analyzer.body(form.items[1:], env, form)
    if label is None:
        return inside
    items = inside.items if isinstance(inside, Do) and inside.label is None else (inside,)
    return Do(items, label, span=form.span)


@special("let", "let*")
def let(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    pairs = binding_pairs(analyzer, form, "let")
    if pairs is None:
        return Const(None, span=form.span)
    scope = env.child()
    parts = Destructuring(analyzer, scope, [])
    for pattern, value in pairs:
        parts.bind(pattern, bound_value(analyzer, pattern, value, scope))
    body = analyzer.body(form.items[2:], scope, form)
    label = label_of(analyzer, form)
    if not parts.bindings and label is None:
        return body
    return Let(tuple(parts.bindings), body, label, span=form.span)


def bound_value(analyzer: Analyzer, pattern: forms.Form, value: forms.Form, env: Env) -> Expr:
    name = pattern.name if isinstance(pattern, forms.Symbol) else None
    with analyzer.bound_to(name):
        return analyzer.expr(value, env.inner)


# ---- branches


@special("if")
def if_(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _if(analyzer, form, env, negate=False)


@special("if-not")
def if_not(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _if(analyzer, form, env, negate=True)


def _if(analyzer: Analyzer, form: forms.List, env: Env, *, negate: bool) -> Expr:
    name = "if-not" if negate else "if"
    if len(form.items) not in (3, 4):
        return malformed(
            analyzer,
            form,
            f"{name} takes a test, what to do when it holds, and perhaps what to do otherwise.",
            (
                f"({name} test then else); put several forms in (do …)."
                if len(form.items) > 4
                else None
            ),
        )
    test = negated(analyzer.value(form.items[1], env), negate)
    with analyzer.within("if"):
        then = analyzer.expr(form.items[2], env)
        otherwise = (
            analyzer.expr(form.items[3], env)
            if len(form.items) == 4
            else Const(None, span=form.span)
        )
    return If(test, then, otherwise, label_of(analyzer, form), span=form.span)


def negated(test: Expr, negate: bool) -> Expr:
    return CoreCall(core_var("not"), (test,), span=test.span) if negate else test


@special("when")
def when(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _when(analyzer, form, env, negate=False)


@special("when-not")
def when_not(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _when(analyzer, form, env, negate=True)


def _when(analyzer: Analyzer, form: forms.List, env: Env, *, negate: bool) -> Expr:
    if len(form.items) < 2:
        return malformed(analyzer, form, f"{form.items[0].span.text} takes a test.")
    test = negated(analyzer.value(form.items[1], env), negate)
    with analyzer.within("when"):
        body = analyzer.body(form.items[2:], env, form)
    nothing = Const(None, span=form.span)
    return If(test, body, nothing, label_of(analyzer, form), span=form.span)


@special("if-let", "if-some")
def if_let(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    name = _name(form)
    pairs = binding_pairs(analyzer, form, name)
    if pairs is None or len(pairs) != 1 or len(form.items) not in (3, 4):
        if pairs is not None:
            malformed(analyzer, form, f"{name} takes one binding, a then and perhaps an else form.")
        return Const(None, span=form.span)
    otherwise = form.items[3] if len(form.items) == 4 else None
    return _test_binding(analyzer, form, env, pairs[0], body=form.items[2:3], otherwise=otherwise)


@special("when-let", "when-some")
def when_let(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    name = _name(form)
    pairs = binding_pairs(analyzer, form, name)
    if pairs is None or len(pairs) != 1:
        if pairs is not None:
            malformed(analyzer, form, f"{name} takes one binding.")
        return Const(None, span=form.span)
    return _test_binding(analyzer, form, env, pairs[0], body=form.items[2:], otherwise=None)


def _test_binding(
    analyzer: Analyzer,
    form: forms.List,
    env: Env,
    pair: tuple[forms.Form, forms.Form],
    *,
    body: tuple[forms.Form, ...],
    otherwise: forms.Form | None,
) -> Expr:
    """The value is tested under a name; only the then branch sees the binding's names."""
    pattern, value_form = pair
    value = bound_value(analyzer, pattern, value_form, env)
    then_env = env.child()
    if isinstance(pattern, forms.Symbol) and pattern.ns is None:
        local = Local(pattern.name, pattern.span)
        then_env.bind(local)
        parts = Destructuring(analyzer, then_env, [])
    else:
        local = Local("value", pattern.span, made_up=True)
        parts = Destructuring(analyzer, then_env, [])
        parts.bind(pattern, LocalRef(local, span=pattern.span))
    test: Expr = LocalRef(local, span=value_form.span)
    if _name(form).endswith("-some"):
        test = CoreCall(core_var("some?"), (test,), span=value_form.span)
    with analyzer.within("if"):
        then = analyzer.body(body, then_env, form)
        if parts.bindings:
            then = Let(tuple(parts.bindings), then, span=pattern.span)
        no = analyzer.expr(otherwise, env) if otherwise else Const(None, span=form.span)
    branch = If(test, then, no, label_of(analyzer, form), span=form.span)
    return Let((Binding(local, value),), branch, span=form.span)


@special("when-first")
def when_first(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    pairs = binding_pairs(analyzer, form, "when-first")
    if pairs is None or len(pairs) != 1:
        if pairs is not None:
            malformed(analyzer, form, "when-first takes one binding.")
        return Const(None, span=form.span)
    pattern, value_form = pairs[0]
    items = Local("items", value_form.span, made_up=True)
    whole = CoreCall(core_var("seq"), (analyzer.value(value_form, env),), span=value_form.span)
    scope = env.child()
    parts = Destructuring(analyzer, scope, [])
    ref = LocalRef(items, span=value_form.span)
    parts.bind(pattern, CoreCall(core_var("first"), (ref,), span=pattern.span))
    with analyzer.within("when"):
        body = analyzer.body(form.items[2:], scope, form)
    then = Let(tuple(parts.bindings), body, span=form.span)
    branch = If(ref, then, Const(None, span=form.span), label_of(analyzer, form), span=form.span)
    return Let((Binding(items, whole),), branch, span=form.span)


def _name(form: forms.List) -> str:
    head = form.items[0]
    return head.name if isinstance(head, forms.Symbol) else ""


# ---- loop and recur


@special("loop", "loop*")
def loop(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    pairs = binding_pairs(analyzer, form, "loop")
    if pairs is None:
        return Const(None, span=form.span)
    scope = env.child()
    turn = Destructuring(analyzer, scope, [])
    """What every turn takes apart anew."""
    early = Destructuring(analyzer, env.child(), [])
    """The first values and their parts, which later first values may use."""
    starts: list[tuple[Local, Expr, Local]] = []
    for pattern, value_form in pairs:
        value = bound_value(analyzer, pattern, value_form, early.env)
        named = isinstance(pattern, forms.Symbol)
        name = pattern.name if isinstance(pattern, forms.Symbol) else "state"
        given = Local(name, pattern.span, made_up=True)
        local = Local(name, pattern.span, made_up=not named)
        starts.append((given, value, local))
        early.bindings.append(Binding(given, value))
        if named:
            early.env.bind(given)
            scope.bind(local)
        else:
            early.bind(pattern, LocalRef(given, span=pattern.span))
            turn.bind(pattern, LocalRef(local, span=pattern.span))
    target = RecurTarget(tuple(local for _, _, local in starts))
    with analyzer.within("loop"), analyzer.bound_to(None):
        body = analyzer.body(form.items[2:], scope.with_tail(target), form)
    if turn.bindings:
        body = Let(tuple(turn.bindings), body, span=form.span)
    label = label_of(analyzer, form)
    used = {
        node.local for _, value, _ in starts for node in walk(value) if isinstance(node, LocalRef)
    }
    if used.isdisjoint(binding.local for binding in early.bindings):
        bindings = tuple(Binding(local, value) for _, value, local in starts)
        return Loop(bindings, body, target, label, span=form.span)
    bindings = tuple(Binding(local, LocalRef(given, span=given.span)) for given, _, local in starts)
    inside = Loop(bindings, body, target, label, span=form.span)
    return Let(tuple(early.bindings), inside, span=form.span)


@special("recur")
def recur(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    args = analyzer.values(form.items[1:], env)
    target = env.tail
    if target is None:
        return analyzer.bad(
            rules.RECUR_NOT_TAIL,
            form,
            "recur is only possible as the last thing a loop or function does.",
            "Nothing may be done with its result; it cannot cross a try either.",
        )
    if len(args) != len(target.locals):
        return analyzer.bad(
            rules.RECUR_ARITY,
            form,
            f"This recur goes back to {len(target.locals)} bindings and gives {len(args)} values.",
        )
    return Recur(target, args, span=form.span)


# ---- exceptions


@special("throw")
def throw(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) != 2:
        return malformed(analyzer, form, "throw takes one exception.", '(throw (ex-info "…" {}))')
    return Throw(analyzer.value(form.items[1], env), span=form.span)


@special("try")
def try_(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    inner = env.inner
    body_forms: list[forms.Form] = []
    catches: list[Catch] = []
    finally_: Expr | None = None
    with analyzer.within("try"):
        for item in form.items[1:]:
            head = item.items[0] if isinstance(item, forms.List) and item.items else None
            if isinstance(item, forms.List) and head is not None and is_symbol(head, "catch"):
                found = _catch(analyzer, item, inner)
                if found is not None:
                    catches.append(found)
            elif isinstance(item, forms.List) and head is not None and is_symbol(head, "finally"):
                finally_ = analyzer.body(item.items[1:], inner, item)
            elif catches or finally_ is not None:
                malformed(analyzer, item, "Only catch and finally may follow a catch or finally.")
            else:
                body_forms.append(item)
        body = analyzer.body(tuple(body_forms), inner, form)
    if not catches and finally_ is None:
        return body
    return Try(body, tuple(catches), finally_, span=form.span)


def _catch(analyzer: Analyzer, form: forms.List, env: Env) -> Catch | None:
    items = form.items
    if len(items) < 3 or not isinstance(items[2], forms.Symbol):
        malformed(
            analyzer, form, "catch takes a class, a name and a body.", "(catch Exception e …)"
        )
        return None
    kind, name = items[1], items[2]
    exceptions = "Throwable"
    if isinstance(kind, forms.Symbol) and catch_types(kind.full_name) is not None:
        exceptions = kind.full_name
    elif not (isinstance(kind, forms.Keyword) and kind.full_name == "default"):
        analyzer.report(
            rules.UNKNOWN_EXCEPTION,
            kind,
            f"{kind.span.text[:40]} is no exception class that is known here.",
            "Catch Exception, or clojure.lang.ExceptionInfo for what ex-info makes.",
        )
    scope = env.child()
    local = scope.bind(Local(name.name, name.span))
    return Catch(exceptions, local, analyzer.body(items[3:], scope, form))


@special("catch", "finally")
def stray_catch(analyzer: Analyzer, form: forms.List, _env: Env) -> Expr:
    return malformed(analyzer, form, f"{_name(form)} stands inside a try only.")


@special("assert")
def assert_(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) not in (2, 3):
        return malformed(analyzer, form, "assert takes a test and perhaps a message.")
    test = analyzer.value(form.items[1], env)
    message = analyzer.value(form.items[2], env) if len(form.items) == 3 else None
    return AssertExpr(test, message, printed(form.items[1]), span=form.span)


def printed(form: forms.Form) -> str:
    """The form as Clojure prints it in the message of a failed assertion."""
    try:
        return pr_str(constants.datum(form))
    except constants.LiteralError:
        return form.span.text


# ---- delayed


@special("lazy-seq", "delay")
def delayed(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    kind = _name(form)
    with analyzer.within("fn"), analyzer.bound_to(None):
        body = analyzer.body(form.items[1:], env.inner, form)
    return Delayed(kind, body, span=form.span)


@special("with-out-str")
def with_out_str(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    with analyzer.within("fn"), analyzer.bound_to(None):
        body = analyzer.body(form.items[1:], env.inner, form)
    thunk = Delayed("thunk", body, span=form.span)
    return CoreCall(core_var("with-out-str"), (thunk,), span=form.span)


@special("lazy-cat")
def lazy_cat(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    with analyzer.within("fn"):
        parts = tuple(
            Delayed("lazy-seq", part, span=part.span)
            for part in analyzer.values(form.items[1:], env)
        )
    return CoreCall(core_var("concat"), parts, span=form.span)


# ---- what there is no place for


@special("set!", "def", "defonce", "defn", "defn-", "defmacro", "declare", "var")
def refused(analyzer: Analyzer, form: forms.List, _env: Env) -> Expr:
    hints = {
        "set!": "Values do not change; bind a new one with let, or use an atom.",
        "def": "Bind it with let.",
        "defonce": "Bind it with let.",
        "declare": "Use letfn for functions that call each other.",
        "var": "Name the function itself, without #'.",
        "defmacro": "Write a function.",
    }
    name = _name(form)
    return analyzer.bad(
        rules.REFUSED,
        form,
        f"{name} is not possible here.",
        hints.get(name, "Use fn with let or letfn; defn stands before the function of a :code."),
    )
