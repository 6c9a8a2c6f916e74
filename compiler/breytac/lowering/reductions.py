"""`(reduce (fn [acc x] …) init xs)` as a Python loop over an accumulator."""

from __future__ import annotations

import ast

from breytac.ir.expr import (
    Arity,
    Call,
    Case,
    Cond,
    CoreCall,
    Do,
    Expr,
    Fn,
    If,
    Let,
    Loop,
    Try,
    walk,
)
from breytac.ir.kinds import ANY
from breytac.lowering.control import mentioned
from breytac.lowering.expressible import recurs
from breytac.lowering.in_place import finished, owned_kind, start, write
from breytac.lowering.loops import element_hint, element_kind, elements, tidy
from breytac.lowering.lowerer import Dest, Lowerer, bind, statement
from breytac.lowering.module import load

_REDUCED = frozenset({"reduced", "ensure-reduced", "unreduced", "reduced?"})


@statement(CoreCall)
def lower_core_call(lowerer: Lowerer, expr: CoreCall, dest: Dest) -> None:
    if dest.kind == "owned":
        ends = expr.var.key == "reduced"
        write(lowerer, expr.args[0] if ends else expr, dest.name)
        if ends:
            lowerer.emit(ast.Break())
        return
    if dest.reduces and expr.var.key == "reduced":
        lowerer.lower(expr.args[0], bind(dest.name))
        lowerer.emit(ast.Break())
        return
    if expr.var.key == "reduce" and len(expr.args) == 3:
        arity = reducing_arity(expr.args[0])
        if arity is not None:
            lower_reduce(lowerer, expr, arity, dest)
            return
    lowerer.deliver_value(expr, dest)


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


def lower_reduce(lowerer: Lowerer, expr: CoreCall, arity: Arity, dest: Dest) -> None:
    _, initial, items = expr.args
    acc, element = arity.params
    facts = lowerer.facts
    own = dest.kind != "bind" or dest.leaves_loop or dest.name in mentioned(lowerer, expr)
    if own:
        name = lowerer.declare(acc)
    else:
        name = dest.name
        lowerer.names[acc] = name
    lowerer.rebound.add(acc)
    facts.local_kinds[acc] = ANY
    owned = owned_kind(lowerer, acc, initial, arity.body)
    if owned is not None:
        start(lowerer, initial, name, owned)
        lowerer.owned[acc] = owned
    else:
        lowerer.lower(initial, bind(name))
    inner = Dest("bind" if owned is None else "owned", name, reduces=True)
    source = elements(lowerer, items)
    lowerer.mark(expr)
    body: list[ast.stmt] = []
    with lowerer.looping(), lowerer.inside(body):
        facts.local_kinds[element] = element_kind(lowerer, items)
        target = (
            "_" if facts.uses(element) == 0 else lowerer.declare(element, element_hint(element))
        )
        lowerer.rebound.add(element)
        lowerer.lower(arity.body, inner)
    lowerer.emit(ast.For(ast.Name(target, ast.Store()), source, tidy(body), []))
    if owned is not None:
        lowerer.deliver(finished(lowerer, name, owned), dest)
    elif own or dest.ends:
        lowerer.deliver(load(name), dest)
