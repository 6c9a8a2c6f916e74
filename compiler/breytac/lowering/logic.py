"""and, or: with the values of Clojure, and without evaluating more than it would."""

from __future__ import annotations

import ast

from breytac.ir.expr import (
    And,
    Or,
)
from breytac.ir.kinds import Kind
from breytac.lowering.conditions import negate, test_of, truth_of
from breytac.lowering.control import mentioned
from breytac.lowering.expressible import eager_logic, expressible
from breytac.lowering.facts import Effect
from breytac.lowering.lowerer import (
    EFFECT,
    Dest,
    Lowerer,
    bind,
    hint_for,
    statement,
    value_of,
)
from breytac.lowering.module import assign, call, load


@value_of(And, Or)
def value_logic(lowerer: Lowerer, expr: And | Or) -> ast.expr:
    items = expr.items
    if not all(expressible(lowerer, item) for item in items) or not eager_logic(lowerer, items):
        return lowerer.spill(expr)
    with lowerer.expressions_only():
        return _logic(lowerer, expr)


def _logic(lowerer: Lowerer, expr: And | Or) -> ast.expr:
    items, facts = expr.items, lowerer.facts
    if all(facts.kind(item) == Kind.BOOL for item in items):
        operator = ast.And() if isinstance(expr, And) else ast.Or()
        return ast.BoolOp(operator, [lowerer.value(item) for item in items])
    if len(items) == 2 and lowerer.is_simple(items[0]):
        first, second = (lowerer.value(item) for item in items)
        test = truth_of(lowerer, lowerer.value(items[0]), facts.kind(items[0]))
        if isinstance(expr, Or):
            return ast.IfExp(test, first, second)
        return ast.IfExp(test, second, first)
    function = "and_" if isinstance(expr, And) else "or_"
    return call(lowerer.module.use_control(function), *(lowerer.value(item) for item in items))


@statement(And, Or)
def lower_logic(lowerer: Lowerer, expr: And | Or, dest: Dest) -> None:
    items = expr.items
    if dest.kind == "effect":
        _logic_for_effect(lowerer, expr, dest)
        return
    if all(expressible(lowerer, item) for item in items) and eager_logic(lowerer, items):
        lowerer.deliver_value(expr, dest)
        return
    if dest.kind == "bind" and not dest.ends and dest.name not in mentioned(lowerer, expr):
        _logic_into(lowerer, expr, dest.name)
        return
    if dest.kind == "return":
        _logic_returned(lowerer, expr, dest)
        return
    name = lowerer.temporary(hint_for(items[0]))
    _logic_into(lowerer, expr, name)
    lowerer.deliver(load(name), dest)


def _logic_into(lowerer: Lowerer, expr: And | Or, name: str) -> None:
    """x = a; if not x: x = b; …"""
    first, *rest = expr.items
    lowerer.lower(first, bind(name))
    body = lowerer.block
    kind = lowerer.facts.kind(first)
    for item in rest:
        test = truth_of(lowerer, load(name), kind)
        inside: list[ast.stmt] = []
        with lowerer.inside(inside):
            lowerer.lower(item, bind(name))
        body.append(ast.If(test if isinstance(expr, And) else negate(test), inside, []))
        kind = lowerer.facts.kind(item) | kind


def _logic_returned(lowerer: Lowerer, expr: And | Or, dest: Dest) -> None:
    *first, last = expr.items
    for item in first:
        value = lowerer.value(item)
        if not isinstance(value, ast.Name):
            name = lowerer.temporary(hint_for(item))
            lowerer.mark(item)
            lowerer.emit(assign(name, value))
            value = load(name)
        test = truth_of(lowerer, value, lowerer.facts.kind(item))
        leave = negate(test) if isinstance(expr, And) else test
        lowerer.emit(ast.If(leave, [ast.Return(value)], []))
    lowerer.lower(last, dest)


def _logic_for_effect(lowerer: Lowerer, expr: And | Or, dest: Dest) -> None:
    first, *rest = expr.items
    if not rest or lowerer.facts.effect(expr) is Effect.TOTAL:
        lowerer.lower(first, dest)
        return
    remaining = rest[0] if len(rest) == 1 else type(expr)(tuple(rest), span=expr.span)
    test = test_of(lowerer, first)
    if isinstance(expr, Or):
        test = negate(test)
    lowerer.emit(ast.If(test, lowerer.nested(remaining, EFFECT), []))
    if dest.leaves_loop:
        lowerer.emit(ast.Break())
