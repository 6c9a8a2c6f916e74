"""What the checks look at: one analyzed flow, and what follows from it, worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from breyta_runtime.definition import Definition
from breyta_runtime.values import Keyword

from breytac.diagnostics.finding import Edit, Finding, Related, Rule
from breytac.ir.expr import (
    And,
    Case,
    Cond,
    Const,
    Do,
    Expr,
    FlowBody,
    For,
    ForLet,
    FunctionUnit,
    If,
    Let,
    Local,
    LocalRef,
    MapExpr,
    Or,
    StepCall,
    StepSite,
    walk,
)
from breytac.ir.flow import FlowIR
from breytac.ir.spans import Path
from breytac.syntax import forms
from breytac.syntax.forms import Form
from breytac.syntax.source import Span


class Facts:
    """One flow under check."""

    def __init__(
        self,
        flow: FlowIR,
        functions: tuple[tuple[str, FunctionUnit], ...],
        body: FlowBody | None,
        known_flows: frozenset[str] | None = None,
    ) -> None:
        self.flow = flow
        self.functions = functions
        self.body = body
        self.known_flows = known_flows
        """The slugs of all flows of the build; None when nobody said."""
        self._names: dict[Expr, frozenset[str] | None] = {}

    @property
    def definition(self) -> Definition:
        return self.flow.definition

    @property
    def sites(self) -> tuple[StepSite, ...]:
        return self.body.steps if self.body is not None else ()

    def shows(self, section: str) -> bool:
        """Whether what a section does not declare is not declared: a fragment leaves parts out."""
        return self.flow.complete or (section,) in self.flow.spans

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Every form of the source, in its order."""
        root = self.flow.spans.form(())
        return tuple(all_forms(root)) if root is not None else ()

    @cached_property
    def steps(self) -> tuple[StepSite, ...]:
        """The `flow/step`s with a literal family."""
        special = ("call-flow", "poll")
        return tuple(
            site for site in self.sites if site.family is not None and site.family not in special
        )

    @cached_property
    def expressions(self) -> tuple[Expr, ...]:
        """Every expression of the body."""
        if self.body is None or self.body.body is None:
            return ()
        return tuple(walk(self.body.body))

    @cached_property
    def calls(self) -> Mapping[StepSite, StepCall]:
        return {each.site: each for each in self.expressions if isinstance(each, StepCall)}

    @cached_property
    def bound(self) -> Mapping[Local, Expr]:
        """The value of every local that a let binds."""
        found: dict[Local, Expr] = {}
        for each in self.expressions:
            if isinstance(each, Let):
                found |= {binding.local: binding.value for binding in each.bindings}
            elif isinstance(each, For):
                found |= {c.local: c.value for c in each.clauses if isinstance(c, ForLet)}
        return found

    def config(self, site: StepSite, key: str) -> Expr | None:
        """The expression under a key of a literal config."""
        call = self.calls.get(site)
        return map_entry(call.config, key) if call is not None else None

    def names(self, expr: Expr | None, depth: int = 0) -> frozenset[str] | None:
        """The keywords an expression can be, without colons; None when nobody can tell."""
        if expr is None or depth > 50:
            return None
        if expr not in self._names:
            self._names[expr] = self._names_of(expr, depth)
        return self._names[expr]

    def _names_of(self, expr: Expr, depth: int) -> frozenset[str] | None:
        parts: tuple[Expr | None, ...]
        match expr:
            case Const(value=Keyword() as value):
                return frozenset((value.full,))
            case Const(value=None | False):
                return frozenset()
            case LocalRef(local=local):
                return self.names(self.bound.get(local), depth + 1)
            case If(then=then, otherwise=otherwise):
                parts = (then, otherwise)
            case Cond(clauses=clauses, default=default):
                parts = (*(clause.body for clause in clauses), default)
            case Case(clauses=cases, default=other):
                parts = (*(clause.body for clause in cases), *((other,) if other else ()))
            case Or(items=items) | And(items=items):
                parts = items
            case Do(items=items):
                parts = items[-1:]
            case Let(body=body):
                parts = (body,)
            case _:
                return None
        found: set[str] = set()
        for part in parts:
            inner = self.names(part, depth + 1)
            if inner is None:
                return None
            found |= inner
        return frozenset(found)

    def span(self, path: Path) -> Span:
        found = self.flow.spans.nearest(path)
        return found if found is not None else Span(self.flow.source, 0, 0)


def map_entry(expr: Expr | None, key: str) -> Expr | None:
    """What stands under `:key` of a map expression or constant."""
    if isinstance(expr, MapExpr):
        for name, value in expr.pairs:
            if isinstance(name, Const) and is_key(name.value, key):
                return value
    if isinstance(expr, Const) and isinstance(expr.value, dict):
        for known, value in expr.value.items():
            if is_key(known, key):
                return Const(value, span=expr.span)
    return None


def is_key(value: object, name: str) -> bool:
    return isinstance(value, Keyword) and value.full == name


def finding(
    rule: Rule,
    at: Form | Span,
    message: str,
    hint: str | None = None,
    related: tuple[Related, ...] = (),
    path: Path = (),
    edits: tuple[Edit, ...] = (),
) -> Finding:
    span = at if isinstance(at, Span) else at.span
    return Finding(rule, span, message, hint, related, path, edits)


def step_name(site: StepSite) -> str:
    """A step as messages name it: "the :http step :fetch"."""
    family = f":{site.family} step" if site.family else "step"
    return f"the {family} :{site.id}" if site.id else f"the {family}"


def all_forms(form: Form) -> Iterator[Form]:
    """A form and everything in it, in source order."""
    stack = [form]
    while stack:
        each = stack.pop()
        yield each
        if isinstance(each, forms.Branch):
            stack.extend(reversed(forms.parts(each)))
