"""map and filter over a function literal, rewritten as the `for` that says the same."""

from __future__ import annotations

from breyta_runtime.core.vars import VARS

from breytac.ir.expr import Arity, CoreCall, Expr, Fn, For, ForIn, ForWhen, LocalRef
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
