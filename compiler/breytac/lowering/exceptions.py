"""try, throw, assert, and the error of a condp in which nothing holds."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from breyta_runtime.values.errors import catch_types

from breytac.ir.expr import (
    AssertExpr,
    Catch,
    CoreCall,
    Expr,
    LocalRef,
    NoMatch,
    Throw,
    Try,
)
from breytac.lowering.conditions import negate, test_of
from breytac.lowering.literals import tuple_of
from breytac.lowering.lowerer import (
    EFFECT,
    Dest,
    Lowerer,
    statement,
    value_of,
)
from breytac.lowering.module import assign, call, load


@statement(Throw)
def lower_throw(lowerer: Lowerer, expr: Throw, _dest: Dest) -> None:
    value = lowerer.value(expr.value)
    lowerer.mark(expr)
    if not _is_exception(lowerer, expr.value):
        value = call(lowerer.module.use_value("throw"), value)
    lowerer.emit(ast.Raise(value))


def _is_exception(lowerer: Lowerer, expr: Expr) -> bool:
    """Whether Python's raise surely takes it."""
    if isinstance(expr, CoreCall):
        return expr.var.key == "ex-info"
    return isinstance(expr, LocalRef) and expr.local in lowerer.caught


@value_of(Throw)
def value_throw(lowerer: Lowerer, expr: Throw) -> ast.expr:
    if not lowerer.expression_only:
        return lowerer.spill(expr)
    return call(lowerer.module.use_value("throw"), lowerer.value(expr.value))


@statement(NoMatch)
def lower_no_match(lowerer: Lowerer, expr: NoMatch, _dest: Dest) -> None:
    subject = lowerer.value(expr.subject)
    lowerer.emit(ast.Raise(call(lowerer.module.use_control("no_case"), subject)))


@statement(AssertExpr)
def lower_assert(lowerer: Lowerer, expr: AssertExpr, dest: Dest) -> None:
    text = f"Assert failed: {expr.text}"
    test = negate(test_of(lowerer, expr.test))
    lowerer.mark(expr)
    failed = lowerer.module.use_value("AssertionFailed")
    message: ast.expr = ast.Constant(text)
    if expr.message is not None:
        body: list[ast.stmt] = []
        with lowerer.inside(body):
            str_ = lowerer.module.use_core_name("str")
            given = lowerer.value(expr.message)
            parts = (ast.Constant("Assert failed: "), given, ast.Constant(f"\n{expr.text}"))
            lowerer.emit(ast.Raise(call(failed, call(str_, *parts))))
    else:
        body = [ast.Raise(call(failed, message))]
    lowerer.emit(ast.If(test, body, []))
    if dest.kind != "effect" or dest.ends:
        lowerer.deliver(ast.Constant(None), dest)


@statement(Try)
def lower_try(lowerer: Lowerer, expr: Try, dest: Dest) -> None:
    ends_in_nothing = expr.finally_ is None or lowerer.facts.is_total(expr.finally_)
    if ends_in_nothing and not expr.catches:
        lowerer.lower(expr.body, dest)
        return
    lowerer.mark(expr)
    body = lowerer.nested(expr.body, dest)
    handlers = _handlers(lowerer, expr.catches, dest)
    final: list[ast.stmt] = []
    if expr.finally_ is not None and not ends_in_nothing:
        final = lowerer.nested(expr.finally_, EFFECT)
    lowerer.emit(ast.Try(body, handlers, [], final))


def _handlers(lowerer: Lowerer, catches: Sequence[Catch], dest: Dest) -> list[ast.ExceptHandler]:
    """An `except` for each catch.

    To Java a failed assertion is an Error, and so is none of an `(catch Exception e …)`; to Python
    it is an Exception, so what catches it comes first, if only to raise it again.
    """
    if not lowerer.unit.asserts:
        return [_handler(lowerer, catch, dest) for catch in catches]
    errors = [catch for catch in catches if _kind(catch) in _ERRORS]
    others = [catch for catch in catches if _kind(catch) not in _ERRORS]
    handlers = [_handler(lowerer, catch, dest) for catch in (*errors, *others)]
    broad = [catch for catch in others if _kind(catch) in _BROAD]
    if not broad or _kind(broad[0]) == "Throwable" or any(map(_is_of_assertions, errors)):
        return handlers
    last = next((catch for catch in broad if _kind(catch) == "Throwable"), None)
    if last is not None:
        failed = _handler(lowerer, replace(last, exceptions="AssertionError"), dest)
    else:
        kind = lowerer.module.use_value("AssertionFailed")
        failed = ast.ExceptHandler(kind, None, [ast.Raise()])
    handlers.insert(len(errors), failed)
    return handlers


_ERRORS = frozenset({"Error", "AssertionError", "StackOverflowError"})
_BROAD = frozenset({"Exception", "RuntimeException", "Throwable"})


def _is_of_assertions(catch: Catch) -> bool:
    return _kind(catch) in ("Error", "AssertionError")


def _kind(catch: Catch) -> str:
    return catch.exceptions.rpartition(".")[2]


def _handler(lowerer: Lowerer, catch: Catch, dest: Dest) -> ast.ExceptHandler:
    kinds = exception_types(lowerer, catch.exceptions)
    if not lowerer.facts.uses(catch.local):
        return ast.ExceptHandler(kinds, None, lowerer.nested(catch.body, dest))
    claimed = lowerer.scope.mark()
    name = lowerer.declare(catch.local)
    lowerer.caught.add(catch.local)
    if not lowerer.facts.is_captured(catch.local):
        handler = ast.ExceptHandler(kinds, name, lowerer.nested(catch.body, dest))
        lowerer.scope.release_since(claimed)
        return handler
    # Python forgets the name of a handler at its end; a closure must not look at it.
    given = lowerer.temporary("error")
    body: list[ast.stmt] = [assign(name, load(given))]
    with lowerer.inside(body):
        lowerer.lower(catch.body, dest)
    return ast.ExceptHandler(kinds, given, body)


def exception_types(lowerer: Lowerer, name: str) -> ast.expr:
    found = catch_types(name) or (Exception,)
    parts: list[ast.expr] = []
    for kind in found:
        if kind.__module__ == "builtins":
            parts.append(load(kind.__name__))
        else:
            parts.append(lowerer.module.use_value(kind.__name__))
    return parts[0] if len(parts) == 1 else tuple_of(parts)
