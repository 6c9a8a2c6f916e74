"""Which accumulators nobody else can see, so that they may be changed in place.

An accumulator of a reduce or loop is owned when it starts as a vector or map written in place, no
closure captures it, each way through the body either leaves it alone or writes it once at the end
(`conj`, `assoc`, `update` … with the accumulator first), and whatever else looks at it does so before
the write and keeps nothing of it (`get`, `count`, `contains?` …).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from breyta_runtime.core.vars import Var
from breyta_runtime.values.equality import PLAIN

from breytac.ir.expr import (
    Case,
    Cond,
    Const,
    CoreCall,
    Do,
    Expr,
    Fn,
    If,
    Let,
    Local,
    LocalRef,
    Loop,
    MapExpr,
    Recur,
    RecurTarget,
    Thread,
    VectorExpr,
    walk,
)
from breytac.ir.node import node
from breytac.lowering.facts import Effect, Facts
from breytac.lowering.layouts import path_of
from breytac.lowering.rewrites import reducing_arity

LIST, DICT = "list", "dict"

_READS = {
    LIST: frozenset({"count", "empty?"}),
    DICT: frozenset({"get", "contains?", "count", "empty?"}),
}
_WRITES = {
    LIST: frozenset({"conj", "into"}),
    DICT: frozenset({"assoc", "dissoc", "update", "assoc-in", "update-in"}),
}


def kind_of_start(initial: Expr) -> str | None:
    """What an accumulator that starts so would be in Python."""
    match initial:
        case Const(value=tuple()) | VectorExpr():
            return LIST
        case Const(value=dict() as known) if all(type(key) in PLAIN for key in known):
            return DICT
        case MapExpr(pairs=pairs) if all(
            isinstance(key, Const) and type(key.value) in PLAIN for key, _ in pairs
        ):
            return DICT
        case _:
            return None


class Ownership:
    """The question for one accumulator; `target` is the loop it belongs to, None for a reduce."""

    def __init__(
        self, facts: Facts, local: Local, kind: str, target: RecurTarget | None = None
    ) -> None:
        self.facts = facts
        self.local = local
        self.kind = kind
        self.target = target

    def holds(self, body: Expr) -> bool:
        return not self.facts.is_captured(self.local) and self._tail(body)

    # ---- the ways through the body

    def _tail(self, expr: Expr) -> bool:
        match expr:
            case Let(bindings=bindings, body=body):
                return all(self.only_reads(b.value) for b in bindings) and self._tail(body)
            case Do(items=items):
                return all(map(self.only_reads, items[:-1])) and self._tail(items[-1])
            case If(test=test, then=then, otherwise=otherwise):
                return self.only_reads(test) and self._tail(then) and self._tail(otherwise)
            case Cond(clauses=clauses, default=default):
                return (
                    all(self.only_reads(c.test) and self._tail(c.body) for c in clauses)
                ) and self._tail(default)
            case Case(subject=subject, clauses=cases, default=fallback):
                return (
                    self.only_reads(subject)
                    and all(self._tail(clause.body) for clause in cases)
                    and (fallback is None or self._tail(fallback))
                )
            case Recur(target=target) if target is self.target:
                return self._recur(expr)
            case CoreCall(var=var, args=(inner,)) if var.key == "reduced" and not self.target:
                return self._write(inner)
            case _:
                # a loop may end with anything; a reduction hands on its accumulator
                return self.target is not None or self._write(expr)

    def _recur(self, expr: Recur) -> bool:
        assert self.target is not None
        index = self.target.locals.index(self.local)
        others = [arg for i, arg in enumerate(expr.args) if i != index]
        own = expr.args[index]
        if not self._write(own) or any(map(self.mentions, others)):
            return False
        effects = [self.facts.effect(arg) for arg in others]
        return self.facts.effect(own) is not Effect.EFFECT or Effect.EFFECT not in effects

    # ---- writes and reads

    def _write(self, expr: Expr) -> bool:
        """The accumulator as it is, or after one write or several around one another."""
        match expr:
            case LocalRef(local=local):
                return local is self.local
            case CoreCall(var=var, args=(first, *rest)) if var.key in _WRITES[self.kind]:
                if not self._is_writable(expr):
                    return False
                if isinstance(first, LocalRef):
                    return first.local is self.local and all(map(self.only_reads, rest))
                return self._write(first) and not any(map(self.mentions, rest))
            case CoreCall(var=Var(name="reduce"), args=(Fn() as function, first, items)):
                return self._reduce(function, first, items)
            case Thread():
                return self._thread(expr)
            case If(test=test, then=then, otherwise=otherwise, label=None):
                return self.only_reads(test) and self._write(then) and self._write(otherwise)
            case Cond(clauses=clauses, default=default, label=None):
                return self._write(default) and all(
                    self.only_reads(clause.test) and self._write(clause.body) for clause in clauses
                )
            case _:
                return False

    def _reduce(self, function: Fn, first: Expr, items: Expr) -> bool:
        """A reduction that goes on with the accumulator, which nobody else may look at meanwhile."""
        arity = reducing_arity(function)
        if arity is None or self.mentions(items) or self.mentions(arity.body):
            return False
        return self._write(first) and Ownership(self.facts, arity.params[0], self.kind).holds(
            arity.body
        )

    def _thread(self, expr: Thread) -> bool:
        inner = Ownership(self.facts, expr.local, self.kind)
        if self.facts.is_captured(expr.local) or not self._write(expr.initial):
            return False
        return all(
            (update.test is None or not (inner.mentions(update.test) or self.mentions(update.test)))
            and inner._write(update.value)
            and not self.mentions(update.value)
            for update in expr.updates
        )

    def _is_writable(self, expr: CoreCall) -> bool:
        args = expr.args
        match expr.var.key:
            case "conj":
                return len(args) > 1
            case "into":
                return len(args) == 2
            case "assoc":
                return len(args) % 2 == 1 and len(args) > 2
            case "assoc-in" | "update-in":
                return isinstance(args[1], VectorExpr | Const) and bool(path_of(args[1]))
            case _:
                return True

    def only_reads(self, expr: Expr) -> bool:
        if isinstance(expr, LocalRef):
            return expr.local is not self.local
        if isinstance(expr, CoreCall) and expr.args:
            first = expr.args[0]
            if (
                isinstance(first, LocalRef)
                and first.local is self.local
                and expr.var.module == "core"
                and expr.var.key in _READS[self.kind]
            ):
                return all(map(self.only_reads, expr.args[1:]))
        return all(map(self.only_reads, expr.children()))

    def mentions(self, expr: Expr) -> bool:
        return any(isinstance(node, LocalRef) and node.local is self.local for node in walk(expr))


@node
class Frozen(Expr):
    """The end of a loop: its owned accumulators become values, then `body` is evaluated."""

    locals: tuple[Local, ...]
    body: Expr

    def children(self) -> Iterator[Expr]:
        yield self.body


def freeze_ends(expr: Expr, loop: Loop, locals_: tuple[Local, ...]) -> Expr:
    """The body with every end that looks at an owned accumulator marked."""

    def again(part: Expr) -> Expr:
        return freeze_ends(part, loop, locals_)

    match expr:
        case Recur(target=target) if target is loop.target:
            return expr
        case Let(body=body):
            return replace(expr, body=again(body))
        case Do(items=items):
            return replace(expr, items=(*items[:-1], again(items[-1])))
        case If(then=then, otherwise=otherwise):
            return replace(expr, then=again(then), otherwise=again(otherwise))
        case Cond(clauses=clauses, default=default):
            ends = tuple(replace(clause, body=again(clause.body)) for clause in clauses)
            return replace(expr, clauses=ends, default=again(default))
        case Case(clauses=cases, default=fallback):
            case_ends = tuple(replace(clause, body=again(clause.body)) for clause in cases)
            last = again(fallback) if fallback is not None else None
            return replace(expr, clauses=case_ends, default=last)
        case _:
            used = {node.local for node in walk(expr) if isinstance(node, LocalRef)}
            needed = tuple(local for local in locals_ if local in used)
            return Frozen(needed, expr, span=expr.span) if needed else expr
