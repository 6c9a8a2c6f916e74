"""loop and recur, while, for, doseq, dotimes."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from breyta_runtime.core.vars import Var
from breyta_runtime.values.names import Keyword

from breytac.diagnostics.finding import Finding, SourceError
from breytac.diagnostics.rules.expressions import TOO_DEEP
from breytac.ir.expr import (
    Const,
    CoreCall,
    Expr,
    For,
    ForClause,
    ForIn,
    ForLet,
    ForWhen,
    ForWhile,
    Label,
    Local,
    LocalRef,
    Loop,
    Recur,
    While,
    walk,
)
from breytac.ir.kinds import ANY, WHOLE, Kind
from breytac.lowering.conditions import negate, test_of
from breytac.lowering.control import bind_local
from breytac.lowering.emit import NOWHERE, is_marker
from breytac.lowering.expressible import is_comprehension
from breytac.lowering.in_place import owned_kind, start, write
from breytac.lowering.lookups import guard, only_looked_up
from breytac.lowering.lowerer import (
    EFFECT,
    Dest,
    Lowerer,
    at_exit,
    bind,
    statement,
    value_of,
)
from breytac.lowering.module import assign, call, load
from breytac.lowering.ownership import freeze_ends
from breytac.lowering.rewrites import as_for
from breytac.lowering.turns import runs_step, turns_without_step
from breytac.lowering.unpacking import entry_parts, entry_target, guard_all
from breytac.lowering.walks import as_walk
from breytac.syntax.source import Span

STATIC_BLOCKS = 18
"""Python refuses twenty loops in one another."""


def too_deep(span: Span) -> SourceError:
    return SourceError(
        Finding(TOO_DEEP, span, "Loops are nested too deeply here.", "Use several for forms.")
    )


# ---- loop and recur


@statement(Loop)
def lower_loop(lowerer: Lowerer, expr: Loop, dest: Dest) -> None:
    infer_loop_kinds(lowerer, expr)
    if lowerer.unit.run is None and _lower_walk(lowerer, expr, dest):
        return
    owned = _initial_values(lowerer, expr)
    lowerer.recurs[expr.target] = tuple(lowerer.names[local] for local in expr.target.locals)
    if not any(isinstance(n, Recur) and n.target is expr.target for n in walk(expr.body)):
        lowerer.lower(expr.body, dest)
        return
    body: list[ast.stmt] = []
    lowerer.mark(expr)
    with lowerer.looping(), lowerer.inside(body):
        lowerer.lower(freeze_ends(expr.body, expr, owned), at_exit(dest))
    steps = not turns_without_step(expr.body)
    lowerer.emit(endless(lowerer, expr.label, without_last_continue(body), steps=steps))
    if dest.leaves_loop:
        lowerer.emit(ast.Break())


def _lower_walk(lowerer: Lowerer, expr: Loop, dest: Dest) -> bool:
    """The loop as `for element in items:`, if it is one."""
    found = as_walk(expr, expr.body, may_leave=dest.kind == "return")
    if found is None or not _may_come_last(lowerer, expr, found.items):
        return False
    owned = _initial_values(lowerer, expr, found.items)
    marked = as_walk(expr, freeze_ends(expr.body, expr, owned), may_leave=dest.kind == "return")
    assert marked is not None
    lowerer.walked.add(found.items)
    lowerer.names[found.items] = ""
    lowerer.recurs[expr.target] = tuple(lowerer.names[local] for local in expr.target.locals)
    source = elements(lowerer, marked.initial, marked.element)
    lowerer.mark(expr)
    body: list[ast.stmt] = []
    with lowerer.looping(), lowerer.inside(body):
        target = loop_variable(lowerer, ForIn(marked.element, marked.initial))
        if marked.while_true:
            test = test_of(lowerer, LocalRef(marked.element, span=marked.element.span))
            lowerer.emit(ast.If(negate(test), [ast.Break()], []))
        if target.id != "_" and marked.element not in lowerer.maps:
            guard(lowerer, marked.element, target.id)
        lowerer.lower(marked.body, dest)
    lowerer.emit(ast.For(target, source, tidy(without_last_continue(body)), []))
    lowerer.lower(marked.after, dest)
    return True


def _may_come_last(lowerer: Lowerer, expr: Loop, items: Local) -> bool:
    """Whether the collection may be evaluated behind the other variables' first values."""
    facts = lowerer.facts
    values = {binding.local: binding.value for binding in expr.bindings}
    own = values.pop(items)
    return facts.is_total(own) or all(map(facts.is_total, values.values()))


def _initial_values(lowerer: Lowerer, expr: Loop, walked: Local | None = None) -> tuple[Local, ...]:
    """Bind the loop's variables; the accumulators among them that are changed in place."""
    found = []
    recurs = any(isinstance(n, Recur) and n.target is expr.target for n in walk(expr.body))
    for index, binding in enumerate(expr.bindings):
        local, initial = binding.local, binding.value
        if local is walked:
            continue
        name = lowerer.declare(local)
        lowerer.rebound.add(local)
        seen_by_others = any(
            isinstance(node, LocalRef) and node.local is local
            for later in expr.bindings[index + 1 :]
            for node in walk(later.value)
        )
        kind = None
        if recurs and not seen_by_others:
            kind = owned_kind(lowerer, local, initial, expr.body, expr.target)
        if kind is None:
            lowerer.lower(initial, bind(name))
        else:
            start(lowerer, local, initial, name, kind)
            lowerer.owned[local] = kind
            found.append(local)
    return tuple(found)


def endless(
    lowerer: Lowerer, label: Label | None, body: list[ast.stmt], *, steps: bool = False
) -> ast.stmt:
    """The Python loop around a body that leaves it by itself; the bound is the engine's or ours.

    With `steps` every turn runs one, and the engine counts those.
    """
    run = lowerer.unit.run
    if run is not None and label is None and steps:
        return ast.While(ast.Constant(True), body, [])
    if run is None or label is None:
        turns: ast.expr = call(lowerer.module.use_control("bounded"))
        return ast.For(ast.Name("_", ast.Store()), turns, body, [])
    text = ast.Constant(label.text or None)
    options: dict[str, ast.expr] = {}
    if label.max_iterations is not None:
        options["max_iterations"] = ast.Constant(label.max_iterations)
    function = ast.Attribute(load(run), "loop", ast.Load())
    return ast.For(ast.Name("_", ast.Store()), call(function, text, **options), body, [])


def without_last_continue(body: list[ast.stmt]) -> list[ast.stmt]:
    """A `continue` at the end of a loop's body says nothing."""
    if body and isinstance(body[-1], ast.Continue):
        return without_last_continue(body[:-1]) or [ast.Pass()]
    if body and isinstance(body[-1], ast.If):
        last = body[-1]
        last.body = without_last_continue(last.body)
        last.orelse = without_last_continue(last.orelse) if last.orelse else []
        if last.orelse and all(isinstance(s, ast.Pass) for s in last.orelse):
            last.orelse = []
    return body


@statement(Recur)
def lower_recur(lowerer: Lowerer, expr: Recur, _dest: Dest) -> None:
    slots = [
        slot
        for slot in zip(expr.target.locals, lowerer.recurs[expr.target], expr.args, strict=True)
        if slot[0] not in lowerer.walked
    ]
    for local, name, arg in slots:
        if local in lowerer.owned:
            write(lowerer, arg, name)
    others = [(name, arg) for local, name, arg in slots if local not in lowerer.owned]
    values = lowerer.values([arg for _, arg in others])
    changed = [
        (name, value)
        for (name, _), value in zip(others, values, strict=True)
        if not (isinstance(value, ast.Name) and value.id == name)
    ]
    if changed:
        lowerer.mark(expr)
    if len(changed) == 1:
        lowerer.emit(assign(*changed[0]))
    elif changed:
        targets = ast.Tuple([ast.Name(name, ast.Store()) for name, _ in changed], ast.Store())
        sources = ast.Tuple([value for _, value in changed], ast.Load())
        lowerer.emit(ast.Assign([targets], sources))
    lowerer.emit(ast.Continue())


def infer_loop_kinds(lowerer: Lowerer, expr: Loop) -> None:
    """A loop variable has the kind of its first value if every recur gives that kind again."""
    facts = lowerer.facts
    recurs = [n for n in walk(expr.body) if isinstance(n, Recur) and n.target is expr.target]
    for index, binding in enumerate(expr.bindings):
        kind = facts.kind(binding.value)
        if kind == ANY or not all(
            _keeps_kind(lowerer, recur.args[index], binding.local, kind) for recur in recurs
        ):
            kind = ANY
        facts.local_kinds[binding.local] = kind


_STEPS = frozenset({"inc", "dec"})


def _keeps_kind(lowerer: Lowerer, arg: Expr, local: Local, kind: Kind) -> bool:
    match arg:
        case LocalRef(local=same) if same is local:
            return True
        case CoreCall(var=var, args=(LocalRef(local=same),)) if same is local:
            return var.key in _STEPS and kind in WHOLE
        case CoreCall(var=var, args=(LocalRef(local=same), *_)) if same is local:
            if var.key == "conj":
                return kind in (Kind.VECTOR, Kind.LIST, Kind.SET)
            return var.key in ("assoc", "dissoc") and kind == Kind.MAP
        case Const():
            return lowerer.facts.kind(arg) == kind
        case CoreCall(var=var):
            return var.key == "count" and kind == Kind.SMALL
        case _:
            return False


@statement(While)
def lower_while(lowerer: Lowerer, expr: While, dest: Dest) -> None:
    body: list[ast.stmt] = []
    lowerer.mark(expr)
    with lowerer.looping(), lowerer.inside(body):
        lowerer.emit(ast.If(negate(test_of(lowerer, expr.test)), [ast.Break()], []))
        lowerer.lower(expr.body, EFFECT)
    steps = runs_step(expr.test) or runs_step(expr.body)
    lowerer.emit(endless(lowerer, expr.label, body, steps=steps))
    if dest.kind != "effect" or dest.ends:
        lowerer.deliver(ast.Constant(None), dest)


# ---- for, doseq, dotimes


def elements(lowerer: Lowerer, items: Expr, local: Local | None = None) -> ast.expr:
    """What Python iterates over to get the elements of a collection.

    Elements that `local` is bound to, only to be looked into, come as maps.
    """
    if local is not None and only_looked_up(lowerer, local, 1):
        return _elements_as_maps(lowerer, items, local)
    match items:
        case CoreCall(var=var, args=(Const() as end,)) if var.key == "range":
            return call(load("range"), lowerer.value(end))
        case CoreCall(var=var, args=(CoreCall() as end,)) if var.key == "range":
            if lowerer.facts.kind(end) in WHOLE:
                return call(load("range"), lowerer.value(end))
    found = as_for(lowerer, items)
    if found is not None and is_comprehension(lowerer, found):
        return comprehension(lowerer, found.clauses, found.body)
    given_on = passing(lowerer, items)
    if given_on is not None:
        return given_on
    value = lowerer.value(items)
    kind = lowerer.facts.kind(items)
    if kind and kind in Kind.VECTOR | Kind.LIST | Kind.SET:
        return value
    return call(lowerer.module.use_value("iter_of"), value)


_AT_ONCE = {"map": "mapv", "filter": "filterv", "remove": "removev"}


def passing(lowerer: Lowerer, items: Expr) -> ast.expr | None:
    """A seq nobody keeps, made for this loop: Python's map; or a vector when all is just lookups."""
    match items:
        case CoreCall(
            var=Var(name=name, module="core"), args=(Const(value=Keyword()) as key, coll)
        ) if (name in _AT_ONCE and lowerer.unit.run is None):
            function = lowerer.module.use("breyta_runtime.core", _AT_ONCE[name])
            return call(function, *lowerer.values((key, coll)))
        case CoreCall(var=Var(name="map", module="core"), args=(LocalRef(local=local) as f, coll)):
            known = local in lowerer.callables or local in lowerer.unit.functions
            if lowerer.unit.run is None and known:
                return call(load("map"), lowerer.value(f), elements(lowerer, coll))
    return None


def _elements_as_maps(lowerer: Lowerer, items: Expr, local: Local) -> ast.expr:
    found = as_for(lowerer, items)
    if found is not None and is_comprehension(lowerer, found):
        source: ast.expr = comprehension(lowerer, found.clauses, found.body)
        if not only_looked_up(lowerer, local):
            return source  # asking costs as much as one lookup
    else:
        source = lowerer.value(items)
    lowerer.unit.looked_up.add(local)
    return call(lowerer.module.use_value("each_map"), source)


@statement(For)
def lower_for(lowerer: Lowerer, expr: For, dest: Dest) -> None:
    if expr.effect:
        nest(lowerer, expr.clauses, expr.body, EFFECT, expr.label)
        if dest.kind != "effect" or dest.ends:
            lowerer.deliver(ast.Constant(None), dest)
        return
    if dest.kind == "effect" and expr.eager:
        nest(lowerer, expr.clauses, expr.body, EFFECT, expr.label)
        if dest.leaves_loop:
            lowerer.emit(ast.Break())
        return
    lowerer.deliver_value(expr, dest)


def nest(
    lowerer: Lowerer,
    clauses: Sequence[ForClause],
    body: Expr,
    dest: Dest,
    label: Label | None = None,
) -> None:
    """Python loops around the body; `dest` is where the body's values go."""
    first, *rest = clauses
    match first:
        case ForIn():
            _loop_over(lowerer, first, rest, body, dest=dest, label=label)
        case ForLet():
            bind_local(lowerer, first.local, first.value)
            _after(lowerer, rest, body, dest)
        case ForWhen():
            test = negate(test_of(lowerer, first.test))
            lowerer.emit(ast.If(test, [ast.Continue()], []))
            _after(lowerer, rest, body, dest)
        case ForWhile():
            test = negate(test_of(lowerer, first.test))
            lowerer.emit(ast.If(test, [ast.Break()], []))
            _after(lowerer, rest, body, dest)


def _after(lowerer: Lowerer, rest: Sequence[ForClause], body: Expr, dest: Dest) -> None:
    if rest:
        nest(lowerer, rest, body, dest)
    else:
        lowerer.lower(body, dest)


def _loop_over(
    lowerer: Lowerer,
    clause: ForIn,
    rest: Sequence[ForClause],
    body: Expr,
    *,
    dest: Dest,
    label: Label | None,
) -> None:
    if lowerer.block_depth > STATIC_BLOCKS:
        raise too_deep(clause.items.span)
    if label is not None and label.text and lowerer.unit.run is not None:
        each = ast.Attribute(load(lowerer.unit.run), "each", ast.Load())
        source: ast.expr = call(each, ast.Constant(label.text), lowerer.value(clause.items))
    else:
        entry = entry_parts(lowerer, clause.local, clause.items, rest, body)
        if entry is not None:
            locals_, rest, body = entry
            _loop_over_entries(lowerer, clause.items, locals_, rest, body, dest=dest)
            return
        source = elements(lowerer, clause.items, clause.local)
    lowerer.mark(clause.items)
    statements: list[ast.stmt] = []
    with lowerer.looping(), lowerer.inside(statements):
        target = loop_variable(lowerer, clause)
        if clause.local not in lowerer.maps:
            guard(lowerer, clause.local, target.id)
        _after(lowerer, rest, body, dest)
    lowerer.emit(ast.For(target, source, tidy(statements), []))


def _loop_over_entries(
    lowerer: Lowerer,
    items: Expr,
    locals_: Sequence[Local],
    rest: Sequence[ForClause],
    body: Expr,
    *,
    dest: Dest,
) -> None:
    source = entries(lowerer, items)
    lowerer.mark(items)
    statements: list[ast.stmt] = []
    with lowerer.looping(), lowerer.inside(statements):
        target = entry_target(lowerer, locals_)
        guard_all(lowerer, locals_)
        _after(lowerer, rest, body, dest)
    lowerer.emit(ast.For(target, source, tidy(statements), []))


def entries(lowerer: Lowerer, items: Expr) -> ast.expr:
    return call(ast.Attribute(lowerer.value(items), "items", ast.Load()))


def tidy(statements: list[ast.stmt]) -> list[ast.stmt]:
    """`if not a: continue; rest` at the end of a body stays; an empty body gets a pass."""
    if all(is_marker(statement) for statement in statements):
        return [*statements, ast.Pass()]
    return statements


def loop_variable(lowerer: Lowerer, clause: ForIn) -> ast.Name:
    local = clause.local
    facts = lowerer.facts
    facts.local_kinds[local] = element_kind(lowerer, clause.items)
    if facts.uses(local) == 0:
        return ast.Name("_", ast.Store())
    name = lowerer.declare(local, element_hint(local))
    lowerer.rebound.add(local)
    if local in lowerer.unit.looked_up:
        lowerer.maps[local] = name
    return ast.Name(name, ast.Store())


def element_hint(local: Local) -> str | None:
    """An element that is taken apart at once has no name of its own."""
    return "item" if local.made_up and local.name == "arg" else None


def element_kind(lowerer: Lowerer, items: Expr) -> Kind:
    if isinstance(items, CoreCall) and items.var.module == "strings":
        return Kind.STR if items.var.name in ("split", "split-lines") else ANY
    if isinstance(items, CoreCall) and items.var.key == "range" and len(items.args) == 1:
        return Kind.SMALL if lowerer.facts.kind(items.args[0]) in WHOLE else ANY
    return ANY


@value_of(For)
def value_for(lowerer: Lowerer, expr: For) -> ast.expr:
    if expr.effect:
        return lowerer.spill(expr)
    if expr.eager:
        return call(lowerer.module.use_value("List"), collected(lowerer, expr))
    if is_comprehension(lowerer, expr) and not (lowerer.facts.free(expr) & lowerer.rebound):
        generator = comprehension(lowerer, expr.clauses, expr.body)
        return call(lowerer.module.use_value("IterSeq"), generator)
    return call(lowerer.module.use_value("IterSeq"), generator_function(lowerer, expr))


def collected(lowerer: Lowerer, expr: For) -> ast.expr:
    """All values, in an iterable Python expression."""
    if is_comprehension(lowerer, expr):
        return comprehension(lowerer, expr.clauses, expr.body)
    name = lowerer.temporary(lowerer.hint or "values")
    lowerer.hint = ""
    before, lowerer.block = lowerer.block, []
    try:
        nest(lowerer, expr.clauses, expr.body, Dest("append", name), expr.label)
    finally:
        statements, lowerer.block = lowerer.block, before
    at = len(statements) - (2 if is_marker(statements[-2]) else 1) if len(statements) > 1 else 0
    statements.insert(at, assign(name, ast.List([], ast.Load())))
    lowerer.emit(*statements)
    return load(name)


def comprehension(lowerer: Lowerer, clauses: Sequence[ForClause], body: Expr) -> ast.GeneratorExp:
    generators: list[ast.comprehension] = []
    own: list[str] = []
    """The comprehension's variables, which nothing outside sees."""
    source: ast.expr
    for index, clause in enumerate(clauses):
        match clause:
            case ForIn() if index:
                with lowerer.looping(), lowerer.expressions_only():
                    source = elements(lowerer, clause.items, clause.local)
                    target = loop_variable(lowerer, clause)
                own.append(target.id)
                generators.append(ast.comprehension(target, source, [], 0))
            case ForIn():
                source = elements(lowerer, clause.items, clause.local)
                with lowerer.looping():
                    target = loop_variable(lowerer, clause)
                own.append(target.id)
                generators.append(ast.comprehension(target, source, [], 0))
            case ForWhen():
                with lowerer.looping(), lowerer.expressions_only():
                    generators[-1].ifs.append(test_of(lowerer, clause.test))
    with lowerer.looping(), lowerer.expressions_only():
        element = lowerer.value(body)
    for name in own:
        lowerer.scope.forget(name)
    return ast.GeneratorExp(element, generators)


def _first_collection_known(lowerer: Lowerer, expr: For) -> For:
    """The first collection is evaluated with the form, the elements when somebody asks."""
    first, *others = expr.clauses
    if not isinstance(first, ForIn) or lowerer.facts.is_total(first.items):
        return expr
    items = Local("items", first.items.span, made_up=True)
    lowerer.lower(first.items, bind(lowerer.declare(items)))
    known = ForIn(first.local, LocalRef(items, span=first.items.span))
    return replace(expr, clauses=(known, *others))


def generator_function(lowerer: Lowerer, expr: For) -> ast.expr:
    """A nested generator, called: the lazy `for` whose body needs statements."""
    from breytac.lowering.functions import closure_defaults, inner_lowerer

    expr = _first_collection_known(lowerer, expr)
    name = lowerer.temporary("elements")
    defaults = closure_defaults(lowerer, expr)
    inner = inner_lowerer(lowerer, expr)
    body: list[ast.stmt] = []
    with inner.inside(body):
        nest(inner, expr.clauses, expr.body, Dest("yield"))
    lowerer.emit(ast.FunctionDef(name, args=defaults, body=body, decorator_list=[]))
    lowerer.position = NOWHERE
    return call(load(name))
