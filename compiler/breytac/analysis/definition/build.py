"""Builds a dataclass of the definition from a map form, driven by the contract of its fields.

Nothing here knows what a slot or a schedule is.  What one kind of map needs besides its contract
is registered by `before` (rewrites the form) and `after` (checks or changes the built record).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from breyta_runtime.definition.contract import EMPTY, Contract, Key, Shape, contract_of
from breyta_runtime.values import Map

from breytac.analysis.definition import convert
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.problems import rule_for
from breytac.analysis.definition.suggest import closest, listed
from breytac.analysis.definition.values import form_to_value, unquote
from breytac.analysis.definition.words import describe, keyword_text, sentence
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
    made: T = _Builder(ctx, cls, form, path).record()
    if cls in _AFTER:
        made = _AFTER[cls](ctx, made, form, path)
    return made


def blank(cls: type[T]) -> T:
    """A record of which nothing is known."""
    return cls(**_with_blanks(cls, contract_of(cls), {}))


class _Builder:
    """One map on its way to one record."""

    def __init__(self, ctx: Context, cls: type[Any], form: forms.Map, path: Path) -> None:
        self.ctx = ctx
        self.cls = cls
        self.contract = contract_of(cls)
        self.form = form
        self.path = path
        self.chosen: dict[str, tuple[Form, Form]] = {}
        """The entries of known keys by attribute."""
        self.others: list[tuple[Form, Form]] = []

    def record(self) -> Any:
        self.sort_keys()
        held: dict[str, Any] = {}
        for attribute, declared in self.contract.keys.items():
            entry = self.chosen.get(attribute)
            if entry is None or isinstance(entry[1], forms.Nil):
                if declared.required:
                    self.report_missing(attribute, declared, entry[1] if entry else self.form)
                continue
            problem = convert.Problem(
                self.ctx, self.cls, attribute, declared, (*self.path, declared.name)
            )
            got = _convert(problem, entry[1])
            if got is not convert.INVALID:
                held[attribute] = got
        return self.cls(**_with_blanks(self.cls, self.contract, held), extra=self.extra())

    # ---- keys

    def sort_keys(self) -> None:
        for key, value in self.form.pairs:
            name = key.name if isinstance(key, forms.Keyword) and key.ns is None else None
            attribute = self.contract.by_keyword.get(name) if name is not None else None
            if attribute is None:
                self.others.append((key, value))
                self.report_unknown(key)
                continue
            earlier = self.chosen.get(attribute)
            if earlier is not None and not _is_named(earlier[0], name) and earlier[1] != value:
                self.report_twice(key, earlier[0])
            if earlier is None or name in (self.contract.keys[attribute].name, _name(earlier[0])):
                self.chosen[attribute] = (key, value)

    def extra(self) -> Map:
        entries: dict[Any, Any] = {}
        for key, value in self.others:
            if isinstance(key, forms.Tagged):
                continue
            name = key.full_name if isinstance(key, forms.Keyword) else key.span.text
            kept = form_to_value(key, code=True)
            entries[kept] = form_to_value(value, place=self.ctx.place, path=(*self.path, name))
        return Map(entries) if entries else EMPTY

    # ---- what is wrong with them

    def report_twice(self, key: Form, earlier: Form) -> None:
        self.ctx.report(
            rules.CONFLICT,
            key,
            f"{keyword_text(key)} says the same as {keyword_text(earlier)} but has another value.",
            hint=f"Keep only {keyword_text(earlier)}.",
            related=(Related(earlier.span, f"{keyword_text(earlier)} is here"),),
            path=self.path,
        )

    def report_unknown(self, key: Form) -> None:
        if isinstance(key, forms.Tagged) and key.tag.full_name == "flow/include":
            report_include(self.ctx, key)
            return
        written = _name(key)
        near = closest(written, self.absent()) if written else None
        exact = written in self.contract.by_keyword
        if self.contract.loose and near is None and not exact:
            return
        hint = f"Did you mean :{near}?" if near is not None else None
        if written in self.contract.elsewhere:
            hint = self.contract.elsewhere[written]
        elif exact:
            hint = f"Write :{written}, without a namespace or quotes."
        elif hint is None and len(self.contract.keys) <= 12:
            hint = f"Its keys are {listed(self.contract.names(), last='and')}."
        phrase = self.contract.phrase
        message = f"{sentence(keyword_text(key))} is no key of {phrase}."
        if not isinstance(key, forms.Keyword | forms.String):
            message = f"The keys of {phrase} are keywords; found {describe(key)}."
        self.ctx.report(
            rule_for(self.cls, "", "unknown"),
            key,
            message,
            hint=hint,
            path=self.path,
        )

    def absent(self) -> list[str]:
        """The keys the map does not have: a mistyped one is among them."""
        written = {_name(key) for key, _ in self.form.pairs}
        return [
            name
            for name, attribute in self.contract.by_keyword.items()
            if self.contract.keys[attribute].name not in written and name not in written
        ] + [name for name in self.contract.also if name not in written]

    def report_missing(self, attribute: str, declared: Key, form: Form) -> None:
        """`form` is the map without the key, or the nil that is under it."""
        wanted = listed(declared.one_of) if declared.one_of else declared.shape.spoken
        message = f":{declared.name} is missing from this {self.contract.title}: {wanted}."
        nil = isinstance(form, forms.Nil)
        self.ctx.report(
            rule_for(self.cls, attribute, "nil" if nil else "missing"),
            form,
            f":{declared.name} cannot be nil." if nil else message,
            hint=f"Add :{declared.name} {declared.sample}." if declared.sample else None,
            path=(*self.path, declared.name),
        )


def report_include(ctx: Context, form: Form) -> None:
    """An include that nobody expanded before the analysis."""
    ctx.report(rules.INCLUDE_LEFT, form, f"{form.span.text} was not replaced by what it includes.")


def _name(key: Form) -> str:
    if isinstance(key, forms.Keyword | forms.Symbol):
        return key.name
    return key.value if isinstance(key, forms.String) else ""


def _is_named(key: Form, name: str | None) -> bool:
    return isinstance(key, forms.Keyword) and key.name == name


# ---- values that hold records


def _convert(problem: convert.Problem, form: Form) -> Any:
    problem.ctx.place(problem.path, form)
    nested = _NESTED.get(problem.key.shape)
    if nested is None:
        return convert.CONVERTERS[problem.key.shape](problem, form)
    return nested(problem, unquote(form) or form)


def _record(problem: convert.Problem, form: forms.Map, path: Path) -> Any:
    classes = problem.key.record
    cls = classes[0] if len(classes) == 1 else _CHOOSE[classes](problem.ctx, form, path)
    return build(problem.ctx, cls, form, path)


def _one(problem: convert.Problem, form: Form) -> Any:
    if isinstance(form, forms.Map):
        return _record(problem, form, problem.path)
    if not problem.key.single or not isinstance(form, forms.Keyword | forms.String):
        return problem.shape(form)
    cls = problem.key.record[0]
    attribute, first = next(iter(contract_of(cls).keys.items()))
    got = _convert(convert.Problem(problem.ctx, cls, attribute, first, problem.path), form)
    return got if got is convert.INVALID else cls(got)


def _several(problem: convert.Problem, form: Form) -> Any:
    if isinstance(form, forms.Map):
        if not problem.key.single:
            problem.shape(form)
        return (_record(problem, form, (*problem.path, 0)),)
    if not isinstance(form, forms.Vector):
        return problem.shape(form)
    made: list[Any] = []
    for each in form.items:
        item = unquote(each) or each
        if isinstance(item, forms.Map):
            made.append(_record(problem, item, (*problem.path, len(made))))
        elif isinstance(item, forms.Tagged) and item.tag.full_name == "flow/include":
            report_include(problem.ctx, item)
        else:
            problem.item(item, (*problem.path, len(made)))
    return tuple(made)


def _keyed(problem: convert.Problem, form: Form) -> Any:
    if not isinstance(form, forms.Map):
        return problem.shape(form)
    made: dict[str, Any] = {}
    for key, value in form.pairs:
        if isinstance(key, forms.Tagged) and key is value:
            report_include(problem.ctx, key)
            continue
        name = problem.id(key)
        if name is None:
            continue
        held = unquote(value) or value
        if isinstance(held, forms.Map):
            made[name] = _record(problem, held, (*problem.path, name))
        else:
            problem.item(held, (*problem.path, name))
    return made


_NESTED: dict[Shape, Callable[[convert.Problem, Form], Any]] = {
    Shape.RECORD: _one,
    Shape.RECORDS: _several,
    Shape.KEYED: _keyed,
}


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
