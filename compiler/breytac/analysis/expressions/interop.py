"""Java interop on the allow-list of `breyta_runtime.interop`; everything else is refused by name.

The list brings java.time and regexes along, so it is imported only for code that looks like Java.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from breyta_runtime.values import JavaClass
from breyta_runtime.values.classes import class_named

from breytac.diagnostics.rules import expressions as rules, orchestration
from breytac.ir.expr import Const, Expr, Interop
from breytac.syntax import forms

if TYPE_CHECKING:
    from breytac.analysis.expressions.analyzer import Analyzer
    from breytac.analysis.expressions.env import Env


def value(analyzer: Analyzer, form: forms.Symbol) -> Expr | None:
    """`C/FIELD`, or a class by its name; None when the symbol has nothing to do with Java."""
    if not _is_class(form.name if form.ns is None else form.ns):
        return None
    from breyta_runtime import interop as java

    if form.ns is None:
        full = java.resolve_class(form.name)
        known = class_named(form.name) if full is None else JavaClass(full)
        return None if known is None else Const(known, span=form.span)
    refused = _refused_in_flow(analyzer, form)
    if refused is not None:
        return refused
    full = java.resolve_class(form.ns)
    if full is not None and java.has_field(full, form.name):
        return Interop("field", full, form.name, (), span=form.span)
    return _no_member(analyzer, form, form.ns, form.name)


def call(analyzer: Analyzer, head: forms.Symbol, form: forms.List, env: Env) -> Expr | None:
    """A method call, constructor call or static call; None when it is something else."""
    name = head.name
    if head.ns is None and name.startswith(".") and len(name) > 1:
        if len(form.items) < 2:
            return analyzer.bad(rules.MALFORMED, form, f"{name} takes what it is called on first.")
        return method(analyzer, head, name[1:], form.items[1:], form=form, env=env)
    if head.ns is None and name.endswith(".") and len(name) > 1:
        return construct(analyzer, head, name[:-1], form.items[1:], form=form, env=env)
    if head.ns is not None and _is_class(head.ns):
        return static(analyzer, head, head.ns, name, form.items[1:], form=form, env=env)
    return None


def method(
    analyzer: Analyzer,
    place: forms.Form,
    name: str,
    args: tuple[forms.Form, ...],
    *,
    form: forms.Form,
    env: Env,
) -> Expr:
    from breyta_runtime import interop as java

    values = analyzer.values(args, env)
    refused = _refused_in_flow(analyzer, place)
    if refused is not None:
        return refused
    arities = java.method_arities(name)
    if not arities:
        return analyzer.bad(
            rules.INTEROP,
            place,
            f"There is no method .{name} that may be called here.",
            java.method_hint(name) or "Use the Clojure function for it, or breyta.sandbox.",
        )
    if not any(
        low < len(args) and (high is None or len(args) <= high + 1) for low, high in arities
    ):
        return analyzer.bad(
            rules.WRONG_ARITY, form, f".{name} does not take {len(args) - 1} arguments."
        )
    return Interop("method", "", name, values, span=form.span)


def construct(
    analyzer: Analyzer,
    place: forms.Form,
    cls: str,
    args: tuple[forms.Form, ...],
    *,
    form: forms.Form,
    env: Env,
) -> Expr:
    from breyta_runtime import interop as java

    values = analyzer.values(args, env)
    refused = _refused_in_flow(analyzer, place)
    if refused is not None:
        return refused
    full = java.resolve_class(cls)
    maker = java.constructor(full) if full is not None else None
    if full is None or maker is None:
        return analyzer.bad(
            rules.INTEROP,
            place,
            f"{cls} cannot be constructed here.",
            java.class_hint(cls) or (java.member_hint(cls, "new") if full else None),
        )
    if not maker.accepts(len(args)):
        return analyzer.bad(
            rules.WRONG_ARITY, form, f"{cls} has no constructor with {len(args)} arguments."
        )
    return Interop("constructor", full, "", values, span=form.span)


def static(
    analyzer: Analyzer,
    place: forms.Form,
    cls: str,
    name: str,
    args: tuple[forms.Form, ...],
    *,
    form: forms.Form,
    env: Env,
) -> Expr:
    from breyta_runtime import interop as java

    values = analyzer.values(args, env)
    refused = _refused_in_flow(analyzer, place)
    if refused is not None:
        return refused
    full = java.resolve_class(cls)
    found = java.lookup_static(full, name) if full is not None else None
    if full is None or found is None:
        if full is not None and java.has_field(full, name) and not args:
            return Interop("field", full, name, (), span=form.span)
        return _no_member(analyzer, place, cls, name)
    if not found.accepts(len(args)):
        return analyzer.bad(
            rules.WRONG_ARITY, form, f"{cls}/{name} does not take {len(args)} arguments."
        )
    return Interop("static", full, name, values, span=form.span)


def _is_class(ns: str) -> bool:
    """Whether a symbol, or the namespace of one, is written like a class; all known ones are."""
    return ns.rpartition(".")[2][:1].isupper()


def _refused_in_flow(analyzer: Analyzer, place: forms.Form) -> Const | None:
    if analyzer.mode.value != "flow":
        return None
    return analyzer.bad(
        orchestration.INTEROP_IN_FLOW,
        place,
        f"{place.span.text[:40]} is Java interop, which a flow body does not have.",
        "Move it into a :function step or top-level :functions, and use breyta.sandbox/* or "
        "json/* helpers there.",
    )


def _no_member(analyzer: Analyzer, place: forms.Form, cls: str, name: str) -> Const:
    from breyta_runtime import interop as java

    full = java.resolve_class(cls)
    if full is None:
        return analyzer.bad(
            rules.INTEROP,
            place,
            f"The class {cls} is not available in the sandbox.",
            java.class_hint(cls)
            or "Allowed: java.time.*, UUID, Base64, BigInteger, BigDecimal; prefer breyta.sandbox.",
        )
    return analyzer.bad(
        rules.INTEROP,
        place,
        f"{cls} has no {name} that may be used here.",
        java.member_hint(full, name),
    )
