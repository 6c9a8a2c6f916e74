"""What lowering wants to know about expressions: effects, kinds, sizes, uses of locals."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum

from breyta_runtime.values.names import Keyword

from breytac.ir.expr import (
    And,
    AssertExpr,
    Call,
    Case,
    Cond,
    Const,
    CoreCall,
    CoreRef,
    Delayed,
    Do,
    Expr,
    Fn,
    For,
    FunctionRef,
    If,
    InlineFunction,
    Interop,
    Let,
    LetFn,
    Local,
    LocalRef,
    Loop,
    MapExpr,
    NoMatch,
    Or,
    Poll,
    Recur,
    RunCall,
    SetExpr,
    StepCall,
    Thread,
    Throw,
    Try,
    VectorExpr,
    While,
    walk,
)
from breytac.ir.kinds import ANY, FALSY, NUMERIC, OF_RETURNS, WHOLE, Kind, kind_of


class Effect(IntEnum):
    TOTAL = 0
    """No effect, and cannot fail: may be moved, repeated or left out."""
    PURE = 1
    """No effect, but can fail."""
    EFFECT = 2


_TOTAL_CALLS_WORDS = """
    nil? some? true? false? not string? keyword? map? vector? set? number? int? integer?
    boolean? symbol? seq? coll? list? sequential? fn? float? double? identity = not= vector
    hash-map constantly boolean any? identical?
"""
_TOTAL_CALLS = frozenset(_TOTAL_CALLS_WORDS.split())
"""Core functions that take anything and never fail."""

_MAKES_FUNCTION_WORDS = """
    partial comp juxt constantly complement fnil memoize every-pred some-fn
"""
_MAKES_FUNCTION = frozenset(_MAKES_FUNCTION_WORDS.split())
_CALLS_FIRST = frozenset({"partial", "fnil", "memoize"})
"""Of these, the ones that take any value behind the function."""
_KEEPS_SMALL = frozenset({"inc", "dec"})
_INT_OPS = frozenset({"+", "-", "*", "inc", "dec", "quot", "rem", "mod", "max", "min", "abs"})


class Facts:
    """Facts about the expressions of one unit, worked out when asked for."""

    def __init__(self) -> None:
        self._effects: dict[Expr, Effect] = {}
        self._kinds: dict[Expr, Kind] = {}
        self._sizes: dict[Expr, int] = {}
        self._depths: dict[Expr, int] = {}
        self._free: dict[Expr, frozenset[Local]] = {}
        self._uses: Counter[Local] = Counter()
        self._captured: set[Local] = set()
        self._lookups: Counter[Local] = Counter()
        self._aliases: dict[Local, list[Local]] = {}
        self.local_kinds: dict[Local, Kind] = {}
        self.expressible: dict[Expr, bool] = {}

    # ---- uses

    def count_uses(self, root: Expr) -> None:
        for node in walk(root):
            if isinstance(node, LocalRef):
                self._uses[node.local] += 1
            elif isinstance(node, CoreCall):
                self._count_lookup(node)
            elif isinstance(node, Let):
                for binding in node.bindings:
                    if isinstance(binding.value, LocalRef):
                        self._aliases.setdefault(binding.value.local, []).append(binding.local)
            elif isinstance(node, Fn | Delayed | Poll) or (
                isinstance(node, For) and not node.eager
            ):
                self._captured |= self.free(node)

    def _count_lookup(self, node: CoreCall) -> None:
        if node.var.key not in ("get", "get-in") or len(node.args) < 2:
            return
        whole, key = node.args[:2]
        if isinstance(whole, LocalRef) and isinstance(key, Const):
            keys = key.value if node.var.key == "get-in" else (key.value,)
            self._lookups[whole.local] += is_keyword_path(keys)

    def lookups(self, local: Local) -> tuple[int, int]:
        """How often the local, under any name, is looked into by keyword; and its other uses."""
        found = self._lookups[local]
        others = self._uses[local] - found
        for alias in self._aliases.get(local, ()):
            more, other = self.lookups(alias)
            found += more
            others += other - 1  # the binding of the alias is none
        return found, others

    def add_use(self, local: Local) -> None:
        self._uses[local] += 1

    def uses(self, local: Local) -> int:
        return self._uses[local]

    def is_captured(self, local: Local) -> bool:
        """Whether a nested function refers to it."""
        return local in self._captured

    def free(self, expr: Expr) -> frozenset[Local]:
        """The locals `expr` refers to that are bound outside it (or at top level)."""
        known = self._free.get(expr)
        if known is None:
            inside = bound_in(expr)
            known = frozenset(
                node.local
                for node in walk(expr)
                if isinstance(node, LocalRef) and node.local not in inside
            )
            self._free[expr] = known
        return known

    # ---- sizes

    def size(self, expr: Expr) -> int:
        known = self._sizes.get(expr)
        if known is None:
            known = 1 + sum(self.size(child) for child in expr.children())
            if isinstance(expr, Const):
                known = _value_size(expr.value)
            self._sizes[expr] = known
        return known

    def depth(self, expr: Expr) -> int:
        known = self._depths.get(expr)
        if known is None:
            known = 1 + max((self.depth(child) for child in expr.children()), default=0)
            self._depths[expr] = known
        return known

    # ---- effects

    def effect(self, expr: Expr) -> Effect:
        known = self._effects.get(expr)
        if known is None:
            known = self._effect(expr)
            self._effects[expr] = known
        return known

    def is_total(self, expr: Expr) -> bool:
        return self.effect(expr) is Effect.TOTAL

    def _of_children(self, expr: Expr, least: Effect = Effect.TOTAL) -> Effect:
        return max((self.effect(child) for child in expr.children()), default=least)

    def _effect(self, expr: Expr) -> Effect:
        match expr:
            case Const() | LocalRef() | CoreRef() | Fn() | Delayed() | FunctionRef():
                return Effect.TOTAL
            case InlineFunction():
                return Effect.TOTAL
            case CoreCall(var=var):
                own = Effect.PURE if var.pure else Effect.EFFECT
                if self._cannot_fail(expr):
                    own = Effect.TOTAL
                return max(own, self._of_children(expr), self._callback_effect(expr))
            case Interop():
                return max(Effect.PURE, self._of_children(expr))
            case Call(function=function):
                own = Effect.EFFECT
                if isinstance(function, Fn):
                    own = max(self.effect(arity.body) for arity in function.arities)
                return max(own, self._of_children(expr))
            case StepCall() | RunCall() | Poll() | While():
                return Effect.EFFECT
            case Do(label=label) | If(label=label) | Cond(label=label) | Let(label=label):
                if label is not None:
                    return Effect.EFFECT
                return self._of_children(expr)
            case Case(label=label, default=default):
                if label is not None:
                    return Effect.EFFECT
                least = Effect.TOTAL if default is not None else Effect.PURE
                return max(least, self._of_children(expr))
            case For(label=label, eager=eager):
                if label is not None:
                    return Effect.EFFECT
                if not eager:
                    return max(Effect.PURE, self.effect(_first_items(expr)))
                return max(Effect.PURE, self._of_children(expr))
            case SetExpr() | NoMatch() | Throw() | Try() | AssertExpr() | Loop() | Recur():
                return max(Effect.PURE, self._of_children(expr))
            case MapExpr(pairs=pairs) if not all(isinstance(key, Const) for key, _ in pairs):
                return max(Effect.PURE, self._of_children(expr))
            case And() | Or() | VectorExpr() | MapExpr() | Thread() | LetFn():
                return self._of_children(expr)
            case _:
                return Effect.EFFECT

    def _cannot_fail(self, expr: CoreCall) -> bool:
        name = expr.var.name
        if expr.var.module != "core":
            return False
        if name == "get":
            return True
        if name in _MAKES_FUNCTION:
            called = expr.args[:1] if name in _CALLS_FIRST else expr.args
            return all(self.kind(arg) in (Kind.FUNCTION, Kind.KEYWORD) for arg in called)
        return name in _TOTAL_CALLS

    def _callback_effect(self, expr: CoreCall) -> Effect:
        """Functions given to a core function may be called by it, effects included."""
        effect = Effect.TOTAL
        for arg in expr.args:
            if isinstance(arg, Fn):
                for arity in arg.arities:
                    effect = max(effect, self.effect(arity.body))
        return Effect.EFFECT if effect is Effect.EFFECT else Effect.TOTAL

    # ---- kinds

    def kind(self, expr: Expr) -> Kind:
        known = self._kinds.get(expr)
        if known is None:
            known = self._kind(expr)
            if not isinstance(expr, LocalRef):
                self._kinds[expr] = known
        return known

    def _kind(self, expr: Expr) -> Kind:
        match expr:
            case Const(value=value):
                return kind_of(value)
            case LocalRef(local=local):
                return self.local_kinds.get(local, ANY)
            case Delayed(kind="thunk"):
                return Kind.FUNCTION
            case CoreRef() | Fn() | FunctionRef() | InlineFunction():
                return Kind.FUNCTION
            case VectorExpr():
                return Kind.VECTOR
            case MapExpr():
                return Kind.MAP
            case SetExpr():
                return Kind.SET
            case CoreCall():
                return self._call_kind(expr)
            case If(then=then, otherwise=otherwise):
                return self.kind(then) | self.kind(otherwise)
            case Cond(clauses=clauses, default=default):
                found = self.kind(default)
                for clause in clauses:
                    found |= self.kind(clause.body)
                return found
            case Case(clauses=cases, default=fallback):
                found = self.kind(fallback) if fallback is not None else Kind(0)
                for case_clause in cases:
                    found |= self.kind(case_clause.body)
                return found
            case Do(items=items):
                return self.kind(items[-1])
            case Let(bindings=bindings, body=body):
                for binding in bindings:
                    self.local_kinds.setdefault(binding.local, self.kind(binding.value))
                return self.kind(body)
            case And(items=items):
                *first, last = (self.kind(item) for item in items)
                found = last
                for kind in first:
                    found |= kind & FALSY
                return found
            case Or(items=items):
                *first, last = (self.kind(item) for item in items)
                found = last
                for kind in first:
                    found |= kind & ~Kind.NIL
                return found
            case For(effect=True):
                return Kind.NIL
            case For() | Delayed(kind="lazy-seq"):
                return Kind.LIST
            case RunCall(method="input"):
                return Kind.MAP
            case RunCall(method="now_ms" | "backoff"):
                return Kind.INT
            case RunCall(method="elapsed" | "slot_bound"):
                return Kind.BOOL
            case NoMatch() | Throw() | Recur():
                return Kind(0)
            case While() | AssertExpr():
                return Kind.NIL
            case _:
                return ANY

    def _call_kind(self, expr: CoreCall) -> Kind:
        name, declared = expr.var.name, OF_RETURNS[expr.var.returns]
        if expr.var.module != "core":
            return declared
        if name in _MAKES_FUNCTION:
            return Kind.FUNCTION
        if name == "count":
            return Kind.SMALL
        if name in _INT_OPS:
            kinds = [self.kind(arg) for arg in expr.args]
            if all(kind and kind in WHOLE for kind in kinds):
                small = name in _KEEPS_SMALL and kinds[0] is Kind.SMALL
                return Kind.SMALL if small else Kind.INT
        if name in ("assoc", "dissoc", "merge") and self.kind(expr.args[0]) is Kind.MAP:
            return Kind.MAP
        if name == "conj" and expr.args:
            first = self.kind(expr.args[0])
            if first in (Kind.VECTOR, Kind.MAP, Kind.SET, Kind.LIST):
                return first
        return declared & ~Kind.SMALL if declared == NUMERIC else declared


SHORT_PATH = 3


def is_keyword_path(keys: object) -> bool:
    """A path short enough to be written as lookups in lookups."""
    return (
        isinstance(keys, tuple)
        and 0 < len(keys) <= SHORT_PATH
        and all(isinstance(key, Keyword) for key in keys)
    )


def _first_items(expr: For) -> Expr:
    return next(expr.children())


def _value_size(value: object) -> int:
    if isinstance(value, dict):
        return 1 + sum(_value_size(key) + _value_size(item) for key, item in value.items())
    if isinstance(value, tuple):
        return 1 + sum(_value_size(item) for item in value)
    return 1


def bound_in(expr: Expr) -> set[Local]:
    """Every local bound somewhere inside `expr`."""
    found: set[Local] = set()
    for node in walk(expr):
        match node:
            case Let(bindings=bindings) | Loop(bindings=bindings):
                found.update(binding.local for binding in bindings)
            case Thread(local=local):
                found.add(local)
            case Fn(name=name, arities=arities):
                if name is not None:
                    found.add(name)
                for arity in arities:
                    found.update(arity.params)
                    if arity.rest is not None:
                        found.add(arity.rest)
            case LetFn(functions=functions):
                found.update(local for local, _ in functions)
            case For(clauses=clauses):
                found.update(clause.local for clause in clauses if hasattr(clause, "local"))
            case Try(catches=catches):
                found.update(catch.local for catch in catches)
            case _:
                pass
    return found
