"""Functions as values: lambdas, nested defs, several arities, closures."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from breytac.ir.expr import Arity, Delayed, Do, Expr, Fn, Let, LetFn, Local
from breytac.ir.kinds import ANY
from breytac.lowering.emit import NOWHERE
from breytac.lowering.expressible import LAMBDA_SIZE, expressible, is_lambda, recurs
from breytac.lowering.lookups import guard
from breytac.lowering.loops import endless, without_last_continue
from breytac.lowering.lowerer import RETURN, Dest, Lowerer, statement, value_of
from breytac.lowering.module import call, load
from breytac.lowering.names import python_name


def inner_lowerer(lowerer: Lowerer, expr: Expr) -> Lowerer:
    """A lowerer for a function nested in this one, that sees what `expr` looks at."""
    inner = Lowerer(lowerer.unit, lowerer)
    inner.maps.update(
        (local, name) for local, name in lowerer.maps.items() if lowerer.names[local] == name
    )
    for local in visible(lowerer, expr):
        name = inner.names.get(local)
        if name is not None:
            inner.scope.take(name)
    return inner


def visible(lowerer: Lowerer, expr: Expr) -> Iterable[Local]:
    """The free locals of `expr`, and those of what is written out in their place."""
    found: dict[Local, None] = {}
    todo = [expr]
    while todo:
        for local in sorted(lowerer.facts.free(todo.pop()), key=lambda local: local.span.start):
            if local not in found:
                found[local] = None
                if local in lowerer.substitutes:
                    todo.append(lowerer.substitutes[local])
    return found


def closure_defaults(lowerer: Lowerer, expr: Expr, params: Sequence[str] = ()) -> ast.arguments:
    """Parameters, and a keyword-only default for each variable that will get other values."""
    captured = [
        lowerer.names[local]
        for local in visible(lowerer, expr)
        if local in lowerer.rebound and local not in lowerer.substitutes
    ]
    names = list(dict.fromkeys(captured))
    return ast.arguments(
        posonlyargs=[],
        args=[ast.arg(name) for name in params],
        vararg=None,
        kwonlyargs=[ast.arg(name) for name in names],
        kw_defaults=[load(name) for name in names],
        kwarg=None,
        defaults=[],
    )


# ---- fn


@value_of(Fn)
def value_fn(lowerer: Lowerer, expr: Fn) -> ast.expr:
    if is_lambda(lowerer, expr):
        return make_lambda(lowerer, expr)
    hint = expr.name.name if expr.name else lowerer.hint or "function"
    name = lowerer.scope.claim(python_name(hint), keep=True)
    define(lowerer, expr, name)
    return load(name)


@statement(Fn)
def lower_fn(lowerer: Lowerer, expr: Fn, dest: Dest) -> None:
    if dest.kind == "bind" and not dest.leaves_loop:
        define(lowerer, expr, dest.name)
    else:
        lowerer.deliver_value(expr, dest)


def make_lambda(lowerer: Lowerer, expr: Fn) -> ast.expr:
    (arity,) = expr.arities
    inner = inner_lowerer(lowerer, expr)
    params = declare_params(inner, arity)
    inner.expression_only = True
    body = inner.value(arity.body)
    assert not inner.block, "a lambda's body needs no statements"
    return ast.Lambda(closure_defaults(lowerer, expr, params), body)


LAMBDA_PARAMS = ("x", "y", "z")


def declare_params(inner: Lowerer, arity: Arity, only: str | None = None) -> list[str]:
    """Python names of the parameters; those of #() have no names of their own.

    `only` is what to call a single parameter that is taken apart at once.
    """
    names = []
    anonymous = all(local.name.startswith("%") for local in arity.params)
    for index, local in enumerate(arity.params):
        hint = LAMBDA_PARAMS[index] if anonymous and index < len(LAMBDA_PARAMS) else None
        if local.made_up and local.name == "arg":
            hint = only if only is not None and len(arity.params) == 1 else "item"
        inner.facts.local_kinds.setdefault(local, ANY)
        if inner.facts.uses(local) == 0 and local.name.startswith("_") and "_" not in names:
            inner.names[local] = "_"
            names.append("_")
        else:
            names.append(inner.declare(local, hint))
    return names


def define(lowerer: Lowerer, expr: Fn, name: str, *, recursive: bool = False) -> None:
    """A nested def under this name."""
    if lowerer.loop_depth and refers_to_itself(lowerer, expr):
        define_by_factory(lowerer, expr, name)
        return
    inner = inner_lowerer(lowerer, expr)
    inner.scope.take(name)
    if expr.name is not None:
        inner.names[expr.name] = name
        inner.callables.add(expr.name)
    arguments, body = function_parts(lowerer, inner, expr, name)
    lowerer.mark(expr)
    decorators: list[ast.expr] = []
    if recursive or refers_to_itself(lowerer, expr):
        decorators.append(lowerer.module.use_control("recursive"))
    lowerer.emit(ast.FunctionDef(name, arguments, body, decorators, None))
    lowerer.position = NOWHERE


def refers_to_itself(lowerer: Lowerer, expr: Fn) -> bool:
    return expr.name is not None and lowerer.facts.uses(expr.name) > 0


def define_by_factory(lowerer: Lowerer, expr: Fn, name: str) -> None:
    """In a loop, a function that calls itself must not see the next turn's function."""
    factory = lowerer.scope.claim(f"make_{name}")
    inner = inner_lowerer(lowerer, expr)
    with inner.inside(inner.block):
        define(inner, expr, name)
        inner.emit(ast.Return(load(name)))
    arguments = closure_defaults(lowerer, expr)
    lowerer.emit(ast.FunctionDef(factory, arguments, inner.block, [], None))
    lowerer.deliver(call(load(factory)), Dest("bind", name))


def function_parts(
    lowerer: Lowerer, inner: Lowerer, expr: Fn, name: str, *, only_param: str | None = None
) -> tuple[ast.arguments, list[ast.stmt]]:
    """The parameters and body of a def."""
    if len(expr.arities) == 1:
        (arity,) = expr.arities
        params = declare_params(inner, arity, only_param)
        arguments = closure_defaults(lowerer, expr, params)
        if arity.rest is not None:
            arguments.vararg = ast.arg(declare_rest(inner, arity.rest))
        body: list[ast.stmt] = []
        with inner.inside(body):
            if not recurs(arity):
                for local, param in zip(arity.params, params, strict=True):
                    guard(inner, local, param)
            lower_arity(inner, arity)
        return arguments, with_doc(expr, body)
    arguments = closure_defaults(lowerer, expr)
    args = inner.scope.claim("args")
    arguments.vararg = ast.arg(args)
    return arguments, with_doc(expr, [dispatch(inner, expr, args, name)])


def with_doc(expr: Fn, body: list[ast.stmt]) -> list[ast.stmt]:
    if not expr.doc:
        return body
    return [ast.Expr(ast.Constant(expr.doc)), *body]


def declare_rest(inner: Lowerer, rest: Local) -> str:
    return inner.declare(rest)


def dispatch(inner: Lowerer, expr: Fn, args: str, name: str) -> ast.stmt:
    """`match args:` with a case per arity."""
    cases = []
    for arity in expr.arities:
        claimed = inner.scope.mark()
        params = declare_params(inner, arity)
        patterns: list[ast.pattern] = [
            ast.MatchAs(None, None if param == "_" else param) for param in params
        ]
        if arity.rest is not None:
            patterns.append(ast.MatchStar(declare_rest(inner, arity.rest)))
        body: list[ast.stmt] = []
        with inner.inside(body):
            lower_arity(inner, arity)
        inner.scope.release_since(claimed)
        cases.append(ast.match_case(ast.MatchSequence(patterns), None, body))
    failed = call(
        inner.module.use_control("wrong_arity"), ast.Constant(name), call(load("len"), load(args))
    )
    cases.append(ast.match_case(ast.MatchAs(None, None), None, [ast.Raise(failed)]))
    return ast.Match(load(args), cases)


def lower_arity(inner: Lowerer, arity: Arity) -> None:
    """The body; the rest parameter becomes what Clojure would see."""
    if arity.rest is not None and inner.facts.uses(arity.rest):
        rest = inner.names[arity.rest]
        as_seq = call(inner.module.use_core_name("seq"), load(rest))
        inner.deliver(as_seq, Dest("bind", rest))
    if not recurs(arity):
        inner.lower(arity.body, RETURN)
        return
    inner.rebound.update(arity.target.locals)
    inner.recurs[arity.target] = tuple(inner.names[local] for local in arity.target.locals)
    body: list[ast.stmt] = []
    with inner.looping(), inner.inside(body):
        inner.lower(arity.body, RETURN)
    inner.emit(endless(inner, None, without_last_continue(body)))


# ---- letfn, delay, lazy-seq


@statement(LetFn)
def lower_letfn(lowerer: Lowerer, expr: LetFn, dest: Dest) -> None:
    define_letfn(lowerer, expr)
    lowerer.lower(expr.body, dest)


@value_of(LetFn)
def value_letfn(lowerer: Lowerer, expr: LetFn) -> ast.expr:
    define_letfn(lowerer, expr)
    return lowerer.value(expr.body)


def define_letfn(lowerer: Lowerer, expr: LetFn) -> None:
    """Defs see each other by name; in a loop that needs a function around them all."""
    for local, _ in expr.functions:
        lowerer.callables.add(local)
    if lowerer.loop_depth:
        _letfn_by_factory(lowerer, expr)
        return
    for local, _ in expr.functions:
        lowerer.names[local] = lowerer.scope.claim(python_name(local.name), keep=True)
    for local, function in expr.functions:
        define(
            lowerer, function, lowerer.names[local], recursive=_calls_any(lowerer, expr, function)
        )


def _calls_any(lowerer: Lowerer, expr: LetFn, function: Fn) -> bool:
    return any(local in lowerer.facts.free(function) for local, _ in expr.functions)


def _letfn_by_factory(lowerer: Lowerer, expr: LetFn) -> None:
    whole = Do(tuple(function for _, function in expr.functions), span=expr.span)
    names = [lowerer.scope.claim(python_name(local.name), keep=True) for local, _ in expr.functions]
    inner = inner_lowerer(lowerer, whole)
    factory = lowerer.scope.claim(f"make_{names[0]}" if names else "make")
    for (local, _), name in zip(expr.functions, names, strict=True):
        inner.names[local] = name
        inner.scope.take(name)
    with inner.inside(inner.block):
        for (_, function), name in zip(expr.functions, names, strict=True):
            define(inner, function, name, recursive=_calls_any(lowerer, expr, function))
        inner.emit(ast.Return(ast.Tuple([load(name) for name in names], ast.Load())))
    arguments = closure_defaults(lowerer, whole)
    lowerer.emit(ast.FunctionDef(factory, arguments, inner.block, [], None))
    targets = ast.Tuple([ast.Name(name, ast.Store()) for name in names], ast.Store())
    lowerer.emit(ast.Assign([targets], call(load(factory))))
    for (local, _), name in zip(expr.functions, names, strict=True):
        lowerer.names[local] = name
        lowerer.rebound.add(local)


@value_of(Delayed)
def value_delayed(lowerer: Lowerer, expr: Delayed) -> ast.expr:
    thunk = make_thunk(lowerer, expr, expr.body)
    if expr.kind == "thunk":
        return thunk
    return call(lowerer.module.use_core_name(expr.kind), thunk)


def make_thunk(lowerer: Lowerer, expr: Expr, body: Expr, hint: str = "compute") -> ast.expr:
    """A function without parameters: a lambda if it can be one."""
    inner = inner_lowerer(lowerer, expr)
    arguments = closure_defaults(lowerer, body)
    if (
        expressible(lowerer, body)
        and lowerer.facts.size(body) <= LAMBDA_SIZE
        and not isinstance(body, Let)
    ) or lowerer.expression_only:
        inner.expression_only = True
        return ast.Lambda(arguments, inner.value(body))
    name = lowerer.scope.claim(python_name(hint), keep=True)
    statements: list[ast.stmt] = []
    with inner.inside(statements):
        inner.lower(body, RETURN)
    lowerer.emit(ast.FunctionDef(name, arguments, statements, [], None))
    lowerer.position = NOWHERE
    return load(name)
