"""The frame of lowering: one `Lowerer` per Python function, and tables of handlers per node.

An expression is lowered *towards* something: returned, bound to a name, appended to a list, or run
for effect (`lower`); or it is asked for as a Python expression (`value`), for which statements may
be put in front.  Python evaluates the parts of an expression in order, so whenever a later part
needs statements the earlier parts that are not total are put in variables before (`values`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from breyta_runtime.core.vars import Var

from breytac.ir.expr import (
    Const,
    CoreCall,
    Expr,
    For,
    Local,
    LocalRef,
    Poll,
    RecurTarget,
    RunCall,
    StepCall,
)
from breytac.lowering.emit import NOWHERE, Position, is_marker, marker
from breytac.lowering.facts import Facts
from breytac.lowering.layouts import Place
from breytac.lowering.module import ModuleBuilder, assign, call, load
from breytac.lowering.names import NameScope, python_name

PAREN_DEPTH = 24
"""Calls nested deeper than this are cut by a variable; Python gives up at 200 parentheses."""
BLOCK_DEPTH = 15
"""Blocks nested deeper than this become functions of their own; Python gives up at 20 loops."""


@dataclass(frozen=True, slots=True)
class Dest:
    """Where the value of a lowered expression goes."""

    kind: str
    """"return", "bind", "append", "yield", "effect", or "owned": an accumulator changed in place."""
    name: str = ""
    leaves_loop: bool = False
    """The value ends the surrounding Python loop."""
    reduces: bool = False
    """It is the accumulator of a loop that `(reduced …)` ends."""

    @property
    def ends(self) -> bool:
        """Whether control never goes on behind."""
        return self.kind == "return" or self.leaves_loop


RETURN = Dest("return")
EFFECT = Dest("effect")


def plain(dest: Dest) -> Dest:
    """The destination for a part that is not the last word of a reducing function."""
    return replace(dest, reduces=False) if dest.reduces else dest


def bind(name: str) -> Dest:
    return Dest("bind", name)


Statement = Callable[["Lowerer", Any, Dest], None]
Value = Callable[["Lowerer", Any], ast.expr]
STATEMENTS: dict[type[Expr], Statement] = {}
VALUES: dict[type[Expr], Value] = {}


def statement(*kinds: type[Expr]) -> Callable[[Statement], Statement]:
    def register(function: Statement) -> Statement:
        for kind in kinds:
            STATEMENTS[kind] = function
        return function

    return register


def value_of(*kinds: type[Expr]) -> Callable[[Value], Value]:
    def register(function: Value) -> Value:
        for kind in kinds:
            VALUES[kind] = function
        return function

    return register


@dataclass(slots=True)
class Unit:
    """What all functions lowered from one piece of code share."""

    module: ModuleBuilder
    facts: Facts
    reserved: frozenset[str]
    """Names the code needs from its module; no local is called so."""
    hint: str
    run: str | None = None
    """The parameter of the flow body that steps are called on; None in function code."""
    functions: dict[Local, str] = field(default_factory=dict)
    """Top-level functions of the unit."""
    inline_functions: dict[Expr, str] = field(default_factory=dict)
    """Function code inside step configs -> its module-level name."""
    fused: dict[Expr, For | None] = field(default_factory=dict)
    """map and filter calls -> the `for` that says the same."""
    looked_up: set[Local] = field(default_factory=set)
    """Elements of collections that come as maps, for they are looked into and nothing else."""
    accumulations: dict[Expr, bool] = field(default_factory=dict)
    """Reductions, and whether their accumulators are changed in place."""
    layouts: dict[Local, Place] = field(default_factory=dict)
    """Owned maps -> what they hold."""
    asserts: bool = False
    """Whether an assertion may fail somewhere in the code."""
    in_place: bool = True
    """Whether accumulators that nobody else sees are changed in place."""


class Lowerer:
    def __init__(self, unit: Unit, outer: Lowerer | None = None) -> None:
        self.unit = unit
        self.module = unit.module
        self.facts = unit.facts
        self.scope = NameScope(unit.reserved)
        self.block: list[ast.stmt] = []
        self.names: dict[Local, str] = dict(outer.names) if outer else dict(unit.functions)
        self.substitutes: dict[Local, Expr] = dict(outer.substitutes) if outer else {}
        """Locals that are not bound but written out where they are used."""
        self.rebound: set[Local] = set()
        """Locals of this function whose variable gets other values while closures may live."""
        self.callables: set[Local] = set(outer.callables) if outer else set()
        """Locals known to hold Python functions."""
        self.caught: set[Local] = set(outer.caught) if outer else set()
        """Locals known to hold exceptions."""
        self.walked: set[Local] = set()
        """Loop variables that a Python `for` walks along."""
        self.maps: dict[Local, str] = {}
        """Locals looked into by keyword -> the variable that is surely something to look into."""
        self.owned: dict[Local, str] = {}
        """Accumulators that are a list or dict changed in place, and which of the two."""
        self.places: dict[str, Place] = {}
        """Variables of owned dicts -> what they hold."""
        self.reached: dict[tuple[str, object], str] = {}
        """Dicts in owned dicts that have a variable already: (outer variable, key) -> variable."""
        self.recurs: dict[RecurTarget, tuple[str, ...]] = {}
        self.hint = ""
        """What the value asked for is about, when the surroundings know: a map key, a field."""
        self.expression_only = False
        """Whether there is no place for statements: inside a lambda or comprehension."""
        self.loop_depth = 0
        self.block_depth: int = outer.block_depth if outer else 0
        self.position: Position = outer.position if outer else NOWHERE

    # ---- names

    def declare(self, local: Local, hint: str | None = None) -> str:
        """The Python name of a local, from here on."""
        name = self.scope.claim(python_name(hint or local.name), keep=self.facts.is_captured(local))
        self.names[local] = name
        if self.loop_depth:
            self.rebound.add(local)
        return name

    def temporary(self, hint: str) -> str:
        return self.scope.claim(python_name(hint))

    def local(self, local: Local) -> ast.expr:
        substitute = self.substitutes.get(local)
        if substitute is not None:
            return self.value(substitute)
        return load(self.names[local])

    # ---- statements

    def emit(self, *statements: ast.stmt) -> None:
        self.block.extend(statements)

    def mark(self, expr: Expr) -> None:
        """Say where the statement after this comes from, when that is news."""
        place, known = self.module.position(expr.span), self.position
        same_line = (place.file, place.line) == (known.file, known.line)
        if same_line and (self.unit.run is None or place.column == known.column):
            return
        self.position = place
        if self.block and is_marker(self.block[-1]):
            self.block.pop()
        self.emit(marker(place))

    @contextmanager
    def inside(self, body: list[ast.stmt]) -> Iterator[None]:
        """Statements go to `body` meanwhile."""
        outer, self.block = self.block, body
        self.block_depth += 1
        try:
            yield
        finally:
            self.block = outer
            self.block_depth -= 1

    def nested(self, expr: Expr, dest: Dest) -> list[ast.stmt]:
        """The statements of a block of its own; `pass` when there are none."""
        body: list[ast.stmt] = []
        with self.inside(body):
            self.lower(expr, dest)
        return body or [ast.Pass()]

    @contextmanager
    def looping(self) -> Iterator[None]:
        self.loop_depth += 1
        try:
            yield
        finally:
            self.loop_depth -= 1

    def lower(self, expr: Expr, dest: Dest) -> None:
        """Put the statements that bring `expr` to `dest` at the end of the block."""
        claimed = self.scope.mark()
        handler = STATEMENTS.get(type(expr))
        if handler is None:
            self.deliver_value(expr, dest)
        elif self.must_outline(expr, dest):
            self.outline(expr, dest)
        else:
            handler(self, expr, dest)
        self.scope.release_since(claimed)

    def deliver_value(self, expr: Expr, dest: Dest) -> None:
        value = self.value(expr)
        if not self.facts.is_total(expr):
            self.mark(expr)
        self.deliver(value, dest)

    def deliver(self, value: ast.expr, dest: Dest) -> None:
        match dest.kind:
            case "return":
                self.emit(ast.Return(value))
            case "bind":
                if not (isinstance(value, ast.Name) and value.id == dest.name):
                    self.emit(assign(dest.name, value))
            case "append":
                append = ast.Attribute(load(dest.name), "append", ast.Load())
                self.emit(ast.Expr(call(append, value)))
            case "yield":
                self.emit(ast.Expr(ast.Yield(value)))
            case _:
                if not isinstance(value, ast.Constant | ast.Name | ast.Lambda):
                    self.emit(ast.Expr(value))
        if dest.leaves_loop:
            self.emit(ast.Break())

    # ---- values

    def value(self, expr: Expr) -> ast.expr:
        """A Python expression for `expr`; statements it needs go to the block before it."""
        handler = VALUES.get(type(expr))
        if handler is not None:
            return handler(self, expr)
        return self.spill(expr)

    @contextmanager
    def expressions_only(self) -> Iterator[None]:
        """Everything asked for meanwhile comes without statements: it may never be evaluated."""
        before, self.expression_only = self.expression_only, True
        block, self.block = self.block, []
        try:
            yield
            if self.block:
                raise AssertionError("an expression that was to be one needed statements")
        finally:
            self.expression_only = before
            self.block = block

    def spill(self, expr: Expr) -> ast.expr:
        """The value in a variable."""
        name = self.scope.claim(python_name(self.hint or hint_for(expr)))
        self.hint = ""
        self.lower(expr, bind(name))
        return load(name)

    def must_outline(self, expr: Expr, dest: Dest) -> bool:
        from breytac.lowering.outline import must_outline

        return must_outline(self, expr, dest)

    def outline(self, expr: Expr, dest: Dest) -> None:
        from breytac.lowering.outline import outline

        outline(self, expr, dest)

    def values(self, exprs: Sequence[Expr], hints: Sequence[str] = ()) -> list[ast.expr]:
        """The expressions in order, as if evaluated from left to right.

        `hints` are what to call the ones that need a variable.
        """
        with self.scope.held():
            return self._values(exprs, hints)

    def _values(self, exprs: Sequence[Expr], hints: Sequence[str]) -> list[ast.expr]:
        parts: list[tuple[Expr, list[ast.stmt], ast.expr]] = []
        for index, expr in enumerate(exprs):
            before, self.block = self.block, []
            before_hint, self.hint = self.hint, hints[index] if hints else ""
            try:
                if is_visible(expr) and not self.expression_only:
                    value = self.spill(expr)
                else:
                    value = self.value(expr)
                if self.facts.depth(expr) % PAREN_DEPTH == 0 and not isinstance(value, ast.Name):
                    value = self.in_variable(expr, value)
                parts.append((expr, self.block, value))
            finally:
                self.block = before
                self.hint = before_hint
        before_hint = self.hint
        last = max((i for i, part in enumerate(parts) if part[1]), default=-1)
        found = []
        for index, (expr, statements, part) in enumerate(parts):
            value = part
            self.emit(*statements)
            if index < last and not self.facts.is_total(expr) and not isinstance(value, ast.Name):
                self.hint = hints[index] if hints else ""
                value = self.in_variable(expr, value)
                self.hint = before_hint
            found.append(value)
        return found

    def in_variable(self, expr: Expr, value: ast.expr) -> ast.expr:
        name = self.temporary(self.hint or hint_for(expr))
        self.emit(assign(name, value))
        return load(name)

    def is_simple(self, expr: Expr) -> bool:
        """Whether mentioning it twice is fine: a variable or a constant without parts."""
        if isinstance(expr, LocalRef):
            substitute = self.substitutes.get(expr.local)
            return substitute is None or self.is_simple(substitute)
        return isinstance(expr, Const) and not isinstance(expr.value, dict | tuple)


def is_visible(expr: Expr) -> bool:
    """Steps and what else a run shows get a line of their own."""
    match expr:
        case StepCall() | Poll() | RunCall(method="call_flow"):
            return True
        case _:
            return False


def hint_for(expr: Expr) -> str:
    """What to call the value of an expression nobody named."""
    match expr:
        case CoreCall(var=Var(name="get"), args=(_, Const(value=key), *_)):
            name = getattr(key, "name", None) or (key if isinstance(key, str) else "")
            return name or "value"
        case StepCall(site=site) if site.id:
            return site.id
        case CoreCall(var=Var(name="count")):
            return "count"
        case _:
            return "value"


def at_exit(dest: Dest) -> Dest:
    """The same destination for code inside a loop that ends with it."""
    return dest if dest.kind == "return" else replace(dest, leaves_loop=True)
