"""map, filter and reduce over a function literal, seen as the loop that says the same."""

from __future__ import annotations

from breyta_runtime.core.vars import VARS

from breytac.ir.expr import (
    Arity,
    Call,
    Case,
    Cond,
    CoreCall,
    Do,
    Expr,
    Fn,
    For,
    ForIn,
    ForWhen,
    If,
    Let,
    LocalRef,
    Loop,
    Try,
    walk,
)
from breytac.lowering.expressible import recurs
from breytac.lowering.lowerer import Lowerer

_MAPS = frozenset({"map", "mapv"})
_FILTERS = frozenset({"filter", "filterv", "remove"})


def one_argument(function: Expr) -> Arity | None:
    """The arity of a function literal that takes exactly one argument and can be written out."""
    if not isinstance(function, Fn) or len(function.arities) != 1 or function.name is not None:
        return None
    arity = function.arities[0]
    if arity.rest is not None or len(arity.params) != 1 or recurs(arity):
        return None
    return arity


def as_for(lowerer: Lowerer, expr: Expr) -> For | None:
    """The `for` that says the same as a map or filter over a function literal."""
    if isinstance(expr, For):
        return None if expr.effect else expr
    if not isinstance(expr, CoreCall):
        return None
    known = lowerer.unit.fused.get(expr)
    if known is None:
        known = _as_for(lowerer, expr)
        lowerer.unit.fused[expr] = known
    return known


def _as_for(lowerer: Lowerer, expr: CoreCall) -> For | None:
    key = expr.var.key
    if key not in _MAPS | _FILTERS or len(expr.args) != 2:
        return None
    arity = one_argument(expr.args[0])
    if arity is None:
        return None
    (param,) = arity.params
    items = expr.args[1]
    if key in _MAPS:
        return For((ForIn(param, items),), arity.body, False, key == "mapv", span=expr.span)
    test = arity.body
    if key == "remove":
        test = _not(test)
    ref = LocalRef(param, span=param.span)
    lowerer.facts.add_use(param)
    clauses = (ForIn(param, items), ForWhen(test))
    return For(clauses, ref, False, key == "filterv", span=expr.span)


def _not(test: Expr) -> Expr:
    return CoreCall(VARS["not"], (test,), span=test.span)


# ---- reduce

_REDUCED = frozenset({"reduced", "ensure-reduced", "unreduced", "reduced?"})


def reducing_arity(function: Expr) -> Arity | None:
    """The arity of a function of accumulator and element that a loop can hold."""
    if not isinstance(function, Fn) or len(function.arities) != 1 or function.name is not None:
        return None
    arity = function.arities[0]
    if arity.rest is not None or len(arity.params) != 2 or recurs(arity):
        return None
    written = sum(
        isinstance(node, CoreCall) and node.var.key in _REDUCED for node in walk(arity.body)
    )
    ends = list(results(arity.body))
    seen = sum(isinstance(end, CoreCall) and end.var.key == "reduced" for end in ends)
    if written != seen or any(isinstance(end, Call | Loop | Try) for end in ends):
        return None
    return arity


def results(expr: Expr) -> list[Expr]:
    """What an expression can evaluate to: the ends of its branches."""
    match expr:
        case If(then=then, otherwise=otherwise):
            return [*results(then), *results(otherwise)]
        case Cond(clauses=clauses, default=default):
            return [end for clause in clauses for end in results(clause.body)] + results(default)
        case Case(clauses=cases, default=fallback):
            found = [end for clause in cases for end in results(clause.body)]
            return found + (results(fallback) if fallback is not None else [])
        case Let(body=body):
            return results(body)
        case Do(items=items):
            return results(items[-1])
        case _:
            return [expr]
