"""From a form to the value of a field, shape by shape.

A converter returns INVALID after it has reported what is wrong, and the field keeps its default.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from breyta_runtime.definition.contract import Key, Shape, contract_of

from breytac.analysis.definition.context import Context
from breytac.analysis.definition.problems import rule_for
from breytac.analysis.definition.schemas import check_schema
from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.values import form_to_value, unquote
from breytac.analysis.definition.words import describe
from breytac.diagnostics.finding import Edit, Rule
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path
from breytac.syntax import forms
from breytac.syntax.forms import Form

INVALID: Final = object()

SAFE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,127}\Z")


@dataclass(frozen=True, slots=True)
class Problem:
    """One field of one record being read, for what there is to say about it."""

    ctx: Context
    cls: type[Any]
    attribute: str
    key: Key
    path: Path

    @property
    def subject(self) -> str:
        """ ":cron of a schedule"."""
        return f":{self.key.name} of {contract_of(self.cls).phrase}"

    def report(
        self, problem: str, form: Form, message: str, hint: str | None = None, path: Path = ()
    ) -> Any:
        rule = rule_for(self.cls, self.attribute, problem)
        self.ctx.report(rule, form, message, hint=hint, path=path or self.path)
        return INVALID

    def shape(self, form: Form, hint: str | None = None) -> Any:
        return self.report(
            "shape",
            form,
            f"{self.subject} must be {self.key.shape.spoken}; found {describe(form)}.",
            hint,
        )

    def item(self, form: Form, path: Path) -> None:
        what = contract_of(self.key.record[0]).title if len(self.key.record) == 1 else "entry"
        self.report(
            "item",
            form,
            f"Each {what} under {self.subject} must be a map; found {describe(form)}.",
            path=path,
        )

    def id(self, key: Form) -> str | None:
        """The id a key of a map of maps stands for."""
        if isinstance(key, forms.Keyword) and key.ns is None and SAFE_ID.match(key.name):
            return key.name
        self.report(
            "id",
            key,
            f"The ids under {self.subject} are simple keywords; found {describe(key)}.",
            "Write a keyword of letters, digits, - and _ that begins with a letter.",
        )
        return None

    def data(self, form: Form, *, code: bool = False) -> Any:
        def told(rule: Rule, at: Form, message: str, hint: str | None) -> None:
            self.ctx.report(rule, at, message, hint=hint, path=self.path)

        return form_to_value(form, told, code=code, place=self.ctx.place, path=self.path)


def _named(form: Form) -> str | None:
    """The name a keyword or a string gives."""
    if isinstance(form, forms.Keyword):
        return form.full_name
    return form.value if isinstance(form, forms.String) else None


def _text(at: Problem, form: Form) -> Any:
    if not isinstance(form, forms.String):
        name = _named(form)
        return at.shape(form, f'Write "{name}".' if name is not None else None)
    longest = at.key.maximum
    if longest is not None and len(form.value) > longest:
        at.report(
            "range",
            form,
            f"{at.subject} has {len(form.value)} characters; {longest:.0f} are allowed.",
        )
    return form.value


def _name(at: Problem, form: Form) -> Any:
    name = _named(form)
    if name is None:
        code = isinstance(form, forms.List)
        return at.shape(form, "Declare it under :functions and write its id." if code else None)
    return name if name.strip() else at.report("id", form, f"{at.subject} is blank.")


def _id(at: Problem, form: Form) -> Any:
    name = _named(form)
    if name is None:
        return at.shape(form, "Write a keyword such as :default.")
    if not SAFE_ID.match(name):
        at.report(
            "id",
            form,
            f'"{name}" cannot be the {at.subject}.',
            "Use letters, digits, - and _, up to 128 of them, beginning with a letter.",
        )
    return name


def _qualified(at: Problem, form: Form) -> Any:
    name = _named(form)
    if name is None:
        return at.shape(form)
    space, slash, rest = name.partition("/")
    if not (space and slash and rest):
        at.report(
            "id",
            form,
            f"{at.subject} must be a qualified keyword; found :{name}.",
            f"Write it with a namespace, such as :my/{name}: simple keywords are built-in steps.",
        )
    return name


def _choice(at: Problem, form: Form) -> Any:
    name = _named(form)
    if name is None:
        return at.report(
            "choice",
            form,
            f"{at.subject} must be {listed(at.key.one_of)}; found {describe(form)}.",
        )
    return _allowed(at, form, name)


def _allowed(at: Problem, form: Form, name: str) -> Any:
    if name in at.key.one_of:
        return name
    if name in at.key.renamed:
        now = at.key.renamed[name]
        at.ctx.report(
            rules.OLD_VALUE,
            form,
            f":{name} is now called :{now}.",
            hint=f"Write :{now}.",
            path=at.path,
            edits=(Edit(form.span, f":{now}"),),
        )
        return now
    same = next((each for each in at.key.one_of if each.lower() == name.lower()), None)
    if same is not None:
        return same
    at.report(
        "unusual" if at.key.loose else "choice",
        form,
        f"{at.subject} cannot be :{name}; it is {listed(at.key.one_of)}.",
        did_you_mean(name, at.key.one_of),
    )
    return name if at.key.loose else INVALID


def _flag(at: Problem, form: Form) -> Any:
    if isinstance(form, forms.Bool):
        return form.value
    name = _named(form)
    return at.shape(form, f"Write {name}." if name in ("true", "false") else None)


def _whole(at: Problem, form: Form) -> Any:
    if not isinstance(form, forms.Integer):
        return at.shape(form)
    return _bounded(at, form, form.value)


def _number(at: Problem, form: Form) -> Any:
    if not isinstance(form, forms.Integer | forms.Float | forms.Decimal | forms.Ratio):
        return at.shape(form)
    value = at.data(form)
    return _bounded(at, form, value)


def _amount(at: Problem, form: Form) -> Any:
    if isinstance(form, forms.String):
        if re.fullmatch(r"\d+(\.\d+)?", form.value):
            return form.value
        return at.shape(form)
    return _number(at, form)


def _bounded(at: Problem, form: Form, value: Any) -> Any:
    low, high = at.key.minimum, at.key.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return value
    if low is None:
        bounds = f"at most {high:.0f}"
    elif high is None:
        bounds = f"at least {low:.0f}"
    else:
        bounds = f"between {low:.0f} and {high:.0f}"
    at.report("range", form, f"{at.subject} must be {bounds}; found {form.span.text}.")
    return INVALID


def _members(at: Problem, form: Form) -> tuple[Form, ...] | None:
    inner = unquote(form) or form
    if isinstance(inner, forms.Vector | forms.Set):
        return inner.items
    at.shape(form)
    return None


def _names(at: Problem, form: Form) -> Any:
    single = _named(form)
    items = (form,) if single is not None else _members(at, form)
    if single is not None:
        at.shape(form, f"Write it in brackets: [{form.span.text}].")
    if items is None:
        return INVALID
    found: list[str] = []
    for i, each in enumerate(items):
        at.ctx.place((*at.path, i), each)
        name = _named(each)
        if name is None:
            at.report(
                "shape", each, f"{at.subject} holds names; found {describe(each)}.", path=at.path
            )
            continue
        kept = _allowed(at, each, name) if at.key.one_of else name
        if kept is not INVALID:
            found.append(kept)
    return tuple(found)


def _texts(at: Problem, form: Form) -> Any:
    if isinstance(form, forms.String):
        at.shape(form, f"Write it in brackets: [{form.span.text}].")
        return (form.value,)
    items = _members(at, form)
    if items is None:
        return INVALID
    found: list[str] = []
    for i, each in enumerate(items):
        at.ctx.place((*at.path, i), each)
        if isinstance(each, forms.String):
            found.append(each.value)
            continue
        name = _named(each)
        at.report(
            "shape",
            each,
            f"{at.subject} holds strings; found {describe(each)}.",
            f'Write "{name}".' if name is not None else None,
        )
        if name is not None:
            found.append(name)
    return tuple(found)


def _items(at: Problem, form: Form) -> Any:
    inner = unquote(form) or form
    if not isinstance(inner, forms.Vector):
        return at.shape(form)
    return at.data(inner)


def _path(at: Problem, form: Form) -> Any:
    name = _named(form)
    if name is not None:
        return name
    if not isinstance(form, forms.Vector) or not form.items:
        return at.shape(form)
    steps: list[str | int] = []
    for each in form.items:
        step = each.value if isinstance(each, forms.Integer) else _named(each)
        if step is None:
            return at.shape(each)
        steps.append(step)
    return tuple(steps)


def _map(at: Problem, form: Form) -> Any:
    inner = unquote(form) or form
    return at.data(inner) if isinstance(inner, forms.Map) else at.shape(form)


def _data(at: Problem, form: Form) -> Any:
    return at.data(form)


def _schema(at: Problem, form: Form) -> Any:
    inner = unquote(form) or form
    for where, message, hint in check_schema(inner):
        at.ctx.report(rules.SCHEMA, where, f"In {at.subject}: {message}", hint=hint, path=at.path)
    return at.data(inner, code=True)


def _code(at: Problem, form: Form) -> Any:
    """The id of a function, when one is named; written code is picked up by the record's hook."""
    if isinstance(form, forms.Keyword):
        return form.full_name
    return INVALID if isinstance(form, forms.List | forms.String) else at.shape(form)


CONVERTERS: dict[Shape, Callable[[Problem, Form], Any]] = {
    Shape.TEXT: _text,
    Shape.NAME: _name,
    Shape.ID: _id,
    Shape.QUALIFIED: _qualified,
    Shape.CHOICE: _choice,
    Shape.FLAG: _flag,
    Shape.WHOLE: _whole,
    Shape.NUMBER: _number,
    Shape.AMOUNT: _amount,
    Shape.NAMES: _names,
    Shape.TEXTS: _texts,
    Shape.ITEMS: _items,
    Shape.PATH: _path,
    Shape.MAP: _map,
    Shape.DATA: _data,
    Shape.SCHEMA: _schema,
    Shape.CODE: _code,
}
