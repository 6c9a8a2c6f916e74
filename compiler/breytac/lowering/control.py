"""Branches, sequences, bindings, threads."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from breyta_runtime.core.vars import Var
from breyta_runtime.values.names import Keyword

from breytac.ir.expr import (
    Binding,
    Case,
    Cond,
    Const,
    CoreCall,
    CoreRef,
    Do,
    Expr,
    Fn,
    If,
    Label,
    Let,
    Local,
    LocalRef,
    Recur,
    Thread,
    walk,
)
from breytac.ir.kinds import ANY, WHOLE, Kind
from breytac.lowering.conditions import negate, same, test_of
from breytac.lowering.expressible import TERNARY_SIZE, expressible
from breytac.lowering.literals import lower_value, tuple_of
from breytac.lowering.lookups import guard, map_name
from breytac.lowering.lowerer import (
    EFFECT,
    Dest,
    Lowerer,
    bind,
    hint_for,
    is_visible,
    statement,
    value_of,
)
from breytac.lowering.module import assign, call, load
from breytac.lowering.unpacking import parts_of, unpack

# ---- labels


def enter(lowerer: Lowerer, label: Label | None, choice: str | None = None) -> None:
    """`run.enter("label", "choice")`."""
    if label is None or not label.text or lowerer.unit.run is None:
        return
    args = [ast.Constant(label.text)]
    if choice is not None:
        args.append(ast.Constant(choice))
    function = ast.Attribute(load(lowerer.unit.run), "enter", ast.Load())
    lowerer.emit(ast.Expr(call(function, *args)))


def branch(lowerer: Lowerer, label: Label, test: Expr) -> ast.expr:
    """`run.branch("label", test, yes=…, no=…)`, which is a bool."""
    value = lowerer.value(test)
    names: dict[str, ast.expr] = {}
    if label.yes is not None:
        names["yes"] = ast.Constant(label.yes)
    if label.no is not None:
        names["no"] = ast.Constant(label.no)
    function = ast.Attribute(load(lowerer.unit.run or "run"), "branch", ast.Load())
    return call(function, ast.Constant(label.text), value, **names)


# ---- if


@statement(If)
def lower_if(lowerer: Lowerer, expr: If, dest: Dest) -> None:
    if (
        dest.kind not in ("effect", "owned")
        and _is_ternary(lowerer, expr)
        and not _by_statements(lowerer, expr, dest)
    ):
        lowerer.deliver_value(expr, dest)
        return
    if expr.label is not None and lowerer.unit.run is not None:
        test = branch(lowerer, expr.label, expr.test)
    else:
        test = test_of(lowerer, expr.test)
    lowerer.mark(expr)
    branches(lowerer, test, expr.then, expr.otherwise, dest)


def _by_statements(lowerer: Lowerer, expr: If, dest: Dest) -> bool:
    """Whether an `if` says it better: one way keeps the variable, or ends a reduction."""
    if dest.reduces and any(
        isinstance(part, CoreCall) and part.var.key == "reduced"
        for part in (expr.then, expr.otherwise)
    ):
        return True
    return is_kept(lowerer, expr.then, dest) or is_kept(lowerer, expr.otherwise, dest)


def is_kept(lowerer: Lowerer, expr: Expr, dest: Dest) -> bool:
    """Whether the destination's variable has this value already."""
    return (
        dest.kind in ("bind", "owned")
        and not dest.leaves_loop
        and isinstance(expr, LocalRef)
        and expr.local not in lowerer.substitutes
        and lowerer.names.get(expr.local) == dest.name
    )


def goes_on(expr: Expr) -> bool:
    """Whether every way through ends in a recur."""
    match expr:
        case Recur():
            return True
        case Let(body=body):
            return goes_on(body)
        case Do(items=items):
            return goes_on(items[-1])
        case If(then=then, otherwise=otherwise):
            return goes_on(then) and goes_on(otherwise)
        case _:
            return False


def branches(lowerer: Lowerer, test: ast.expr, then: Expr, otherwise: Expr, dest: Dest) -> None:
    if is_kept(lowerer, then, dest) or (goes_on(then) and not goes_on(otherwise)):
        test, then, otherwise = negate(test), otherwise, then
    if is_kept(lowerer, otherwise, dest):
        lowerer.emit(ast.If(test, lowerer.nested(then, dest), []))
        return
    if dest.kind == "effect" and not dest.leaves_loop:
        if lowerer.facts.is_total(then):
            test, then, otherwise = negate(test), otherwise, then
        body = lowerer.nested(then, dest)
        rest: list[ast.stmt] = []
        if not lowerer.facts.is_total(otherwise):
            rest = lowerer.nested(otherwise, dest)
        lowerer.emit(ast.If(test, body, rest))
        return
    position = lowerer.position
    body = lowerer.nested(then, dest)
    if dest.ends or ends(body):
        lowerer.emit(ast.If(test, body, []))
        lowerer.position = position
        lowerer.lower(otherwise, dest)
        return
    lowerer.position = position
    if isinstance(otherwise, If | Cond) and otherwise.label is None:
        lowerer.position = lowerer.module.position(
            otherwise.span
        )  # no comment between else and if: elif
    lowerer.emit(ast.If(test, body, lowerer.nested(otherwise, dest)))


def ends(body: Sequence[ast.stmt]) -> bool:
    """Whether control never comes out at the end of a block."""
    return bool(body) and isinstance(body[-1], ast.Return | ast.Raise | ast.Break | ast.Continue)


def _is_ternary(lowerer: Lowerer, expr: If) -> bool:
    return (
        expressible(lowerer, expr)
        and lowerer.facts.size(expr) <= TERNARY_SIZE
        and not any(isinstance(part, If | Cond) for part in expr.children())
        and not any(is_visible(part) for part in walk(expr))
    )


@value_of(If)
def value_if(lowerer: Lowerer, expr: If) -> ast.expr:
    if not expressible(lowerer, expr) or (
        not _is_ternary(lowerer, expr) and not lowerer.expression_only
    ):
        return lowerer.spill(expr)
    with lowerer.expressions_only():
        test = test_of(lowerer, expr.test)
        return ast.IfExp(test, lowerer.value(expr.then), lowerer.value(expr.otherwise))


@statement(Cond)
def lower_cond(lowerer: Lowerer, expr: Cond, dest: Dest) -> None:
    chain(lowerer, expr, 0, dest)


def chain(lowerer: Lowerer, expr: Cond, start: int, dest: Dest) -> None:
    """The clauses as if … elif … else; as ifs one after another where each one ends."""
    for index in range(start, len(expr.clauses)):
        clause = expr.clauses[index]
        before = len(lowerer.block)
        test = test_of(lowerer, clause.test)
        needs_statements = len(lowerer.block) > before
        if index == start == 0 or dest.ends:
            lowerer.mark(clause.test)
        position = lowerer.position
        body = _labelled_block(lowerer, expr.label, clause.text, clause.body, dest)
        lowerer.position = position
        if dest.ends or ends(body):
            lowerer.emit(ast.If(test, body, []))
            continue
        rest: list[ast.stmt] = []
        with lowerer.inside(rest):
            lowerer.block_depth -= not needs_statements
            chain(lowerer, expr, index + 1, dest)
            lowerer.block_depth += not needs_statements
        if rest and all(isinstance(statement, ast.Pass) for statement in body):
            test, body, rest = negate(test), rest, []
        lowerer.emit(ast.If(test, body, rest))
        return
    enter(lowerer, expr.label, "else")
    if dest.kind != "effect" or dest.ends or not lowerer.facts.is_total(expr.default):
        lowerer.lower(expr.default, dest)


def _labelled_block(
    lowerer: Lowerer, label: Label | None, choice: str, body: Expr, dest: Dest
) -> list[ast.stmt]:
    statements: list[ast.stmt] = []
    with lowerer.inside(statements):
        enter(lowerer, label, choice)
        lowerer.lower(body, dest)
    return statements or [ast.Pass()]


@value_of(Cond)
def value_cond(lowerer: Lowerer, expr: Cond) -> ast.expr:
    if not lowerer.expression_only or not expressible(lowerer, expr):
        return lowerer.spill(expr)
    with lowerer.expressions_only():
        value = lowerer.value(expr.default)
        for clause in reversed(expr.clauses):
            test = test_of(lowerer, clause.test)
            value = ast.IfExp(test, lowerer.value(clause.body), value)
        return value


# ---- case


@statement(Case)
def lower_case(lowerer: Lowerer, expr: Case, dest: Dest) -> None:
    subject = lowerer.value(expr.subject)
    if not isinstance(subject, ast.Name | ast.Constant):
        name = lowerer.temporary(hint_for(expr.subject))
        lowerer.emit(assign(name, subject))
        subject = load(name)
    lowerer.mark(expr)
    kind = lowerer.facts.kind(expr.subject)
    top: list[ast.stmt] = []
    current = top
    for clause in expr.clauses:
        test = case_test(lowerer, subject, clause.values, kind)
        body = _labelled_block(lowerer, expr.label, clause.text, clause.body, dest)
        made = ast.If(test, body, [])
        current.append(made)
        if not (dest.ends or ends(body)):
            current = made.orelse
    with lowerer.inside(current):
        if expr.default is None:
            no_case = lowerer.module.use_control("no_case")
            lowerer.emit(ast.Raise(call(no_case, subject)))
        else:
            enter(lowerer, expr.label, "else")
            if dest.kind != "effect" or dest.ends or not lowerer.facts.is_total(expr.default):
                lowerer.lower(expr.default, dest)
    lowerer.emit(*top)


def case_test(
    lowerer: Lowerer, subject: ast.expr, values: tuple[object, ...], kind: Kind
) -> ast.expr:
    if len(values) == 1:
        return equals_constant(lowerer, subject, values[0], kind)
    if all(is_exact(value, kind) and value is not None for value in values):
        choices = tuple_of(lower_value(lowerer.module, value) for value in values)
        return ast.Compare(subject, [ast.In()], [choices])
    return ast.BoolOp(
        ast.Or(), [equals_constant(lowerer, subject, value, kind) for value in values]
    )


def is_exact(value: object, kind: Kind) -> bool:
    """Whether Python's == with this constant is Clojure's =."""
    if isinstance(value, str | Keyword) or value is None:
        return True
    return isinstance(value, int) and not isinstance(value, bool) and kind in WHOLE


def equals_constant(
    lowerer: Lowerer, subject: ast.expr, value: object, kind: Kind = ANY
) -> ast.expr:
    constant = lower_value(lowerer.module, value)
    if value is None or isinstance(value, bool | Keyword):
        return same(subject, constant)
    if is_exact(value, kind):
        return ast.Compare(subject, [ast.Eq()], [constant])
    return call(lowerer.module.use_core_name("="), subject, constant)


# ---- do, let, threads


@statement(Do)
def lower_do(lowerer: Lowerer, expr: Do, dest: Dest) -> None:
    enter(lowerer, expr.label)
    for item in expr.items[:-1]:
        lowerer.lower(item, EFFECT)
    lowerer.lower(expr.items[-1], dest)


@value_of(Do)
def value_do(lowerer: Lowerer, expr: Do) -> ast.expr:
    enter(lowerer, expr.label)
    for item in expr.items[:-1]:
        lowerer.lower(item, EFFECT)
    return lowerer.value(expr.items[-1])


@statement(Let)
def lower_let(lowerer: Lowerer, expr: Let, dest: Dest) -> None:
    bindings(lowerer, expr, dest)


def bindings(lowerer: Lowerer, expr: Let, dest: Dest) -> None:
    enter(lowerer, expr.label)
    last = expr.bindings[-1] if expr.bindings else None
    if last and is_just(expr.body, last.local) and _may_skip_name(last.value):
        bind_all(lowerer, expr.bindings[:-1])
        lowerer.lower(last.value, dest)
        return
    bind_all(lowerer, expr.bindings)
    lowerer.lower(expr.body, dest)


def bind_all(lowerer: Lowerer, given: Sequence[Binding]) -> None:
    index = 0
    while index < len(given):
        whole, count = parts_of(given, index) or (None, 1)
        if whole is not None and count > 1:
            unpack(lowerer, given[index : index + count], whole)
        else:
            count = 1
            bind_local(lowerer, given[index].local, given[index].value)
        index += count


def is_just(body: Expr, local: object) -> bool:
    return isinstance(body, LocalRef) and body.local is local


def _may_skip_name(value: Expr) -> bool:
    return not isinstance(value, Fn)


def is_constant_function(lowerer: Lowerer, value: Expr) -> bool:
    """`(fnil + 0)`, which says more where it is used than under a name."""
    match value:
        case CoreCall(var=Var(name="fnil"), args=(CoreRef(), Const() as default)):
            return lowerer.unit.run is None and lowerer.is_simple(default)
        case _:
            return False


def _kind_of(lowerer: Lowerer, value: Expr) -> Kind:
    from breytac.lowering.in_place import accumulates

    if isinstance(value, CoreCall) and accumulates(lowerer, value):
        return lowerer.facts.kind(value.args[1])  # what it starts as, it stays
    return lowerer.facts.kind(value)


def bind_local(lowerer: Lowerer, local: Local, value: Expr) -> None:
    """Give the local a variable, unless nobody looks at it or another one says the same."""
    facts = lowerer.facts
    facts.local_kinds.setdefault(local, _kind_of(lowerer, value))
    if facts.uses(local) == 0:
        if not facts.is_total(value):
            lowerer.lower(value, EFFECT)
        return
    if (
        isinstance(value, LocalRef)
        and (local.made_up or value.local.made_up)
        and value.local not in lowerer.rebound
    ):
        lowerer.substitutes[local] = value
        return
    if (isinstance(value, Const) and local.made_up and lowerer.is_simple(value)) or (
        is_constant_function(lowerer, value)
    ):
        lowerer.substitutes[local] = value
        return
    if isinstance(value, Fn):
        lowerer.callables.add(local)
    name = lowerer.declare(local)
    lowerer.lower(value, bind(name))
    if isinstance(value, LocalRef) and (known := map_name(lowerer, value.local)) is not None:
        lowerer.maps[local] = known
    elif facts.kind(value) not in (Kind.MAP, Kind.FUNCTION):
        guard(lowerer, local, name)


@value_of(Let)
def value_let(lowerer: Lowerer, expr: Let) -> ast.expr:
    if lowerer.expression_only:
        for binding in expr.bindings:
            lowerer.facts.local_kinds.setdefault(binding.local, lowerer.facts.kind(binding.value))
            lowerer.substitutes[binding.local] = binding.value
        return lowerer.value(expr.body)
    enter(lowerer, expr.label)
    bind_all(lowerer, expr.bindings)
    return lowerer.value(expr.body)


@statement(Thread)
def lower_thread(lowerer: Lowerer, expr: Thread, dest: Dest) -> None:
    if dest.kind == "owned":
        from breytac.lowering.in_place import write

        write(lowerer, expr, dest.name)
        return
    own = dest.kind != "bind" or dest.leaves_loop or dest.name in mentioned(lowerer, expr)
    hint = hint_for(expr.initial) if expr.local.made_up else expr.local.name
    if hint == "value" and dest.kind == "return":
        hint = "result"
    name = lowerer.temporary(hint) if own else dest.name
    lowerer.names[expr.local] = name
    lowerer.rebound.add(expr.local)
    facts = lowerer.facts
    facts.local_kinds[expr.local] = ANY
    lowerer.lower(expr.initial, bind(name))
    for index, update in enumerate(expr.updates):
        final = own and index == len(expr.updates) - 1 and update.test is None
        if update.test is None:
            lowerer.lower(update.value, dest if final else bind(name))
            if final:
                return
        else:
            test = test_of(lowerer, update.test)
            lowerer.emit(ast.If(test, lowerer.nested(update.value, bind(name)), []))
    if own or dest.ends:
        lowerer.deliver(load(name), dest)


def mentioned(lowerer: Lowerer, expr: Expr) -> set[str]:
    """The variables an expression looks at."""
    return {lowerer.names[local] for local in lowerer.facts.free(expr) if local in lowerer.names}
