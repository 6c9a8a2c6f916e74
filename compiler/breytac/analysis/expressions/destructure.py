"""Destructuring: a binding form taken apart into plain bindings, in the order Clojure makes them."""

from __future__ import annotations

from dataclasses import dataclass

from breyta_runtime.core.vars import Var
from breyta_runtime.values.kinds import Sequential

from breytac.analysis.expressions import constants
from breytac.analysis.expressions.analyzer import Analyzer, core_var
from breytac.analysis.expressions.env import Env
from breytac.diagnostics.rules import expressions as rules
from breytac.ir.expr import Binding, Const, CoreCall, Expr, Local, LocalRef, VectorExpr
from breytac.syntax import forms
from breytac.syntax.source import Span

_KEY_LISTS = frozenset({"keys", "strs", "syms"})


@dataclass(slots=True)
class Destructuring:
    """Collects the bindings of one let (or parameter list) while its scope grows."""

    analyzer: Analyzer
    env: Env
    bindings: list[Binding]

    def bind(self, pattern: forms.Form, value: Expr) -> None:
        match pattern:
            case forms.Symbol():
                self._name(pattern, value)
            case forms.Vector():
                self._sequence(pattern, value)
            case forms.Map():
                self._map(pattern, value)
            case _:
                self.analyzer.report(
                    rules.MALFORMED,
                    pattern,
                    f"{pattern.span.text[:40]} cannot be bound to.",
                    "A binding is a name, a vector such as [a b] or a map such as {:keys [a b]}.",
                )

    def _name(self, symbol: forms.Symbol, value: Expr) -> Local | None:
        if symbol.ns is not None:
            self.analyzer.report(
                rules.MALFORMED, symbol, f"{symbol.full_name}: a local name has no namespace."
            )
            return None
        return self._add(Local(symbol.name, symbol.span), value)

    def _add(self, local: Local, value: Expr) -> Local:
        self.bindings.append(Binding(local, value))
        if self._is_seq(value):
            self.analyzer.seqs.add(local)
        return self.env.bind(local)

    def _whole(self, pattern: forms.Form, value: Expr, given: forms.Symbol | None) -> Expr:
        """The value under a name, since its parts are taken one by one."""
        if given is not None:
            local = self._name(given, value)
            return LocalRef(local, span=pattern.span) if local is not None else value
        if isinstance(value, LocalRef):
            return value
        local = Local(made_up_name(value), pattern.span, made_up=True)
        self.bindings.append(Binding(local, value))
        return LocalRef(local, span=pattern.span)

    # ---- [a b & more :as all]

    def _sequence(self, pattern: forms.Vector, value: Expr) -> None:
        parts = _vector_parts(self.analyzer, pattern)
        if parts.rest is None and parts.all is None and _pairs_up(value, len(parts.items)):
            for item, part in zip(parts.items, value.children(), strict=True):
                self.bind(item, part)
            return
        whole = self._whole(pattern, value, parts.all)
        span = pattern.span
        if parts.rest is None:
            for index, item in enumerate(parts.items):
                at = (whole, Const(index, span=item.span), Const(None, span=item.span))
                self.bind(item, CoreCall(core_var("nth"), at, span=item.span))
            return
        if len(parts.items) > 1:
            local = Local("items", span, made_up=True)
            self.bindings.append(Binding(local, CoreCall(core_var("seq"), (whole,), span=span)))
            whole = LocalRef(local, span=span)
        for index, item in enumerate(parts.items):
            self.bind(item, _element(whole, index, item.span, only=len(parts.items) == 1))
        self._rest(parts.rest, _after(whole, len(parts.items), parts.rest.span))

    def _rest(self, pattern: forms.Form, value: Expr) -> None:
        self.bind(pattern, value)

    # ---- {:keys [a b], c :c, :or {a 1}, :as all}

    def _map(self, pattern: forms.Map, value: Expr) -> None:
        given = pattern.get("as")
        if given is not None and not isinstance(given, forms.Symbol):
            self.analyzer.report(rules.MALFORMED, given, ":as takes a name.")
            given = None
        if self._is_seq(value):
            value = CoreCall(core_var("seq-to-map-for-destructuring"), (value,), span=value.span)
        whole = self._whole(pattern, value, given)
        defaults = self._defaults(pattern)
        for key, item in pattern.pairs:
            if isinstance(key, forms.Keyword):
                if key.name in _KEY_LISTS:
                    self._key_list(key, item, whole, defaults)
                elif key.ns is not None or key.name not in ("or", "as"):
                    self.analyzer.report(
                        rules.MALFORMED,
                        key,
                        f":{key.full_name} means nothing in a binding map.",
                        "Known: :keys, :strs, :syms, :or, :as; or {name :key}.",
                    )
                    if isinstance(item, forms.Vector):
                        self._key_list(key, item, whole, defaults)  # so that its names are known
            else:
                key_expr = self.analyzer.value(item, self.env)
                self._entry(key, whole, key_expr, defaults)

    def _is_seq(self, value: Expr) -> bool:
        """Whether it surely is a seq: of keys and values, as far as a binding map goes."""
        match value:
            case LocalRef(local=local):
                return local in self.analyzer.seqs
            case Const(value=known):
                return isinstance(known, Sequential)
            case CoreCall(var=var):
                return var.returns in ("list", "seq")
            case _:
                return False

    def _defaults(self, pattern: forms.Map) -> dict[str, forms.Form]:
        given = pattern.get("or")
        if given is None:
            return {}
        if not isinstance(given, forms.Map):
            self.analyzer.report(rules.MALFORMED, given, ":or takes a map of defaults.")
            return {}
        found = {}
        for key, value in given.pairs:
            if isinstance(key, forms.Symbol):
                found[key.name] = value
            else:
                self.analyzer.report(
                    rules.MALFORMED, key, ":or is keyed by the names that are bound."
                )
        return found

    def _key_list(
        self,
        kind: forms.Keyword,
        names: forms.Form,
        whole: Expr,
        defaults: dict[str, forms.Form],
    ) -> None:
        if not isinstance(names, forms.Vector):
            self.analyzer.report(
                rules.MALFORMED, names, f":{kind.full_name} takes a vector of names."
            )
            return
        for name in names.items:
            if not isinstance(name, forms.Symbol | forms.Keyword):
                self.analyzer.report(rules.MALFORMED, name, f":{kind.full_name} takes names only.")
                continue
            ns = name.ns or kind.ns
            key: forms.Form
            if kind.name == "strs":
                key = forms.String(name.name, span=name.span)
            elif kind.name == "syms":
                key = forms.Symbol(ns, name.name, span=name.span)
            else:
                key = forms.Keyword(ns, name.name, span=name.span)
            target = forms.Symbol(None, name.name, span=name.span)
            self._entry(target, whole, constants.literal(self.analyzer, key), defaults)

    def _entry(
        self, target: forms.Form, whole: Expr, key: Expr, defaults: dict[str, forms.Form]
    ) -> None:
        args: tuple[Expr, ...] = (whole, key)
        if isinstance(target, forms.Symbol) and target.name in defaults:
            args = (*args, self.analyzer.value(defaults[target.name], self.env))
        self.bind(target, CoreCall(core_var("get"), args, span=target.span))


@dataclass(frozen=True, slots=True)
class _VectorParts:
    items: list[forms.Form]
    rest: forms.Form | None
    all: forms.Symbol | None


def _vector_parts(analyzer: Analyzer, pattern: forms.Vector) -> _VectorParts:
    items: list[forms.Form] = []
    rest: forms.Form | None = None
    whole: forms.Symbol | None = None
    todo = list(pattern.items)
    while todo:
        item = todo.pop(0)
        if is_symbol(item, "&"):
            if not todo:
                analyzer.report(rules.MALFORMED, item, "& is followed by one name.")
            elif rest is not None:
                analyzer.report(rules.MALFORMED, item, "& is allowed once.")
            else:
                rest = todo.pop(0)
        elif isinstance(item, forms.Keyword) and item.full_name == "as":
            if todo and isinstance(todo[0], forms.Symbol):
                whole = todo.pop(0)  # type: ignore[assignment]
            else:
                analyzer.report(rules.MALFORMED, item, ":as takes a name.")
        elif rest is not None:
            analyzer.report(rules.MALFORMED, item, "Nothing but :as may follow the name after &.")
        else:
            items.append(item)
    return _VectorParts(items, rest, whole)


def _pairs_up(value: Expr, count: int) -> bool:
    """Whether a vector written in place has just the parts that are bound."""
    return isinstance(value, VectorExpr) and len(value.items) == count


def is_symbol(form: forms.Form, name: str) -> bool:
    return isinstance(form, forms.Symbol) and form.full_name == name


def _element(whole: Expr, index: int, span: Span, *, only: bool) -> Expr:
    if only:
        return CoreCall(core_var("first"), (whole,), span=span)
    at = (whole, Const(index, span=span), Const(None, span=span))
    return CoreCall(core_var("nth"), at, span=span)


def _after(whole: Expr, count: int, span: Span) -> Expr:
    named: dict[int, str] = {0: "seq", 1: "next"}
    if count in named:
        return CoreCall(core_var(named[count]), (whole,), span=span)
    return CoreCall(core_var("nthnext"), (whole, Const(count, span=span)), span=span)


def made_up_name(value: Expr) -> str:
    """What to call a value nobody named: after the key it was looked up with, or what made it."""
    match value:
        case CoreCall(var=Var(name="get"), args=(_, Const(value=key), *_)):
            return str(getattr(key, "name", key))[:30]
        case CoreCall(var=Var(name="seq-to-map-for-destructuring")):
            return "options"
        case CoreCall(var=Var(name="nth" | "first" | "second")):
            return "item"
        case CoreCall(var=Var(name="split" | "partition" | "re-find" | "re-matches")):
            return "parts"
        case _:
            return "value"


def is_plain(pattern: forms.Form) -> bool:
    return isinstance(pattern, forms.Symbol)
