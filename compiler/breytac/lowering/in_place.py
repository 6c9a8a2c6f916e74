"""Owned accumulators in Python: a list or dict that is changed, and becomes a value at the end."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from breyta_runtime.core.vars import VARS, Var
from breyta_runtime.values.equality import PLAIN

from breytac.ir.expr import (
    Cond,
    Const,
    CoreCall,
    CoreRef,
    Expr,
    If,
    Local,
    LocalRef,
    MapExpr,
    RecurTarget,
    Thread,
    VectorExpr,
    walk,
)
from breytac.ir.kinds import WHOLE, Kind
from breytac.lowering.conditions import negate, test_of
from breytac.lowering.facts import Effect
from breytac.lowering.layouts import Place, layout_of, path_of
from breytac.lowering.literals import key_name, lower_value
from breytac.lowering.lowerer import Dest, Lowerer, bind, statement
from breytac.lowering.module import assign, call, load
from breytac.lowering.ownership import DICT, LIST, Frozen, Ownership, kind_of_start
from breytac.lowering.rewrites import one_argument, reducing_arity

_PLAIN_KINDS = Kind.KEYWORD | Kind.STR | WHOLE | Kind.NIL


def owned_kind(
    lowerer: Lowerer, local: Local, initial: Expr, body: Expr, target: RecurTarget | None = None
) -> str | None:
    """What an accumulator is in Python if it may be changed in place; None if it may not."""
    kind = kind_of_start(initial)
    if kind is None or not lowerer.unit.in_place:
        return None
    if not Ownership(lowerer.facts, local, kind, target).holds(body):
        return None
    if kind != LIST:
        lowerer.unit.layouts[local] = layout_of(
            local, initial, body, lambda expr: resolved(lowerer, expr)
        )
    return kind


def accumulates(lowerer: Lowerer, expr: CoreCall) -> bool:
    """Whether it is a reduction whose accumulator is changed in place, which takes a loop."""
    known = lowerer.unit.accumulations.get(expr)
    if known is None:
        known = False
        if expr.var.key == "reduce" and len(expr.args) == 3:
            arity = reducing_arity(expr.args[0])
            known = arity is not None and bool(
                owned_kind(lowerer, arity.params[0], expr.args[1], arity.body)
            )
        lowerer.unit.accumulations[expr] = known
    return known


def resolved(lowerer: Lowerer, expr: Expr) -> Expr:
    """What is written out where this local is used."""
    if isinstance(expr, LocalRef) and expr.local in lowerer.substitutes:
        return resolved(lowerer, lowerer.substitutes[expr.local])
    return expr


def start(lowerer: Lowerer, local: Local, initial: Expr, name: str, kind: str) -> None:
    """A fresh list or dict with what the accumulator starts with."""
    lowerer.places[name] = lowerer.unit.layouts.get(local, Place())
    display: ast.expr
    if kind == LIST:
        items = _items(lowerer, initial)
        display = ast.List(items, ast.Load())
    else:
        pairs = _pairs(lowerer, initial, lowerer.places[name])
        display = ast.Dict([key for key, _ in pairs], [value for _, value in pairs])
    lowerer.emit(assign(name, display))


def _items(lowerer: Lowerer, initial: Expr) -> list[ast.expr]:
    if isinstance(initial, VectorExpr):
        return lowerer.values(initial.items)
    assert isinstance(initial, Const)
    assert isinstance(initial.value, tuple)
    return [lower_value(lowerer.module, item) for item in initial.value]


def _pairs(lowerer: Lowerer, initial: Expr, place: Place) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(initial, MapExpr):
        given = initial.pairs
    else:
        assert isinstance(initial, Const)
        assert isinstance(initial.value, dict)
        span = initial.span
        given = tuple(
            (Const(key, span=span), Const(value, span=span)) for key, value in initial.value.items()
        )
    parts = lowerer.values([part for pair in given for part in pair])
    kinds = [place.at(key).kind for key, _ in given]
    values = [
        value if kind == "value" else _opened(value, kind)
        for value, kind in zip(parts[1::2], kinds, strict=True)
    ]
    return list(zip(parts[::2], values, strict=True))


def _opened(value: ast.expr, kind: str) -> ast.expr:
    """A vector or map written in place as the list or dict that can be changed."""
    if kind == "dict":
        return ast.Dict([], [])
    assert isinstance(value, ast.Tuple)
    return ast.List(value.elts, ast.Load())


def finished(lowerer: Lowerer, name: str, kind: str) -> ast.expr:
    """The value the accumulator has become."""
    if kind == LIST:
        return call(load("tuple"), load(name))
    freeze = "freeze_built" if lowerer.places[name].owns else "freeze_raw"
    return call(lowerer.module.use_value(freeze), load(name))


@statement(Frozen)
def lower_frozen(lowerer: Lowerer, expr: Frozen, dest: Dest) -> None:
    kinds = {local: lowerer.owned.pop(local) for local in expr.locals}
    try:
        body = expr.body
        if isinstance(body, LocalRef) and body.local in kinds:
            value = finished(lowerer, lowerer.names[body.local], kinds[body.local])
            lowerer.deliver(value, dest)
            return
        for local, kind in kinds.items():
            lowerer.facts.local_kinds[local] = Kind.VECTOR if kind == LIST else Kind.MAP
            name = lowerer.names[local]
            lowerer.deliver(finished(lowerer, name, kind), bind(name))
        lowerer.lower(body, dest)
    finally:
        lowerer.owned.update(kinds)


# ---- reads


def read_of_owned(lowerer: Lowerer, expr: CoreCall) -> ast.expr | None:
    """A core function that looks at an owned accumulator; None when this call does not."""
    first = expr.args[0] if expr.args else None
    if isinstance(first, LocalRef) and first.local in lowerer.owned:
        return read(lowerer, expr, first.local)
    return None


def read(lowerer: Lowerer, expr: CoreCall, local: Local) -> ast.expr:
    """`get`, `contains?`, `count` or `empty?` of an owned accumulator."""
    name = lowerer.names[local]
    match expr.var.key, expr.args[1:]:
        case "get", (key, *default):
            method = ast.Attribute(load(name), "get", ast.Load())
            parts = lowerer.values((key, *default))
            return call(method, boxed(lowerer, key, parts[0]), *parts[1:])
        case "contains?", (key,):
            return ast.Compare(boxed(lowerer, key, lowerer.value(key)), [ast.In()], [load(name)])
        case "count", _:
            return call(load("len"), load(name))
        case _:
            return ast.UnaryOp(ast.Not(), load(name))


def boxed(lowerer: Lowerer, key: Expr, value: ast.expr) -> ast.expr:
    """The dict key that stands for a key; most are their own."""
    if isinstance(key, Const) and type(key.value) in PLAIN:
        return value
    kind = lowerer.facts.kind(key)
    if kind and kind in _PLAIN_KINDS:
        return value
    return call(lowerer.module.use("breyta_runtime.values", "box"), value)


# ---- writes


def write(lowerer: Lowerer, expr: Expr, name: str) -> None:
    """Carry out what the expression says of the accumulator in the variable `name`."""
    match expr:
        case LocalRef():
            lowerer.reached.clear()
        case Thread():
            _thread(lowerer, expr, name)
        case If(test=test, then=then, otherwise=otherwise):
            _either(lowerer, [(test, then)], otherwise, name)
        case Cond(clauses=clauses, default=default):
            _either(lowerer, [(clause.test, clause.body) for clause in clauses], default, name)
        case CoreCall(var=Var(name="reduce"), args=(function, first, items)):
            write(lowerer, first, name)
            _reduce(lowerer, expr, function, items, name)
        case CoreCall():
            write(lowerer, expr.args[0], name)
            lowerer.mark(expr)
            _WRITERS[expr.var.key](lowerer, name, expr.args[1:])
        case _:
            raise AssertionError("not a write of an owned accumulator")


def _thread(lowerer: Lowerer, expr: Thread, name: str) -> None:
    write(lowerer, expr.initial, name)
    lowerer.names[expr.local] = name
    # the accumulator under another name: reads of it are reads of the list or dict
    lowerer.owned[expr.local] = LIST if lowerer.places[name].kind == "value" else DICT
    for update in expr.updates:
        if update.test is None:
            write(lowerer, update.value, name)
            continue
        test = test_of(lowerer, update.test)
        body: list[ast.stmt] = []
        with lowerer.inside(body):
            write(lowerer, update.value, name)
        lowerer.emit(ast.If(test, body or [ast.Pass()], []))


def _either(
    lowerer: Lowerer, clauses: Sequence[tuple[Expr, Expr]], default: Expr, name: str
) -> None:
    (first_test, first), *more = clauses
    test = test_of(lowerer, first_test)
    lowerer.mark(first_test)
    then = _block(lowerer, first, name)
    otherwise: list[ast.stmt] = []
    with lowerer.inside(otherwise):
        if more:
            _either(lowerer, more, default, name)
        else:
            write(lowerer, default, name)
    if then:
        lowerer.emit(ast.If(test, then, otherwise))
    elif otherwise:
        lowerer.emit(ast.If(negate(test), otherwise, []))
    elif not lowerer.facts.is_total(first_test):
        lowerer.emit(ast.Expr(test))
    lowerer.reached.clear()


def _block(lowerer: Lowerer, expr: Expr, name: str) -> list[ast.stmt]:
    body: list[ast.stmt] = []
    with lowerer.inside(body):
        write(lowerer, expr, name)
    return body


def _reduce(lowerer: Lowerer, expr: Expr, function: Expr, items: Expr, name: str) -> None:
    """A reduction that goes on with the accumulator: a loop in the loop."""
    from breytac.lowering.reductions import loop_through

    arity = reducing_arity(function)
    assert arity is not None
    acc = arity.params[0]
    lowerer.names[acc] = name
    lowerer.owned[acc] = LIST if lowerer.places[name].kind == "value" else DICT
    loop_through(lowerer, expr, arity, items, Dest("owned", name, reduces=True))
    lowerer.reached.clear()


def _conj(lowerer: Lowerer, name: str, args: Sequence[Expr]) -> None:
    method = "append" if len(args) == 1 else "extend"
    values = lowerer.values(args)
    given = values[0] if len(values) == 1 else ast.Tuple(values, ast.Load())
    lowerer.emit(ast.Expr(call(ast.Attribute(load(name), method, ast.Load()), given)))


def _into(lowerer: Lowerer, name: str, args: Sequence[Expr]) -> None:
    from breytac.lowering.loops import elements

    extend = ast.Attribute(load(name), "extend", ast.Load())
    lowerer.emit(ast.Expr(call(extend, elements(lowerer, args[0]))))


def _item(name: str, key: ast.expr, context: ast.expr_context) -> ast.Subscript:
    return ast.Subscript(load(name), key, context)


def _assoc(lowerer: Lowerer, name: str, args: Sequence[Expr]) -> None:
    values = _before_writing(lowerer, args)
    for key, at, value in zip(args[::2], values[::2], values[1::2], strict=True):
        target = _item(name, boxed(lowerer, key, at), ast.Store())
        lowerer.emit(ast.Assign([target], value))


def _before_writing(lowerer: Lowerer, args: Sequence[Expr]) -> list[ast.expr]:
    """The arguments as they are before the first of several writes, evaluated in their order.

    Python evaluates what is assigned before the place it is assigned to.
    """
    values = lowerer.values(args)
    several = len(args) > 2 and any(_looks_at_owned(lowerer, arg) for arg in args)
    effects = any(lowerer.facts.effect(arg) is Effect.EFFECT for arg in args)
    if not several and not effects:
        return values
    return [
        value if lowerer.is_simple(arg) else lowerer.in_variable(arg, value)
        for arg, value in zip(args, values, strict=True)
    ]


def _looks_at_owned(lowerer: Lowerer, expr: Expr) -> bool:
    return any(isinstance(node, LocalRef) and node.local in lowerer.owned for node in walk(expr))


def _dissoc(lowerer: Lowerer, name: str, args: Sequence[Expr]) -> None:
    method = ast.Attribute(load(name), "pop", ast.Load())
    values = lowerer.values(args)
    if len(args) > 1 and any(_looks_at_owned(lowerer, arg) for arg in args):
        values = [lowerer.in_variable(arg, part) for arg, part in zip(args, values, strict=True)]
    lowerer.reached.clear()
    for key, value in zip(args, values, strict=True):
        lowerer.emit(ast.Expr(call(method, boxed(lowerer, key, value), ast.Constant(None))))


def _key(lowerer: Lowerer, key: Expr) -> ast.expr:
    """The dict key as something that may be mentioned twice."""
    value = boxed(lowerer, key, lowerer.value(key))
    if isinstance(value, ast.Name | ast.Constant):
        return value
    name = lowerer.temporary("key")
    lowerer.emit(assign(name, value))
    return load(name)


def _update(lowerer: Lowerer, name: str, args: Sequence[Expr]) -> None:
    key_expr, given, *rest = args
    function = resolved(lowerer, given)
    place = lowerer.places[name].at(key_expr)
    if place.kind == "list":
        _grow(lowerer, name, key_expr, place, rest)
        return
    key = _key(lowerer, key_expr)
    get = ast.Attribute(load(name), "get", ast.Load())
    target = _item(name, key, ast.Store())
    if place.never_nil and isinstance(function, CoreCall):
        called, default = function.args
        assert isinstance(called, CoreRef)
        current = call(get, key, lowerer.value(default))
        if place.counts:
            value: ast.expr = ast.BinOp(current, ast.Add(), ast.Constant(1))
        else:
            value = call(lowerer.module.use_core(called.var), current, *lowerer.values(rest))
    else:
        value = _applied(lowerer, function, call(get, key), rest)
    lowerer.emit(ast.Assign([target], value))


def _grow(lowerer: Lowerer, name: str, key_expr: Expr, place: Place, items: Sequence[Expr]) -> None:
    """`(update acc key (fnil conj []) item)`, the vector being a list so far."""
    at, *values = lowerer.values((key_expr, *items))
    key = boxed(lowerer, key_expr, at)
    if place.present:
        held: ast.expr = _item(name, key, ast.Load())
    else:
        held = call(
            ast.Attribute(load(name), "setdefault", ast.Load()), key, ast.List([], ast.Load())
        )
    method = "append" if len(values) == 1 else "extend"
    given = values[0] if len(values) == 1 else ast.Tuple(values, ast.Load())
    lowerer.emit(ast.Expr(call(ast.Attribute(held, method, ast.Load()), given)))


def _applied(lowerer: Lowerer, function: Expr, current: ast.expr, rest: Sequence[Expr]) -> ast.expr:
    """The function called with what is there now; what it is told apart from that comes first."""
    arity = one_argument(function)
    if arity is not None and not rest:
        (param,) = arity.params
        local = lowerer.declare(param)
        lowerer.emit(assign(local, current))
        return lowerer.value(arity.body)
    match function:
        case CoreRef(var=var):
            return call(lowerer.module.use_core(var), current, *lowerer.values(rest))
        case CoreCall(
            var=Var(name="fnil"), args=(CoreRef(var=inner), Const() as default)
        ) if lowerer.is_simple(default):
            found = lowerer.temporary("current")
            lowerer.emit(assign(found, current))
            missing = ast.Compare(load(found), [ast.Is()], [ast.Constant(None)])
            given = ast.IfExp(missing, lowerer.value(default), load(found))
            return call(lowerer.module.use_core(inner), given, *lowerer.values(rest))
        case _:
            called, *others = lowerer.values((function, *rest))
            if lowerer.facts.kind(function) == Kind.FUNCTION:
                return call(called, current, *others)
            return call(
                lowerer.module.use("breyta_runtime.core", "invoke"), called, current, *others
            )


Writer = Callable[[Lowerer, str, Sequence[Expr]], None]


def _at_path(key: str) -> Writer:
    def write_at(lowerer: Lowerer, name: str, args: Sequence[Expr]) -> None:
        path = path_of(args[0])
        while len(path) > 1 and lowerer.places[name].at(path[0]).kind == "dict":
            name = _reach(lowerer, name, path.pop(0))
        first, *rest = path
        if not rest:
            _WRITERS[key.removesuffix("-in")](lowerer, name, (first, *args[1:]))
            return
        at = _key(lowerer, first)
        if len(rest) == 1:
            _one_below(lowerer, _item(name, at, ast.Store()), rest[0], key, args[1:])
            return
        inner = VectorExpr(tuple(rest), span=args[0].span)
        current = call(ast.Attribute(load(name), "get", ast.Load()), at)
        path_value, *values = lowerer.values((inner, *args[1:]))
        function = lowerer.module.use_core(VARS[key])
        made = call(function, current, path_value, *values)
        lowerer.emit(ast.Assign([_item(name, at, ast.Store())], made))

    return write_at


def _reach(lowerer: Lowerer, name: str, key: Expr) -> str:
    """The variable of a dict inside an owned dict, which is made when it is not there."""
    same = key.value if isinstance(key, Const) else getattr(key, "local", key)
    known = lowerer.reached.get((name, same))
    if known is not None:
        return known
    at = boxed(lowerer, key, lowerer.value(key))
    hint = key_name(key) or f"{name}_at"
    inner = lowerer.temporary(hint)
    setdefault = ast.Attribute(load(name), "setdefault", ast.Load())
    lowerer.emit(assign(inner, call(setdefault, at, ast.Dict([], []))))
    lowerer.places[inner] = lowerer.places[name].at(key)
    lowerer.reached[name, same] = inner
    return inner


def _one_below(
    lowerer: Lowerer, place: ast.Subscript, key: Expr, what: str, args: Sequence[Expr]
) -> None:
    """A path of two: the inner map is a value, of which a new one is made."""
    current = call(ast.Attribute(place.value, "get", ast.Load()), place.slice)
    assoc = lowerer.module.use_core(VARS["assoc"])
    if what == "assoc-in":
        at, value = lowerer.values((key, *args))
        lowerer.emit(ast.Assign([place], call(assoc, current, at, value)))
        return
    inner = lowerer.temporary("inner")
    lowerer.emit(assign(inner, current))
    at = lowerer.value(key)
    if not isinstance(at, ast.Name | ast.Constant):
        at = lowerer.in_variable(key, at)
    found = call(lowerer.module.use_core(VARS["get"]), load(inner), at)
    function, *rest = args
    value = _applied(lowerer, function, found, rest)
    lowerer.emit(ast.Assign([place], call(assoc, load(inner), at, value)))


_WRITERS: dict[str, Writer] = {
    "conj": _conj,
    "into": _into,
    "assoc": _assoc,
    "dissoc": _dissoc,
    "update": _update,
    "assoc-in": _at_path("assoc-in"),
    "update-in": _at_path("update-in"),
}
