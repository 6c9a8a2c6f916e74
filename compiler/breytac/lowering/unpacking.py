"""`[a b]` taken apart: tuple unpacking in Python, and `for key, value in m.items()`."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from breyta_runtime.core.vars import Var

from breytac.ir.expr import Binding, Const, CoreCall, Expr, ForClause, ForLet, Let, Local, LocalRef
from breytac.ir.kinds import ANY, Kind
from breytac.lowering.lookups import guard
from breytac.lowering.lowerer import Lowerer
from breytac.lowering.module import call


def parts_of(bindings: Sequence[Binding | ForLet], start: int = 0) -> tuple[Local, int] | None:
    """The local that the bindings from `start` on take apart, and how many of them do."""
    whole: Local | None = None
    count = 0
    for binding in bindings[start:]:
        match binding.value:
            case CoreCall(
                var=Var(name="nth"),
                args=(LocalRef(local=local), Const(value=at), Const(value=None)),
            ) if at == count and whole in (None, local):
                whole = local
                count += 1
            case _:
                break
    return (whole, count) if whole is not None else None


def unpack(lowerer: Lowerer, bindings: Sequence[Binding], whole: Local) -> None:
    """`a, b = unpack(pair, 2)`."""
    source = lowerer.local(whole)
    lowerer.mark(bindings[0].value)
    names = targets(lowerer, [binding.local for binding in bindings])
    count = ast.Constant(len(bindings))
    value = call(lowerer.module.use("breyta_runtime.core", "unpack"), source, count)
    lowerer.emit(ast.Assign([names], value))
    guard_all(lowerer, [binding.local for binding in bindings])


def guard_all(lowerer: Lowerer, locals_: Sequence[Local]) -> None:
    for local in locals_:
        if lowerer.facts.uses(local):
            guard(lowerer, local, lowerer.names[local])


def targets(lowerer: Lowerer, locals_: Sequence[Local]) -> ast.Tuple:
    """Names to assign to; what nobody looks at is `_`."""
    elements: list[ast.expr] = []
    for local in locals_:
        lowerer.facts.local_kinds.setdefault(local, ANY)
        name = lowerer.declare(local) if lowerer.facts.uses(local) else "_"
        elements.append(ast.Name(name, ast.Store()))
    return ast.Tuple(elements, ast.Store())


def entry_parts(
    lowerer: Lowerer, local: Local, items: Expr, rest: Sequence[ForClause], body: Expr
) -> tuple[list[Local], list[ForClause], Expr] | None:
    """When entries of a map are only taken apart: the two locals, and what remains to do."""
    if lowerer.facts.kind(items) != Kind.MAP:
        return None
    lets: list[ForLet] = []
    for clause in rest:
        if not isinstance(clause, ForLet):
            break
        lets.append(clause)
    bindings: Sequence[Binding | ForLet] = lets
    if not lets and isinstance(body, Let) and body.label is None:
        bindings = body.bindings
    found = parts_of(bindings)
    if found is None or found[0] is not local or found[1] > 2:
        return None
    count = found[1]
    if lowerer.facts.uses(local) != count:
        return None
    locals_ = [binding.local for binding in bindings[:count]]
    if lets:
        return locals_, list(rest[count:]), body
    assert isinstance(body, Let)
    left = body.bindings[count:]
    return locals_, list(rest), Let(left, body.body, span=body.span) if left else body.body


def entry_target(lowerer: Lowerer, locals_: Sequence[Local]) -> ast.Tuple:
    names = targets(lowerer, locals_)
    lowerer.rebound.update(locals_)
    while len(names.elts) < 2:
        names.elts.append(ast.Name("_", ast.Store()))
    return names
