"""map, filter and their like with a function written in place, as comprehensions and loops.

`(mapv (fn [x] …) xs)` is a `for` in disguise; so is a lazy `(map (fn [x] …) xs)` that is consumed at
once by vec, set, into or str/join.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from breyta_runtime.core.vars import Var
from breyta_runtime.values.names import Keyword

from breytac.ir.expr import Const, CoreCall, CoreRef, Expr, Fn, For
from breytac.lowering.expressible import is_comprehension
from breytac.lowering.facts import Effect
from breytac.lowering.loops import collected
from breytac.lowering.lowerer import Lowerer
from breytac.lowering.module import call, load
from breytac.lowering.rewrites import as_for


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
        case CoreCall(var=Var(name=name, module="core"), args=(*before, items)) if name in _DRAINS:
            return _drained(lowerer, expr, before, items)
        case CoreCall(var=Var(name="reduce", module="core"), args=(CoreRef(), *start, items)):
            return _reduced(lowerer, expr, start, items)
        case CoreCall(var=Var(name="join", module="strings"), args=(*separator, items)):
            return _joined(lowerer, expr, separator, items)
        case CoreCall(var=Var(name="count", module="core"), args=(items,)):
            return _counted(lowerer, items)
        case CoreCall(var=Var(name="map" | "filter" | "remove", module="core")):
            found = as_for(lowerer, expr)
            if found is not None and runs_steps(lowerer, expr) and may_collect(lowerer, found):
                return call(lowerer.module.use_value("List"), collected(lowerer, found))
            if found is None or not is_comprehension(lowerer, found):
                return None
            if lowerer.expression_only and lowerer.facts.free(found) & lowerer.rebound:
                # Looks at a variable that moves on: only a function can keep its value here.
                return None
            return lowerer.value(found)
        case _:
            return None


def _gathered(lowerer: Lowerer, items: Expr, maker: ast.expr) -> ast.expr | None:
    found = as_for(lowerer, items)
    if found is None or not may_collect(lowerer, found):
        return None
    return call(maker, collected(lowerer, found))


def runs_steps(lowerer: Lowerer, expr: CoreCall) -> bool:
    """Whether a function written in place has effects, in a flow body, where order is kept."""
    return lowerer.unit.run is not None and any(
        isinstance(arg, Fn)
        and any(lowerer.facts.effect(arity.body) is Effect.EFFECT for arity in arg.arities)
        for arg in expr.args
    )


def may_collect(lowerer: Lowerer, found: For) -> bool:
    return not lowerer.expression_only or is_comprehension(lowerer, found)


_DRAINS = frozenset({"sort", "sort-by", "group-by", "frequencies", "reverse", "last"})
"""What takes all elements before it does anything with them."""


def _drained(
    lowerer: Lowerer, expr: CoreCall, before: Sequence[Expr], items: Expr
) -> ast.expr | None:
    """`(sort-by k (map f xs))`: the inner seq is made at once, as a list or vector."""
    if lowerer.unit.run is not None or not all(map(lowerer.facts.is_total, before)):
        return None
    made = _made_at_once(lowerer, items)
    if made is None:
        return None
    return call(lowerer.module.use_core(expr.var), *lowerer.values(before), made)


def _made_at_once(lowerer: Lowerer, items: Expr) -> ast.expr | None:
    found = as_for(lowerer, items)
    if found is not None:
        if not may_collect(lowerer, found):
            return None
        made = collected(lowerer, found)
        if isinstance(made, ast.GeneratorExp):
            return ast.ListComp(made.elt, made.generators)
        return made
    match items:
        case CoreCall(var=Var(name="map" | "filter" as name, module="core"), args=(_, _)):
            return call(lowerer.module.use_core_name(f"{name}v"), *lowerer.values(items.args))
        case _:
            return None


def _reduced(
    lowerer: Lowerer, expr: CoreCall, start: Sequence[Expr], items: Expr
) -> ast.expr | None:
    """`(reduce + (map :amount xs))`: what cannot fail may be done before anything is added."""
    if lowerer.unit.run is not None or not all(map(lowerer.facts.is_total, start)):
        return None
    match items:
        case CoreCall(var=Var(name="map"), args=(Const(value=Keyword()), _)):
            pass
        case _:
            found = as_for(lowerer, items)
            if found is None or not is_comprehension(lowerer, found):
                return None
            if not lowerer.facts.is_total(found.body):
                return None
    made = _made_at_once(lowerer, items)
    assert made is not None
    return call(lowerer.module.use_core(expr.var), *lowerer.values((expr.args[0], *start)), made)


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
