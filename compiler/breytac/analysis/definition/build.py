"""Builds a dataclass of the definition from a map form, driven by the contract of its fields.

Nothing here knows what a slot or a schedule is.  What one kind of map needs besides its contract
is registered by `before` (rewrites the form) and `after` (checks or changes the built record).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from breyta_runtime.definition.contract import EMPTY, Contract, Key, Shape, contract_of
from breyta_runtime.values import Map, kw

from breytac.analysis.definition import convert
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.problems import rule_for
from breytac.analysis.definition.suggest import closest, listed
from breytac.analysis.definition.values import form_to_value, unquote
from breytac.analysis.definition.words import article, describe, keyword_text
from breytac.diagnostics.finding import Related
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path
from breytac.syntax import forms
from breytac.syntax.forms import Form

T = TypeVar("T")
Before = Callable[[Context, forms.Map, Path], forms.Map]
After = Callable[[Context, Any, forms.Map, Path], Any]
Choose = Callable[[Context, forms.Map, Path], type[Any]]

_BEFORE: dict[type[Any], Before] = {}
_AFTER: dict[type[Any], After] = {}
_CHOOSE: dict[tuple[type[Any], ...], Choose] = {}


def before(cls: type[Any]) -> Callable[[Before], Before]:
    """Registers what turns older spellings of a map into the ones the contract has."""

    def register(function: Before) -> Before:
        _BEFORE[cls] = function
        return function

    return register


def after(cls: type[Any]) -> Callable[[After], After]:
    """Registers what looks at a built record as a whole; it returns the record to use."""

    def register(function: After) -> After:
        _AFTER[cls] = function
        return function

    return register


def choose(*classes: type[Any]) -> Callable[[Choose], Choose]:
    """Registers what tells which of several records a map is."""

    def register(function: Choose) -> Choose:
        _CHOOSE[classes] = function
        return function

    return register


def build(ctx: Context, cls: type[T], form: forms.Map, path: Path) -> T:
    """The record a map form stands for; what is missing or wrong is reported and left blank."""
    ctx.place(path, form)
    if cls in _BEFORE:
        form = _BEFORE[cls](ctx, form, path)
    contract = contract_of(cls)
    chosen, others = _sort_keys(ctx, cls, contract, form, path)
    held: dict[str, Any] = {}
    for attribute, declared in contract.keys.items():
        value = chosen.get(attribute)
        if value is None or isinstance(value[1], forms.Nil):
            if declared.required:
                _report_missing(ctx, cls, attribute, declared, form, path)
            continue
        got = _convert(ctx, cls, attribute, declared, value[1], (*path, declared.name))
        if got is not convert.INVALID:
            held[attribute] = got
    made = cls(**_with_blanks(cls, contract, held), extra=_extra(ctx, others, path))
    return _AFTER[cls](ctx, made, form, path) if cls in _AFTER else made


def blank(cls: type[T]) -> T:
    """A record of which nothing is known."""
    return cls(**_with_blanks(cls, contract_of(cls), {}))


# ---- keys


def _sort_keys(
    ctx: Context, cls: type[Any], contract: Contract, form: forms.Map, path: Path
) -> tuple[dict[str, tuple[Form, Form]], list[tuple[Form, Form]]]:
    """The entries by attribute, and those of no known key."""
    chosen: dict[str, tuple[Form, Form]] = {}
    others: list[tuple[Form, Form]] = []
    for key, value in form.pairs:
        simple = isinstance(key, forms.Keyword) and key.ns is None
        name = key.name if simple and isinstance(key, forms.Keyword) else ""
        attribute = contract.by_keyword.get(name)
        if attribute is None:
            others.append((key, value))
            _report_unknown(ctx, cls, contract, form, key, path)
            continue
        earlier = chosen.get(attribute)
        if earlier is None or _is_named(earlier[0], name):
            chosen[attribute] = (key, value)
        elif earlier[1] != value:
            _report_twice(ctx, key, earlier[0], path)
        if earlier is not None and name == contract.keys[attribute].name:
            chosen[attribute] = (key, value)
    return chosen, others


def _is_named(key: Form, name: str) -> bool:
    return isinstance(key, forms.Keyword) and key.name == name


def _report_twice(ctx: Context, key: Form, earlier: Form, path: Path) -> None:
    ctx.report(
        rules.CONFLICT,
        key,
        f"{keyword_text(key)} says the same as {keyword_text(earlier)} but has another value.",
        hint=f"Keep only {keyword_text(earlier)}.",
        related=(Related(earlier.span, f"{keyword_text(earlier)} is here"),),
        path=path,
    )


def _report_unknown(
    ctx: Context, cls: type[Any], contract: Contract, form: forms.Map, key: Form, path: Path
) -> None:
    if isinstance(key, forms.Tagged) and key.tag.full_name == "flow/include":
        ctx.report(
            rules.INCLUDE_LEFT, key, f"{key.span.text} was not replaced by what it includes."
        )
        return
    written = key.name if isinstance(key, forms.Keyword) else getattr(key, "value", "")
    absent = [n for n, attr in contract.by_keyword.items() if not _has(form, contract, attr)]
    near = closest(written, absent) if isinstance(written, str) else None
    exact = written in contract.by_keyword
    if contract.loose and near is None and not exact:
        return
    hint = f"Did you mean :{near}?" if near is not None else None
    if exact:
        hint = f"Write :{written}, without a namespace or quotes."
    elif hint is None and len(contract.keys) <= 12:
        hint = f"Its keys are {listed(contract.names(), last='and')}."
    ctx.report(
        rule_for(cls, "", "unknown"),
        key,
        f"{article(contract.title).capitalize()} has no key {keyword_text(key)}.",
        hint=hint,
        path=path,
    )


def _has(form: forms.Map, contract: Contract, attribute: str) -> bool:
    declared = contract.keys[attribute]
    return any(form.get(name) is not None for name in (declared.name, *declared.aliases))


def _report_missing(
    ctx: Context, cls: type[Any], attribute: str, declared: Key, form: forms.Map, path: Path
) -> None:
    title = contract_of(cls).title
    wanted = declared.shape.value
    if declared.one_of:
        wanted = listed(declared.one_of)
    ctx.report(
        rule_for(cls, attribute, "missing"),
        form,
        f"{article(title).capitalize()} needs :{declared.name} ({wanted}).",
        path=(*path, declared.name),
    )


# ---- values


def _convert(
    ctx: Context, cls: type[Any], attribute: str, declared: Key, form: Form, path: Path
) -> Any:
    ctx.place(path, form)
    problem = convert.Problem(ctx, cls, attribute, declared, path)
    inner = unquote(form) or form
    if declared.shape is Shape.RECORD:
        return _one(ctx, declared, inner, path, problem)
    if declared.shape is Shape.RECORDS:
        return _several(ctx, declared, inner, path, problem)
    if declared.shape is Shape.KEYED:
        return _keyed(ctx, declared, inner, path, problem)
    return convert.CONVERTERS[declared.shape](problem, form)


def _record(ctx: Context, declared: Key, form: forms.Map, path: Path) -> Any:
    cls = declared.record[0]
    if len(declared.record) > 1:
        cls = _CHOOSE[declared.record](ctx, form, path)
    return build(ctx, cls, form, path)


def _one(ctx: Context, declared: Key, form: Form, path: Path, problem: convert.Problem) -> Any:
    if isinstance(form, forms.Map):
        return _record(ctx, declared, form, path)
    if declared.single and isinstance(form, forms.Keyword | forms.String):
        cls = declared.record[0]
        attribute, first = next(iter(contract_of(cls).keys.items()))
        got = _convert(ctx, cls, attribute, first, form, path)
        return got if got is convert.INVALID else cls(got)
    return problem.shape(form)


def _several(ctx: Context, declared: Key, form: Form, path: Path, problem: convert.Problem) -> Any:
    if isinstance(form, forms.Map):
        if not declared.single:
            problem.shape(form)
        return (_record(ctx, declared, form, (*path, 0)),)
    if not isinstance(form, forms.Vector):
        return problem.shape(form)
    made = []
    for i, each in enumerate(form.items):
        item = unquote(each) or each
        if isinstance(item, forms.Map):
            made.append(_record(ctx, declared, item, (*path, i)))
        elif isinstance(item, forms.Tagged) and item.tag.full_name == "flow/include":
            ctx.report(
                rules.INCLUDE_LEFT, item, f"{item.span.text} was not replaced by what it includes."
            )
        else:
            problem.item(item, (*path, i))
    return tuple(made)


def _keyed(ctx: Context, declared: Key, form: Form, path: Path, problem: convert.Problem) -> Any:
    if not isinstance(form, forms.Map):
        return problem.shape(form)
    made: dict[str, Any] = {}
    for key, value in form.pairs:
        name = problem.id(key)
        if name is None:
            continue
        held = unquote(value) or value
        if isinstance(held, forms.Map):
            made[name] = _record(ctx, declared, held, (*path, name))
        else:
            problem.item(held, (*path, name))
    return made


def _extra(ctx: Context, others: list[tuple[Form, Form]], path: Path) -> Map:
    if not others:
        return EMPTY
    entries: dict[Any, Any] = {}
    for key, value in others:
        if isinstance(key, forms.Tagged):
            continue
        name = key.full_name if isinstance(key, forms.Keyword) else key.span.text
        kept = kw(key.full_name) if isinstance(key, forms.Keyword) else form_to_value(key)
        entries[kept] = form_to_value(value, place=ctx.place, path=(*path, name))
    return Map(entries)


# ---- blanks

_BLANK = {
    Shape.NAMES: (),
    Shape.TEXTS: (),
    Shape.ITEMS: (),
    Shape.RECORDS: (),
    Shape.MAP: EMPTY,
    Shape.DATA: None,
    Shape.SCHEMA: None,
    Shape.PATH: None,
    Shape.FLAG: False,
    Shape.WHOLE: 0,
    Shape.NUMBER: 0,
}


def _with_blanks(cls: type[Any], contract: Contract, held: dict[str, Any]) -> dict[str, Any]:
    """The values of all fields Python insists on."""
    for each in fields(cls):
        declared = contract.keys.get(each.name)
        if declared is None or each.name in held:
            continue
        if each.default is MISSING and each.default_factory is MISSING:
            if declared.shape is Shape.RECORD:
                held[each.name] = blank(declared.record[0])
            else:
                held[each.name] = _BLANK.get(declared.shape, "")
    return held


__all__ = ["after", "before", "blank", "build", "choose", "describe"]
