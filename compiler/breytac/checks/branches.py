"""Tests that always have the same outcome, and code that is never reached."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.values.truth import truthy

from breytac.analysis.expressions.choices import always
from breytac.checks.facts import Facts, all_forms, finding
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import semantics as rules
from breytac.ir.expr import (
    And,
    Cond,
    Const,
    CoreCall,
    Do,
    Expr,
    Fn,
    If,
    MapExpr,
    Or,
    SetExpr,
    Throw,
    VectorExpr,
    walk,
)
from breytac.syntax import forms
from breytac.syntax.forms import Form
from breytac.syntax.source import Span


def check(facts: Facts) -> Iterator[Finding]:
    roots = [facts.body.body] if facts.body is not None and facts.body.body is not None else []
    for _, unit in facts.functions:
        roots += [value for _, value in unit.helpers]
        roots += [unit.main] if unit.main is not None else []
    for inline in facts.body.inline_functions if facts.body is not None else ():
        roots += [value for _, value in inline.unit.helpers]
        roots += [inline.unit.main] if inline.unit.main is not None else []
    for root in roots:
        for each in walk(root):
            yield from _expr(each)
    code = [each for source in facts.flow.function_sources for each in source.forms]
    for form in (*code, *((facts.flow.body,) if facts.flow.body is not None else ())):
        yield from _behind_else(form)


def _behind_else(root: Form) -> Iterator[Finding]:
    """Clauses behind the `:else` of a `cond`, which the expression tree no longer has."""
    for form in all_forms(root):
        if not isinstance(form, forms.List) or not form.items:
            continue
        head = form.items[0]
        if not isinstance(head, forms.Symbol) or head.full_name not in (
            "cond",
            "clojure.core/cond",
        ):
            continue
        tests = form.items[1::2]
        last = next((i for i, test in enumerate(tests) if always(test)), len(tests))
        if last + 1 < len(tests):
            yield finding(
                rules.UNREACHABLE,
                tests[last + 1],
                f"This clause is never reached: {tests[last].span.text[:40]} before it is always "
                "true.",
                "Move the clause that always holds to the end.",
                (Related(tests[last].span, "always true"),),
            )


def _expr(expr: Expr) -> Iterator[Finding]:
    match expr:
        case If(test=test):
            yield from _test(test, expr.span)
        case Cond(clauses=clauses):
            yield from _clauses(expr)
            for clause in clauses[:-1]:
                yield from _test(clause.test, clause.test.span)
        case And(items=items):
            yield from _never_past(items, False, "and")
        case Or(items=items):
            yield from _never_past(items, True, "or")
        case Do(items=items):
            yield from _after_throw(items)


def outcome(expr: Expr) -> bool | None:
    """Whether an expression is always, or never, true; None when it depends."""
    match expr:
        case Const(value=value):
            return truthy(value)
        case MapExpr() | VectorExpr() | SetExpr() | Fn():
            return True
        case CoreCall(var=var, args=(inner,)) if var.name == "not":
            inside = outcome(inner)
            return None if inside is None else not inside
        case _:
            return None


def _test(test: Expr, around: Span) -> Iterator[Finding]:
    always = outcome(test)
    if always is None or not _written(test, around):
        return
    literal = isinstance(test, Const) and isinstance(test.value, bool | None)
    why = "" if literal or not always else " Only nil and false are not."
    yield finding(
        rules.CONSTANT_TEST,
        test.span,
        f"This test is always {'true' if always else 'false'}.{why}",
        "Test what the choice depends on, or keep the branch that is taken.",
    )


def _written(test: Expr, around: Span) -> bool:
    """Whether the author wrote the test: what a macro adds has the span of its form."""
    return test.span.source is around.source and (
        test.span != around or test.span.text[:1] not in "("
    )


def _clauses(expr: Cond) -> Iterator[Finding]:
    """A clause behind one that is always taken, or with a test that came before."""
    seen: dict[str, Span] = {}
    for i, clause in enumerate(expr.clauses):
        if outcome(clause.test) is True and i + 1 < len(expr.clauses):
            after = expr.clauses[i + 1]
            yield finding(
                rules.UNREACHABLE,
                after.test.span,
                f"This clause is never reached: {clause.text} before it is always true.",
                related=(Related(clause.test.span, "always true"),),
            )
            return
        if clause.text in seen and "flow/" not in clause.text:
            yield finding(
                rules.UNREACHABLE,
                clause.test.span,
                f"This clause is never reached: {clause.text[:60]} was tested before.",
                related=(Related(seen[clause.text], "tested here first"),),
            )
        seen.setdefault(clause.text, clause.test.span)


def _never_past(items: tuple[Expr, ...], stop: bool, name: str) -> Iterator[Finding]:
    """What stands behind the constant that ends an `and` or an `or`."""
    for i, item in enumerate(items[:-1]):
        if outcome(item) is stop and not _same_place(item, items[i + 1]):
            yield finding(
                rules.UNREACHABLE,
                items[i + 1].span,
                f"This part of the `{name}` is never evaluated: the one before it is always "
                f"{'true' if stop else 'false'}.",
                related=(Related(item.span, "evaluation ends here"),),
            )
            return


def _same_place(one: Expr, other: Expr) -> bool:
    return one.span == other.span


def _after_throw(items: tuple[Expr, ...]) -> Iterator[Finding]:
    for i, item in enumerate(items[:-1]):
        if isinstance(item, Throw):
            yield finding(
                rules.UNREACHABLE,
                items[i + 1].span,
                "This is never reached: an exception is thrown before it.",
                related=(Related(item.span, "thrown here"),),
            )
            return
