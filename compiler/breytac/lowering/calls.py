"""Calls, collections and names as Python expressions; what Python can say itself it says."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from breyta_runtime.core.vars import VARS, Var

from breytac.ir.expr import (
    Call,
    Const,
    CoreCall,
    CoreRef,
    Expr,
    FunctionRef,
    Interop,
    LocalRef,
    MapExpr,
    SetExpr,
    VectorExpr,
)
from breytac.ir.kinds import WHOLE, Kind
from breytac.lowering.conditions import negate, same, test_of
from breytac.lowering.control import equals_constant, is_exact
from breytac.lowering.facts import is_keyword_path
from breytac.lowering.fusion import fused, runs_steps
from breytac.lowering.in_place import accumulates, read_of_owned
from breytac.lowering.literals import is_plain_key, key_name, lower_value, map_display, tuple_of
from breytac.lowering.lookups import looked_up
from breytac.lowering.lowerer import Lowerer, value_of
from breytac.lowering.module import call, load
from breytac.lowering.stages import function_name

HOIST_SIZE = 10
"""Constant collections with more parts than this are made once, at module level."""


@value_of(Const)
def value_const(lowerer: Lowerer, expr: Const) -> ast.expr:
    value = lower_value(lowerer.module, expr.value)
    if (
        lowerer.unit.run is None
        and isinstance(expr.value, dict | tuple)
        and lowerer.facts.size(expr) > HOIST_SIZE
    ):
        return lowerer.module.constant("CONSTANT", value)
    return value


@value_of(LocalRef)
def value_local(lowerer: Lowerer, expr: LocalRef) -> ast.expr:
    return lowerer.local(expr.local)


@value_of(CoreRef)
def value_core(lowerer: Lowerer, expr: CoreRef) -> ast.expr:
    return lowerer.module.use_core(expr.var)


@value_of(FunctionRef)
def value_function(lowerer: Lowerer, expr: FunctionRef) -> ast.expr:
    return load(lowerer.module.known_functions[expr.id])


@value_of(VectorExpr)
def value_vector(lowerer: Lowerer, expr: VectorExpr) -> ast.expr:
    return tuple_of(lowerer.values(expr.items))


@value_of(SetExpr)
def value_set(lowerer: Lowerer, expr: SetExpr) -> ast.expr:
    items = lowerer.values(expr.items)
    if len(items) > 1:
        return call(lowerer.module.use_value("set_literal"), *items)
    return call(lowerer.module.use_value("Set"), tuple_of(items))


@value_of(MapExpr)
def value_map(lowerer: Lowerer, expr: MapExpr) -> ast.expr:
    hints = [hint for key, _ in expr.pairs for hint in ("", key_name(key))]
    parts = lowerer.values(tuple(expr.children()), hints)
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    if all(isinstance(key, Const) for key, _ in expr.pairs):
        plain = all(is_plain_key(key.value) for key, _ in expr.pairs if isinstance(key, Const))
        return map_display(lowerer.module, pairs, plain=plain)
    return call(lowerer.module.use_value("map_literal"), *parts)


@value_of(Call)
def value_call(lowerer: Lowerer, expr: Call) -> ast.expr:
    function, *args = lowerer.values((expr.function, *expr.args))
    if is_python_callable(lowerer, expr.function):
        return call(function, *args)
    return call(lowerer.module.use("breyta_runtime.core", "invoke"), function, *args)


def is_python_callable(lowerer: Lowerer, function: Expr) -> bool:
    """Whether Python can call it as it is; vectors, for one, it cannot."""
    if isinstance(function, LocalRef):
        local = function.local
        if local in lowerer.callables or local.top_level:
            return True
    return lowerer.facts.kind(function) in (Kind.FUNCTION, Kind.KEYWORD, Kind.MAP)


_INTEROP = {
    "static": "call_static",
    "field": "static_field",
    "method": "call_method",
    "constructor": "construct",
}


@value_of(Interop)
def value_interop(lowerer: Lowerer, expr: Interop) -> ast.expr:
    function = lowerer.module.use("breyta_runtime.interop", _INTEROP[expr.kind])
    named = [ast.Constant(name) for name in (expr.cls, expr.member) if name]
    return call(function, *named, *lowerer.values(expr.args))


# ---- core functions


@value_of(CoreCall)
def value_core_call(lowerer: Lowerer, expr: CoreCall) -> ast.expr:
    looked_at = read_of_owned(lowerer, expr)
    if looked_at is not None:
        return looked_at
    if not lowerer.expression_only and accumulates(lowerer, expr):
        return lowerer.spill(expr)
    together = fused(lowerer, expr)
    if together is not None:
        return together
    if expr.var.module == "core":
        special = _in_python(lowerer, expr.var, expr)
        if special is not None:
            return special
    return plain_call(lowerer, expr)


_LAZY = frozenset(
    ("map", "filter", "remove", "keep", "keep-indexed", "map-indexed", "mapcat", "take-while")
)


def plain_call(lowerer: Lowerer, expr: CoreCall) -> ast.expr:
    hints = [function_name(expr, arg) for arg in expr.args]
    function = lowerer.module.use_core(expr.var)
    made = call(function, *lowerer.values(expr.args, hints))
    if expr.var.key in _LAZY and runs_steps(lowerer, expr):
        return call(lowerer.module.use_core_name("doall"), made)
    return made


_COMPARISONS: dict[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
}


def _in_python(lowerer: Lowerer, var: Var, expr: CoreCall) -> ast.expr | None:
    args = expr.args
    match var.name, args:
        case "not", (inner,):
            return negate(test_of(lowerer, inner))
        case ("nil?", (inner,)):
            return same(lowerer.value(inner), ast.Constant(None))
        case ("some?", (inner,)):
            return same(lowerer.value(inner), ast.Constant(None), negated=True)
        case ("true?" | "false?", (inner,)):
            return same(lowerer.value(inner), ast.Constant(var.name == "true?"))
        case ("=" | "not=", (left, right)):
            return _equality(lowerer, left, right, negated=var.name == "not=")
        case (("<" | "<=" | ">" | ">="), (left, right)) if _whole(lowerer, left, right):
            first, second = lowerer.values(args)
            return ast.Compare(first, [_COMPARISONS[var.name]()], [second])
        case ("inc" | "dec", (inner,)) if lowerer.facts.kind(inner) == Kind.SMALL:
            operator = ast.Add() if var.name == "inc" else ast.Sub()
            return ast.BinOp(lowerer.value(inner), operator, ast.Constant(1))
        case ("zero?", (inner,)) if lowerer.facts.kind(inner) in WHOLE:
            return ast.Compare(lowerer.value(inner), [ast.Eq()], [ast.Constant(0)])
        case ("pos?" | "neg?", (inner,)) if lowerer.facts.kind(inner) in WHOLE:
            compare = ast.Gt() if var.name == "pos?" else ast.Lt()
            return ast.Compare(lowerer.value(inner), [compare], [ast.Constant(0)])
        case ("vector", _):
            return tuple_of(lowerer.values(args))
        case ("get", (LocalRef() as whole, Const() as at, *rest)) if (
            found := looked_up(lowerer, whole, at, tuple(rest))
        ) is not None:
            return found
        case ("get-in", (whole, Const(value=tuple() as path), *rest)) if is_keyword_path(path):
            return lowerer.value(_nested_gets(expr, whole, path, rest))
        case ("count", (inner,)) if lowerer.facts.kind(inner) in SIZED:
            return call(load("len"), lowerer.value(inner))
        case ("get", (whole, Const(value=key), *default)) if (
            is_plain_key(key) and lowerer.facts.kind(whole) == Kind.MAP
        ):
            method = ast.Attribute(lowerer.value(whole), "get", ast.Load())
            return call(method, lower_value(lowerer.module, key), *lowerer.values(default))
        case ("identity", (inner,)):
            return lowerer.value(inner)
        case _:
            return None


SIZED = (Kind.VECTOR, Kind.MAP, Kind.SET)


def _nested_gets(
    expr: CoreCall, whole: Expr, path: tuple[object, ...], default: Sequence[Expr]
) -> Expr:
    """`(get (get m :a) :b default)`, which finds what `(get-in m [:a :b] default)` finds."""
    *outer, last = path
    for key in outer:
        whole = CoreCall(VARS["get"], (whole, Const(key, span=expr.span)), span=expr.span)
    at = Const(last, span=expr.span)
    return CoreCall(VARS["get"], (whole, at, *default), span=expr.span)


def _whole(lowerer: Lowerer, *parts: Expr) -> bool:
    kinds = [lowerer.facts.kind(part) for part in parts]
    return all(kind and kind in WHOLE for kind in kinds)


def _equality(lowerer: Lowerer, left: Expr, right: Expr, *, negated: bool) -> ast.expr | None:
    """Against a constant that Python compares exactly, or between whole numbers."""
    for constant, other in ((left, right), (right, left)):
        if isinstance(constant, Const) and not isinstance(other, Const):
            kind = lowerer.facts.kind(other)
            value = constant.value
            if is_exact(value, kind) or isinstance(value, bool):
                test = equals_constant(lowerer, lowerer.value(other), value, kind)
                return negate(test) if negated else test
    if _whole(lowerer, left, right):
        first, second = lowerer.values((left, right))
        return ast.Compare(first, [ast.NotEq() if negated else ast.Eq()], [second])
    return None
