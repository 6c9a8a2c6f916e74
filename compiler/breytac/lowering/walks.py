"""Loops that walk along a collection: `(recur (rest xs) …)` until it is empty, as Python's `for`."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from breyta_runtime.core.vars import Var

from breytac.ir.expr import (
    Binding,
    Case,
    Cond,
    CoreCall,
    Do,
    Expr,
    If,
    Let,
    Local,
    LocalRef,
    Loop,
    Recur,
    walk,
)
from breytac.lowering.ownership import Frozen


@dataclass(frozen=True, slots=True)
class Walk:
    """A loop seen as a walk; `items` is the loop's variable for what is still to be walked."""

    items: Local
    initial: Expr
    element: Local
    while_true: bool
    """Whether a false or nil element ends the walk too."""
    body: Expr
    after: Expr
    steps: frozenset[Local]
    """Locals that hold what is left behind the element; their bindings are not in the body."""


def as_walk(loop: Loop, body: Expr, *, may_leave: bool) -> Walk | None:
    """The walk a loop is; `body` is the loop's, its ends perhaps marked.

    `may_leave`: whether the loop may end in the midst of the collection with a value.
    """
    for index, binding in enumerate(loop.bindings):
        made = _ending(binding, body)
        if made is None:
            continue
        if _steps_along(loop, index, made) and (may_leave or _always_recurs(made.body, loop)):
            return made
    return None


def _ending(binding: Binding, body: Expr) -> Walk | None:
    """The walk along the binding's collection that a loop's body looks like."""
    items = binding.local
    match body:
        case If(test=test, then=then, otherwise=otherwise, label=None):
            at_end = _tests_empty(test, items)
            if at_end is None:
                return None
            inner, after = (otherwise, then) if at_end else (then, otherwise)
            found = _element(inner, items)
            if found is None:
                return None
            element, inner, steps = found
            return Walk(items, binding.value, element, False, inner, after, steps)
        case Let(label=None, body=If(test=LocalRef(local=tested), label=None) as choice):
            found = _element(body, items)
            if found is None or found[0] is not tested or found[1] is not choice:
                return None
            element, _, steps = found
            then, otherwise = choice.then, choice.otherwise
            return Walk(items, binding.value, element, True, then, otherwise, steps)
        case _:
            return None


def _tests_empty(test: Expr, items: Local) -> bool | None:
    """True for `(empty? xs)`, False for `(seq xs)`, None for another test."""
    match test:
        case CoreCall(var=Var(name="empty?"), args=(LocalRef(local=local),)) if local is items:
            return True
        case CoreCall(var=Var(name="seq"), args=(LocalRef(local=local),)) if local is items:
            return False
        case CoreCall(var=Var(name="not"), args=(inner,)):
            found = _tests_empty(inner, items)
            return None if found is None else not found
        case _:
            return None


def _element(expr: Expr, items: Local) -> tuple[Local, Expr, frozenset[Local]] | None:
    """The local a let binds to `(first xs)`, the let without it, and locals bound to `(rest xs)`."""
    if not isinstance(expr, Let) or expr.label is not None:
        return None
    element: Local | None = None
    steps: list[Local] = []
    left: list[Binding] = []
    for binding in expr.bindings:
        if element is None and _is_call(binding.value, "first", items):
            element = binding.local
        elif _is_next(binding.value, items):
            steps.append(binding.local)
        else:
            left.append(binding)
    if element is None:
        return None
    body = replace(expr, bindings=tuple(left)) if left else expr.body
    return element, body, frozenset(steps)


def _is_call(expr: Expr, name: str, items: Local) -> bool:
    match expr:
        case CoreCall(var=Var(name=called), args=(LocalRef(local=local),)):
            return called == name and local is items
        case _:
            return False


def _is_next(expr: Expr, items: Local) -> bool:
    return _is_call(expr, "rest", items) or _is_call(expr, "next", items)


def _steps_along(loop: Loop, index: int, found: Walk) -> bool:
    """Whether what is left of the collection is only handed to the next turn."""
    handed = 0
    for node in walk(found.body):
        if isinstance(node, Recur) and node.target is loop.target:
            step = node.args[index]
            if not (_is_use(step, found.steps) or _is_next(step, found.items)):
                return False
            handed += 1
    whole = found.steps | {found.items}
    uses = sum(_is_use(node, whole) for node in walk(found.body))
    others = [found.after, *(binding.value for binding in loop.bindings[index + 1 :])]
    seen = any(_is_use(node, whole) for other in others for node in walk(other))
    return uses == handed and not seen


def _is_use(node: Expr, locals_: Set[Local]) -> bool:
    return isinstance(node, LocalRef) and node.local in locals_


def _always_recurs(expr: Expr, loop: Loop) -> bool:
    """Whether each way through the body goes on to the next element."""
    match expr:
        case Recur(target=target):
            return target is loop.target
        case Let(body=inner) | Frozen(body=inner):
            return _always_recurs(inner, loop)
        case Do(items=items):
            return _always_recurs(items[-1], loop)
        case If(then=then, otherwise=otherwise):
            return _always_recurs(then, loop) and _always_recurs(otherwise, loop)
        case Cond(clauses=clauses, default=default):
            ways = [clause.body for clause in clauses] + [default]
            return all(_always_recurs(way, loop) for way in ways)
        case Case(clauses=cases, default=fallback):
            ways = [clause.body for clause in cases] + ([fallback] if fallback else [])
            return all(_always_recurs(way, loop) for way in ways)
        case _:
            return False
