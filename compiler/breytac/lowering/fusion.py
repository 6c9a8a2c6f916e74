"""map, filter and their like with a function written in place, as comprehensions and loops.

`(mapv (fn [x] …) xs)` is a `for` in disguise; so is a lazy `(map (fn [x] …) xs)` that is consumed at
once by vec, set, into or str/join.
"""

from __future__ import annotations

import ast

from breyta_runtime.core.vars import Var

from breytac.ir.expr import Arity, Const, CoreCall, Expr, Fn, For, ForIn, ForWhen, LocalRef
from breytac.lowering.expressible import is_comprehension, recurs
from breytac.lowering.lowerer import Lowerer
from breytac.lowering.loops import collected
from breytac.lowering.module import call, load

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
        test = _not(lowerer, test)
    ref = LocalRef(param, span=param.span)
    lowerer.facts.add_use(param)
    clauses = (ForIn(param, items), ForWhen(test))
    return For(clauses, ref, False, key == "filterv", span=expr.span)


def _not(lowerer: Lowerer, test: Expr) -> Expr:
    from breytac.analysis.expressions.analyzer import core_var

    return CoreCall(core_var("not"), (test,), span=test.span)


def fused(lowerer: Lowerer, expr: CoreCall) -> ast.expr | None:
    """The call with its inner `for` run on the spot; None when there is nothing to fuse."""
    match expr:
        case CoreCall(var=Var(name="mapv" | "filterv", module="core")):
            return _gathered(lowerer, expr, load("tuple"))
        case CoreCall(var=Var(name="vec", module="core"), args=(items,)):
            return _gathered(lowerer, items, load("tuple"))
        case CoreCall(var=Var(name="into", module="core"), args=(Const(value=()), items)):
            return _gathered(lowerer, items, load("tuple"))
        case CoreCall(var=Var(name="set", module="core"), args=(items,)):
            return _gathered(lowerer, items, lowerer.module.use_value("Set"))
        case CoreCall(var=Var(name="doall", module="core"), args=(items,)):
            return _gathered(lowerer, items, lowerer.module.use_value("List"))
        case CoreCall(var=Var(name="join", module="strings"), args=(*separator, items)):
            return _joined(lowerer, expr, separator, items)
        case CoreCall(var=Var(name="count", module="core"), args=(items,)):
            return _counted(lowerer, items)
        case CoreCall(var=Var(name="map" | "filter" | "remove", module="core")):
            found = as_for(lowerer, expr)
            if found is None or not is_comprehension(lowerer, found):
                return None
            return lowerer.value(found)
        case _:
            return None


def _gathered(lowerer: Lowerer, items: Expr, maker: ast.expr) -> ast.expr | None:
    found = as_for(lowerer, items)
    if found is None or not may_collect(lowerer, found):
        return None
    return call(maker, collected(lowerer, found))


def may_collect(lowerer: Lowerer, found: For) -> bool:
    return not lowerer.expression_only or is_comprehension(lowerer, found)


def _joined(
    lowerer: Lowerer, expr: CoreCall, separator: list[Expr], items: Expr
) -> ast.expr | None:
    found = as_for(lowerer, items)
    if found is None or not all(isinstance(part, Const) for part in separator):
        return None
    if not is_comprehension(lowerer, found):
        return None
    generator = collected(lowerer, found)
    assert isinstance(generator, ast.GeneratorExp)
    parts = lowerer.values(separator)
    listed = ast.ListComp(generator.elt, generator.generators)
    return call(lowerer.module.use_core(expr.var), *parts, listed)


def _counted(lowerer: Lowerer, items: Expr) -> ast.expr | None:
    found = as_for(lowerer, items)
    if found is None or not is_comprehension(lowerer, found):
        return None
    if not lowerer.facts.is_total(found.body):
        return None
    generator = collected(lowerer, found)
    assert isinstance(generator, ast.GeneratorExp)
    return call(load("sum"), ast.GeneratorExp(ast.Constant(1), generator.generators))
