"""cond, condp, case; and, or."""

from __future__ import annotations

from breyta_runtime.values.equality import equal

from breytac.analysis.expressions import constants
from breytac.analysis.expressions.analyzer import Analyzer, special
from breytac.analysis.expressions.destructure import is_symbol
from breytac.analysis.expressions.env import Env
from breytac.analysis.expressions.labels import label_of
from breytac.analysis.expressions.special import malformed
from breytac.diagnostics.rules import expressions as rules
from breytac.ir.expr import (
    And,
    Binding,
    Call,
    Case,
    CaseClause,
    Clause,
    Cond,
    Const,
    CoreCall,
    CoreRef,
    Expr,
    Let,
    Local,
    LocalRef,
    NoMatch,
    Or,
)
from breytac.syntax import forms


def source_text(form: forms.Form, limit: int = 60) -> str:
    """The text of a form on one line, for people."""
    text = " ".join(form.span.text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


@special("and")
def and_(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) == 1:
        return Const(True, span=form.span)
    return _last_in_tail(analyzer, form, env, And)


@special("or")
def or_(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) == 1:
        return Const(None, span=form.span)
    return _last_in_tail(analyzer, form, env, Or)


def _last_in_tail(
    analyzer: Analyzer, form: forms.List, env: Env, kind: type[And] | type[Or]
) -> Expr:
    *first, last = form.items[1:]
    if not first:
        return analyzer.expr(last, env)
    parts = analyzer.values(tuple(first), env)
    with analyzer.bound_to(None):
        return kind((*parts, analyzer.expr(last, env)), span=form.span)


@special("cond")
def cond(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    items = form.items[1:]
    if len(items) % 2:
        return malformed(
            analyzer, items[-1], "cond takes pairs of a test and a value; this test has no value."
        )
    clauses: list[Clause] = []
    default: Expr = Const(None, span=form.span)
    with analyzer.within("cond"):
        for test_form, body_form in zip(items[::2], items[1::2], strict=True):
            if always(test_form):
                default = analyzer.expr(body_form, env)
                break
            test = analyzer.value(test_form, env)
            body = analyzer.expr(body_form, env)
            clauses.append(Clause(test, body, source_text(test_form)))
    label = label_of(analyzer, form)
    if not clauses and label is None:
        return default
    return Cond(tuple(clauses), default, label, span=form.span)


def always(form: forms.Form) -> bool:
    """Whether a test is a constant that holds, such as :else."""
    match form:
        case forms.Bool(value=flag):
            return flag
        case forms.Keyword() | forms.String() | forms.Integer():
            return True
        case _:
            return False


@special("condp")
def condp(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 3:
        return malformed(analyzer, form, "condp takes a predicate, an expression and clauses.")
    predicate = analyzer.value(form.items[1], env)
    subject = analyzer.value(form.items[2], env)
    bindings: list[Binding] = []
    if not isinstance(predicate, CoreRef | LocalRef | Const):
        predicate = _named(bindings, "predicate", predicate)
    if not isinstance(subject, LocalRef | Const):
        subject = _named(bindings, "subject", subject)
    with analyzer.within("cond"):
        chain = _condp_chain(analyzer, form, env, predicate, subject)
    return Let(tuple(bindings), chain, span=form.span) if bindings else chain


def _named(bindings: list[Binding], name: str, value: Expr) -> LocalRef:
    local = Local(name, value.span, made_up=True)
    bindings.append(Binding(local, value))
    return LocalRef(local, span=value.span)


def _condp_chain(
    analyzer: Analyzer, form: forms.List, env: Env, predicate: Expr, subject: Expr
) -> Expr:
    """The clauses from the last to the first, since `:>>` clauses bind what the test gave."""
    parts = _condp_clauses(analyzer, form)
    if parts is None:
        return Const(None, span=form.span)
    clauses, default_form = parts
    label = label_of(analyzer, form)
    if default_form is not None:
        result = analyzer.expr(default_form, env)
    else:
        result = NoMatch(subject, span=form.span)
    plain: list[Clause] = []
    for test_form, through, body_form in reversed(clauses):
        value = analyzer.value(test_form, env)
        test = _apply(predicate, (value, subject), form)
        if not through:
            plain.insert(0, Clause(test, analyzer.expr(body_form, env), source_text(test_form)))
            continue
        if plain:
            result, plain = Cond(tuple(plain), result, label, span=form.span), []
        found = Local("found", test_form.span, made_up=True)
        ref = LocalRef(found, span=test_form.span)
        body = Call(analyzer.value(body_form, env), (ref,), span=body_form.span)
        branch = Cond((Clause(ref, body, source_text(test_form)),), result, label, span=form.span)
        result = Let((Binding(found, test),), branch, span=form.span)
    return Cond(tuple(plain), result, label, span=form.span) if plain else result


def _apply(function: Expr, args: tuple[Expr, ...], form: forms.Form) -> Expr:
    if isinstance(function, CoreRef):
        return CoreCall(function.var, args, span=form.span)
    return Call(function, args, span=form.span)


def _condp_clauses(
    analyzer: Analyzer, form: forms.List
) -> tuple[list[tuple[forms.Form, bool, forms.Form]], forms.Form | None] | None:
    clauses: list[tuple[forms.Form, bool, forms.Form]] = []
    rest = list(form.items[3:])
    while len(rest) > 1:
        through = isinstance(rest[1], forms.Keyword) and rest[1].full_name == ">>"
        if through and len(rest) == 2:
            malformed(analyzer, rest[1], ":>> is followed by a function.")
            return None
        clauses.append((rest[0], through, rest[2] if through else rest[1]))
        del rest[: 3 if through else 2]
    return clauses, rest[0] if rest else None


@special("case")
def case(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    if len(form.items) < 2:
        return malformed(analyzer, form, "case takes an expression and clauses.")
    subject = analyzer.value(form.items[1], env)
    items = form.items[2:]
    clauses: list[CaseClause] = []
    seen: list[object] = []
    with analyzer.within("case"):
        for test_form, body_form in zip(items[::2], items[1::2], strict=False):
            values = _case_values(analyzer, test_form, seen)
            body = analyzer.expr(body_form, env)
            clauses.append(CaseClause(values, body, source_text(test_form)))
        default = analyzer.expr(items[-1], env) if len(items) % 2 else None
    return Case(subject, tuple(clauses), default, label_of(analyzer, form), span=form.span)


def _case_values(analyzer: Analyzer, form: forms.Form, seen: list[object]) -> tuple[object, ...]:
    """A list holds alternatives; everything else is a constant, symbols included."""
    given = form.items if isinstance(form, forms.List) else (form,)
    found: list[object] = []
    for item in given:
        plain = unquoted(item)  # 'x instead of x is a common slip
        value = constants.literal(analyzer, plain).value
        if any(type(other) is type(value) and equal(other, value) for other in seen):
            analyzer.report(
                rules.DUPLICATE_CASE, item, f"{source_text(item)} is a case here already."
            )
        seen.append(value)
        found.append(value)
    return tuple(found)


def unquoted(form: forms.Form) -> forms.Form:
    """What is quoted by `(quote x)`, `'x` or `(clojure.core/quote x)`; other forms as they are."""
    if isinstance(form, forms.List) and len(form.items) == 2:
        head = form.items[0]
        if is_symbol(head, "quote") or is_symbol(head, "clojure.core/quote"):
            return form.items[1]
    return form
