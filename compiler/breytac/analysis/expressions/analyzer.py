"""The dispatcher: one form in, one expression out.  The special forms register themselves here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

from breyta_runtime.core.vars import Var, resolve

from breytac.analysis.expressions import constants, interop, names
from breytac.analysis.expressions.env import Env
from breytac.diagnostics.finding import Finding, Rule
from breytac.diagnostics.rules import expressions as rules, orchestration
from breytac.ir.expr import (
    Call,
    Const,
    CoreCall,
    CoreRef,
    Do,
    Expr,
    InlineFunction,
    Local,
    LocalRef,
    MapExpr,
    SetExpr,
    StepSite,
    VectorExpr,
)
from breytac.syntax import forms
from breytac.syntax.source import Span

NESTING_LIMIT = 250
"""How deep forms may nest: well above what people write, well below what Python can follow."""


class Mode(Enum):
    FUNCTION = "function"
    FLOW = "flow"


SpecialForm = Callable[["Analyzer", forms.List, Env], Expr]
SPECIAL: dict[str, SpecialForm] = {}
"""Special forms and macros by name; a local of the same name hides a macro."""
_UNSHADOWED_WORDS = """
    def do fn* if let* loop* new quote recur set! throw try var .
"""
UNSHADOWED = frozenset(_UNSHADOWED_WORDS.split())
"""Special forms proper: a local of the name is a value, but at the head of a list they win."""
FLOW_FORMS: dict[str, SpecialForm] = {}
"""`flow/…` forms by the name after the slash."""


def special(*form_names: str) -> Callable[[SpecialForm], SpecialForm]:
    def register(function: SpecialForm) -> SpecialForm:
        for name in form_names:
            SPECIAL[name] = function
        return function

    return register


def flow_form(name: str) -> Callable[[SpecialForm], SpecialForm]:
    def register(function: SpecialForm) -> SpecialForm:
        FLOW_FORMS[name] = function
        return function

    return register


def core_var(name: str) -> Var:
    """A core var that the expansion of a macro needs."""
    found = resolve(None, name)
    if found is None:
        raise KeyError(name)
    return found


class Analyzer:
    """What is collected while one piece of code (a function's or a flow's) is analyzed."""

    def __init__(self, mode: Mode, known_functions: frozenset[str] | None = None) -> None:
        self.mode = mode
        self.known_functions = known_functions
        self.findings: list[Finding] = []
        self.steps: list[StepSite] = []
        self.inline_functions: list[InlineFunction] = []
        self.inside: list[str] = []
        """The constructs around the form under analysis, outermost first."""
        self.binding: str | None = None
        """The name the form under analysis is bound to, if it is bound directly."""
        self.seqs: set[Local] = set()
        """Locals known to hold seqs."""
        self._depth = 0
        self._too_deep_reported = False

    # ---- reporting

    def report(
        self, rule: Rule, place: forms.Form | Span, message: str, hint: str | None = None
    ) -> None:
        span = place if isinstance(place, Span) else place.span
        self.findings.append(Finding(rule, span, message, hint))

    def bad(self, rule: Rule, form: forms.Form, message: str, hint: str | None = None) -> Const:
        """Report, and go on with nil so that one mistake gives one finding."""
        self.report(rule, form, message, hint)
        return Const(None, span=form.span)

    @contextmanager
    def within(self, construct: str) -> Iterator[None]:
        self.inside.append(construct)
        try:
            yield
        finally:
            self.inside.pop()

    @contextmanager
    def bound_to(self, name: str | None) -> Iterator[None]:
        before, self.binding = self.binding, name
        try:
            yield
        finally:
            self.binding = before

    # ---- expressions

    def expr(self, form: forms.Form, env: Env) -> Expr:
        """The expression of `form`; its value is used (or dropped) where `env` says."""
        self._depth += 1
        try:
            if self._depth > NESTING_LIMIT:
                return self._too_deep(form)
            return self._expr(form, env)
        finally:
            self._depth -= 1

    def value(self, form: forms.Form, env: Env) -> Expr:
        """An expression that is a part of another one: not in tail position, not bound."""
        with self.bound_to(None):
            return self.expr(form, env.inner)

    def values(self, items: tuple[forms.Form, ...], env: Env) -> tuple[Expr, ...]:
        return tuple(self.value(item, env) for item in items)

    def body(self, items: tuple[forms.Form, ...], env: Env, form: forms.Form) -> Expr:
        """Several forms of which the last one counts; nil when there are none."""
        if not items:
            return Const(None, span=form.span)
        if len(items) == 1:
            return self.expr(items[0], env)
        first = self.values(items[:-1], env)
        return Do((*first, self.expr(items[-1], env)), span=form.span)

    def _too_deep(self, form: forms.Form) -> Expr:
        if not self._too_deep_reported:
            self._too_deep_reported = True
            self.report(
                rules.TOO_DEEP,
                form,
                f"Forms are nested more than {NESTING_LIMIT} deep here.",
                "Name parts of it with let, or move them into functions of their own.",
            )
        return Const(None, span=form.span)

    def _expr(self, form: forms.Form, env: Env) -> Expr:
        match form:
            case forms.List():
                return self._list(form, env)
            case forms.Symbol():
                return self._symbol(form, env)
            case forms.Vector(items=items):
                vector = constants.fold(VectorExpr(self.values(items, env), span=form.span))
                return self.with_metadata(form, vector, env)
            case forms.Map():
                return self.with_metadata(form, self._map(form, env), env)
            case forms.Set(items=items):
                made = constants.fold(SetExpr(self.values(items, env), span=form.span))
                return self.with_metadata(form, made, env)
            case _:
                return constants.literal(self, form)

    def with_metadata(self, form: forms.Form, made: Expr, env: Env) -> Expr:
        """The value carrying what `^{…}` before its form says; type hints and labels say nothing."""
        entries = constants.metadata(form, in_flow=self.mode is Mode.FLOW)
        if not entries:
            return made
        assert form.meta is not None
        pairs = tuple((self.value(key, env), self.value(value, env)) for key, value in entries)
        data = constants.fold(MapExpr(pairs, span=form.meta.span))
        return CoreCall(core_var("with-meta"), (made, data), span=form.span)

    def _map(self, form: forms.Map, env: Env) -> Expr:
        pairs = []
        for key, value in form.pairs:
            key_expr = self.value(key, env)
            with self.bound_to(key.name if isinstance(key, forms.Keyword) else None):
                pairs.append((key_expr, self.expr(value, env.inner)))
        return constants.fold(MapExpr(tuple(pairs), span=form.span))

    # ---- names

    def local(self, form: forms.Form, env: Env) -> Local | None:
        if isinstance(form, forms.Symbol) and form.ns is None:
            return env.names.get(form.name)
        return None

    def _symbol(self, form: forms.Symbol, env: Env) -> Expr:
        local = self.local(form, env)
        if local is not None:
            return LocalRef(local, span=form.span)
        self._check_flow_transform(form)
        if form.ns == "flow":
            return self._flow_form_as_value(form)
        found = resolve(form.ns, form.name)
        if found is not None and found.tier < 3 and found.kind == "fn":
            return CoreRef(found, span=form.span)
        if found is not None and found.kind in ("macro", "special"):
            return self.bad(
                rules.REFUSED,
                form,
                f"{form.full_name} is a macro or special form and has no value.",
                f"Wrap it in a function: #({form.name} %).",
            )
        java = interop.value(self, form)
        if java is not None:
            return java
        return names.unknown(self, form, found, env)

    def _flow_form_as_value(self, form: forms.Symbol) -> Expr:
        if form.name not in FLOW_FORMS:
            return names.unknown_flow_form(self, form, FLOW_FORMS)
        return self.bad(
            orchestration.STEP_AS_VALUE,
            form,
            f"{form.full_name} is used as a value.",
            f"Call it where it is written: ({form.full_name} …).",
        )

    def _check_flow_transform(self, symbol: forms.Symbol) -> None:
        if self.mode is Mode.FLOW:
            names.check_orchestration(self, symbol)

    # ---- calls

    def _list(self, form: forms.List, env: Env) -> Expr:
        if not form.items:
            return constants.literal(self, form)
        head = form.items[0]
        match head:
            case forms.Symbol() if head.full_name in UNSHADOWED or self.local(head, env) is None:
                return self._named_call(head, form, env)
            case forms.Keyword():
                return self._keyword_call(head, form, env)
            case forms.Map() | forms.Set() | forms.Vector():
                return self._collection_call(head, form, env)
            case forms.Symbol() | forms.List():
                function = self.value(head, env)
                return Call(function, self.values(form.items[1:], env), span=form.span)
            case _:
                return self.bad(
                    rules.NOT_CALLABLE,
                    head,
                    f"{head.span.text[:40]} is called like a function.",
                    "A list calls what stands first in it; use a vector, or quote it, for data.",
                )

    def _named_call(self, head: forms.Symbol, form: forms.List, env: Env) -> Expr:
        self._check_flow_transform(head)
        if head.ns in (None, "clojure.core") and head.name in SPECIAL:
            return SPECIAL[head.name](self, form, env)
        if head.ns == "flow":
            return self._flow_call(head, form, env)
        found = resolve(head.ns, head.name)
        if found is not None and found.tier < 3 and found.kind == "fn":
            return self.core_call(found, self.values(form.items[1:], env), form)
        call = interop.call(self, head, form, env)
        if call is not None:
            return call
        self.values(form.items[1:], env)
        return names.unknown(self, head, found, env)

    def _flow_call(self, head: forms.Symbol, form: forms.List, env: Env) -> Expr:
        if self.mode is Mode.FUNCTION:
            return self.bad(
                rules.FLOW_CALL_IN_FUNCTION,
                head,
                f"{head.full_name} is called inside function code, which only transforms data.",
                "Call it in :flow and hand its result to the function as :input.",
            )
        handler = FLOW_FORMS.get(head.name)
        if handler is None:
            return names.unknown_flow_form(self, head, FLOW_FORMS)
        return handler(self, form, env)

    def core_call(self, var: Var, args: tuple[Expr, ...], form: forms.Form) -> Expr:
        if not var.accepts(len(args)):
            return names.wrong_arity(self, var, len(args), form)
        if var.name == "range" and var.ns == "clojure.core" and not args:
            return self.bad(
                rules.UNBOUNDED_RANGE,
                form,
                "(range) counts forever, which the sandbox rejects.",
                "Give it an end: (range n).",
            )
        return CoreCall(var, args, span=form.span)

    def _keyword_call(self, head: forms.Keyword, form: forms.List, env: Env) -> Expr:
        args = self.values(form.items[1:], env)
        if len(args) not in (1, 2):
            return self.bad(
                rules.WRONG_ARITY,
                form,
                f":{head.full_name} as a function takes a map and perhaps a default, "
                f"not {len(args)} arguments.",
            )
        key = constants.literal(self, head)
        return CoreCall(core_var("get"), (args[0], key, *args[1:]), span=form.span)

    def _collection_call(self, head: forms.Form, form: forms.List, env: Env) -> Expr:
        collection = self.value(head, env)
        args = self.values(form.items[1:], env)
        allowed = (1, 2) if isinstance(head, forms.Map) else (1,)
        if len(args) not in allowed:
            return self.bad(
                rules.WRONG_ARITY,
                form,
                f"A {type(head).__name__.lower()} as a function takes one argument, "
                f"not {len(args)}.",
            )
        if isinstance(head, forms.Vector):  # unlike nth, it insists on an integer
            return Call(collection, args, span=form.span)
        return CoreCall(core_var("get"), (collection, *args), span=form.span)
