"""Which expressions Python can say as one expression, so that a lambda or comprehension may hold
them.  What is said yes to here must lower without statements."""

from __future__ import annotations

from breytac.ir.expr import (
    And,
    Arity,
    Call,
    Cond,
    Const,
    CoreCall,
    CoreRef,
    Delayed,
    Do,
    Expr,
    Fn,
    For,
    ForIn,
    ForWhen,
    FunctionRef,
    If,
    Interop,
    Let,
    Local,
    LocalRef,
    MapExpr,
    Or,
    Recur,
    RunCall,
    SetExpr,
    StepCall,
    Throw,
    VectorExpr,
    walk,
)
from breytac.ir.kinds import Kind
from breytac.lowering.facts import Effect
from breytac.lowering.lowerer import PAREN_DEPTH, Lowerer

MAX_SIZE = 60
LAMBDA_SIZE = 30
TERNARY_SIZE = 16


def expressible(lowerer: Lowerer, expr: Expr) -> bool:
    known = lowerer.facts.expressible.get(expr)
    if known is None:
        known = (
            lowerer.facts.size(expr) <= MAX_SIZE
            and lowerer.facts.depth(expr) < PAREN_DEPTH
            and _expressible(lowerer, expr)
        )
        lowerer.facts.expressible[expr] = known
    return known


def _expressible(lowerer: Lowerer, expr: Expr) -> bool:
    match expr:
        case Const() | LocalRef() | CoreRef() | FunctionRef():
            return True
        case (
            VectorExpr()
            | SetExpr()
            | MapExpr()
            | Call()
            | Interop()
            | StepCall()
            | RunCall()
            | Throw()
        ):
            return _all(lowerer, expr)
        case CoreCall():
            from breytac.lowering.in_place import accumulates

            return not accumulates(lowerer, expr) and _all(lowerer, expr)
        case If(label=None, then=then, otherwise=otherwise):
            if isinstance(then, Throw) or isinstance(otherwise, Throw):
                return False
            return _all(lowerer, expr)
        case Cond(label=None, clauses=clauses):
            return len(clauses) <= 2 and _all(lowerer, expr)
        case And(items=items) | Or(items=items):
            return _all(lowerer, expr) and eager_logic(lowerer, items)
        case Do(items=(_,), label=None):
            return _all(lowerer, expr)
        case Let(label=None, bindings=bindings):
            return _all(lowerer, expr) and all(
                lowerer.facts.is_total(binding.value) and lowerer.facts.uses(binding.local) <= 1
                for binding in bindings
            )
        case Fn():
            return is_lambda(lowerer, expr)
        case Delayed(body=body):
            return expressible(lowerer, body)
        case For():
            return is_comprehension(lowerer, expr)
        case _:
            return False


def _all(lowerer: Lowerer, expr: Expr) -> bool:
    return all(expressible(lowerer, child) for child in expr.children())


def eager_logic(lowerer: Lowerer, items: tuple[Expr, ...]) -> bool:
    """Whether evaluating all of an `and`/`or` at once cannot be noticed."""
    if all(lowerer.facts.kind(item) == Kind.BOOL for item in items):
        return True
    if len(items) == 2 and lowerer.is_simple(items[0]):
        return True
    return all(lowerer.facts.is_total(item) for item in items[1:])


def is_lambda(lowerer: Lowerer, fn: Fn) -> bool:
    """Whether a function is written as a lambda."""
    if len(fn.arities) != 1:
        return False
    arity = fn.arities[0]
    return (
        arity.rest is None
        and not recurs(arity)
        and (fn.name is None or lowerer.facts.uses(fn.name) == 0)
        and lowerer.facts.size(arity.body) <= LAMBDA_SIZE
        and not isinstance(arity.body, Let)
        and expressible(lowerer, arity.body)
    )


def recurs(arity: Arity) -> bool:
    return any(isinstance(node, Recur) and node.target is arity.target for node in walk(arity.body))


def is_comprehension(lowerer: Lowerer, expr: For) -> bool:
    """A `for` of which a comprehension can be made: pure, no :let, no :while."""
    facts = lowerer.facts
    return (
        not expr.effect
        and expr.label is None
        and all(isinstance(clause, ForIn | ForWhen) for clause in expr.clauses)
        and all(expressible(lowerer, child) for child in expr.children())
        and all(facts.effect(child) is not Effect.EFFECT for child in expr.children())
        and not holds_lazily(
            lowerer, expr, {clause.local for clause in expr.clauses if isinstance(clause, ForIn)}
        )
    )


def holds_lazily(lowerer: Lowerer, expr: Expr, locals_: set[Local]) -> bool:
    """Whether a generator inside would look at `locals_` after they have moved on."""
    return any(
        isinstance(node, For) and not node.eager and lowerer.facts.free(node) & locals_
        for child in expr.children()
        for node in walk(child)
    )
