"""Parts of deeply nested code as functions of their own, since Python's nesting has limits."""

from __future__ import annotations

import ast

from breytac.diagnostics.finding import Finding, SourceError
from breytac.diagnostics.rules.expressions import TOO_DEEP
from breytac.ir.expr import Case, Cond, CoreCall, Expr, Fn, Recur, Throw, walk
from breytac.lowering.emit import NOWHERE
from breytac.lowering.functions import visible
from breytac.lowering.lowerer import BLOCK_DEPTH, RETURN, Dest, Lowerer
from breytac.lowering.module import call, load
from breytac.syntax.source import Span

MAX_CHAIN = 60
"""Clauses of an if … elif chain; the ends of longer ones return from a function instead."""
LAST_DEPTH = 80
"""Python refuses a hundred indentations."""


def must_outline(lowerer: Lowerer, expr: Expr, dest: Dest) -> bool:
    if isinstance(expr, Fn | Recur | Throw) or (
        isinstance(expr, CoreCall) and expr.var.key != "reduce"
    ):
        return False
    too_long = isinstance(expr, Cond | Case) and len(expr.clauses) > MAX_CHAIN and not dest.ends
    if not too_long and lowerer.block_depth < BLOCK_DEPTH:
        return False
    if dest.reduces or dest.kind == "owned" or leaves(lowerer, expr):
        if lowerer.block_depth > LAST_DEPTH:
            raise too_deep(expr.span)
        return False
    return too_long or lowerer.facts.size(expr) > 3


def too_deep(span: Span) -> SourceError:
    return SourceError(
        Finding(
            TOO_DEEP,
            span,
            "Branches and loops are nested too deeply here.",
            "Move parts of it into functions of their own.",
        )
    )


def leaves(lowerer: Lowerer, expr: Expr) -> bool:
    """Whether a recur inside goes back to something around `expr`."""
    return any(isinstance(node, Recur) and node.target in lowerer.recurs for node in walk(expr))


def outline(lowerer: Lowerer, expr: Expr, dest: Dest) -> None:
    """`part(a, b)` instead of the statements, and the statements in a function `part`."""
    unit = lowerer.unit
    name = lowerer.module.reserve(f"{unit.hint}-part")
    inner = Lowerer(unit)
    inner.substitutes = dict(lowerer.substitutes)
    inner.callables = set(lowerer.callables)
    inner.caught = set(lowerer.caught)
    inner.owned = dict(lowerer.owned)
    inner.position = NOWHERE
    params: list[str] = []
    args: list[ast.expr] = []
    if unit.run is not None:
        inner.scope.take(unit.run)
        params.append(unit.run)
        args.append(load(unit.run))
    for local in visible(lowerer, expr):
        if local in lowerer.substitutes or local in unit.functions:
            continue
        args.append(load(lowerer.names[local]))
        params.append(inner.declare(local))
    body: list[ast.stmt] = []
    with inner.inside(body):
        inner.lower(expr, RETURN)
    arguments = ast.arguments([], [ast.arg(param) for param in params], None, [], [], None, [])
    lowerer.module.definitions.append(ast.FunctionDef(name, arguments, body, [], None))
    lowerer.mark(expr)
    lowerer.deliver(call(load(name), *args), dest)
