"""Tests: expressions Python may branch on, with Clojure's truth."""

from __future__ import annotations

import ast

from breytac.ir.expr import And, Const, CoreCall, Expr, Or
from breytac.ir.kinds import FALSY, Kind
from breytac.lowering.expressible import expressible
from breytac.lowering.lowerer import Lowerer
from breytac.lowering.module import call


def test_of(lowerer: Lowerer, expr: Expr) -> ast.expr:
    """An expression that is true for Python where `expr` is true for Clojure."""
    match expr:
        case Const(value=value):
            return ast.Constant(value is not None and value is not False)
        case CoreCall(var=var, args=(inner,)) if var.key == "not":
            return negate(test_of(lowerer, inner))
        case CoreCall(var=var, args=(inner,)) if var.key == "seq":
            return negate(call(lowerer.module.use_core_name("empty?"), lowerer.value(inner)))
        case CoreCall(var=var, args=(inner,)) if var.key in ("boolean", "identity"):
            return test_of(lowerer, inner)
        case And(items=items) if all(expressible(lowerer, item) for item in items):
            return _junction(lowerer, ast.And(), items)
        case Or(items=items) if all(expressible(lowerer, item) for item in items):
            return _junction(lowerer, ast.Or(), items)
    return truth_of(lowerer, lowerer.value(expr), lowerer.facts.kind(expr))


def _junction(lowerer: Lowerer, operator: ast.boolop, items: tuple[Expr, ...]) -> ast.expr:
    with lowerer.expressions_only():
        return ast.BoolOp(operator, [test_of(lowerer, item) for item in items])


def truth_of(lowerer: Lowerer, value: ast.expr, kind: Kind) -> ast.expr:
    falsy = kind & FALSY
    if falsy == Kind.BOOL and kind == Kind.BOOL:
        return value
    if falsy == Kind.NIL:
        return same(value, ast.Constant(None), negated=True)
    if falsy == Kind.BOOL:
        return same(value, ast.Constant(False), negated=True)
    return call(lowerer.module.use_value("truthy"), value)


def same(value: ast.expr, single: ast.expr, *, negated: bool = False) -> ast.expr:
    """`value is single`, for None, a bool or a keyword; Python warns of `is` beside a literal."""
    if _is_literal(value):
        return ast.Constant(negated)
    return ast.Compare(value, [ast.IsNot() if negated else ast.Is()], [single])


def _is_literal(value: ast.expr) -> bool:
    """Whether Python sees a constant that is the same thing as no other."""
    match value:
        case ast.Constant(value=known):
            return known is not None and not isinstance(known, bool)
        case ast.Tuple(elts=items):
            return all(isinstance(item, ast.Constant) or _is_literal(item) for item in items)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _is_literal(operand)
        case _:
            return False


_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    # Orders are only emitted between whole numbers, so no NaN spoils their opposites.
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
}


def negate(test: ast.expr) -> ast.expr:
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return inner
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _OPPOSITE:
            return ast.Compare(left, [_OPPOSITE[type(op)]()], [right])
        case ast.Constant(value=bool(flag)):
            return ast.Constant(not flag)
        case _:
            return ast.UnaryOp(ast.Not(), test)
