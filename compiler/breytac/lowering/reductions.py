"""`(reduce (fn [acc x] …) init xs)` as a Python loop over an accumulator."""

from __future__ import annotations

import ast

from breytac.ir.expr import Arity, CoreCall, Expr, Local
from breytac.ir.kinds import ANY
from breytac.lowering.control import mentioned
from breytac.lowering.in_place import finished, owned_kind, start, write
from breytac.lowering.lookups import guard
from breytac.lowering.loops import element_hint, element_kind, elements, entries, tidy
from breytac.lowering.lowerer import Dest, Lowerer, bind, statement
from breytac.lowering.module import load
from breytac.lowering.rewrites import reducing_arity
from breytac.lowering.stages import staged
from breytac.lowering.unpacking import entry_parts, entry_target, guard_all


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
    lowerer.deliver_value(staged(lowerer, expr), dest)


def lower_reduce(lowerer: Lowerer, expr: CoreCall, arity: Arity, dest: Dest) -> None:
    _, initial, items = expr.args
    acc = arity.params[0]
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
        start(lowerer, acc, initial, name, owned)
        lowerer.owned[acc] = owned
    else:
        lowerer.lower(initial, bind(name))
    inner = Dest("bind" if owned is None else "owned", name, reduces=True)
    loop_through(lowerer, expr, arity, items, inner)
    if owned is not None:
        lowerer.deliver(finished(lowerer, name, owned), dest)
    elif own or dest.ends:
        lowerer.deliver(load(name), dest)


def loop_through(lowerer: Lowerer, expr: Expr, arity: Arity, items: Expr, dest: Dest) -> None:
    """`for element in items:` around what the function does, which goes to `dest`."""
    facts = lowerer.facts
    element = arity.params[1]
    entry = entry_parts(lowerer, element, items, (), arity.body)
    if entry is not None:
        locals_, _, inner = entry
        _loop_through_entries(lowerer, expr, locals_, items, inner, dest)
        return
    source = elements(lowerer, items, element)
    lowerer.mark(expr)
    body: list[ast.stmt] = []
    with lowerer.looping(), lowerer.inside(body):
        facts.local_kinds[element] = element_kind(lowerer, items)
        target = (
            "_" if facts.uses(element) == 0 else lowerer.declare(element, element_hint(element))
        )
        lowerer.rebound.add(element)
        if element in lowerer.unit.looked_up:
            lowerer.maps[element] = target
        elif target != "_":
            guard(lowerer, element, target)
        lowerer.lower(arity.body, dest)
    lowerer.emit(ast.For(ast.Name(target, ast.Store()), source, tidy(body), []))


def _loop_through_entries(
    lowerer: Lowerer, expr: Expr, locals_: list[Local], items: Expr, inner: Expr, dest: Dest
) -> None:
    source = entries(lowerer, items)
    lowerer.mark(expr)
    body: list[ast.stmt] = []
    with lowerer.looping(), lowerer.inside(body):
        target = entry_target(lowerer, locals_)
        guard_all(lowerer, locals_)
        lowerer.lower(inner, dest)
    lowerer.emit(ast.For(target, source, tidy(body), []))
