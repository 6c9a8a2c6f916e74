"""Forms as data: the runtime value of a literal, without evaluating anything."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

from breyta_runtime import values

from breytac.analysis.definition.words import describe, sentence
from breytac.diagnostics.finding import Rule
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path
from breytac.syntax import forms
from breytac.syntax.forms import Form

MAX_DEPTH = 80
"""Deeper data would not fit the nesting CPython reads in a generated module."""

Report = Callable[[Rule, Form, str, str | None], None]
Place = Callable[[Path, Form], None]


def form_to_value(
    form: Form,
    report: Report | None = None,
    *,
    code: bool = False,
    place: Place | None = None,
    path: Path = (),
) -> Any:
    """The runtime value a form stands for.

    Lists and symbols outside a quote are kept as data and reported, because nobody will ever
    evaluate them; with `code` they are taken as meant (schemas name predicates by symbols).
    `place` is told where every part stands.
    """
    return _Conversion(report, place).value(form, path, 0, code)


class _Conversion:
    def __init__(self, report: Report | None, place: Place | None) -> None:
        self._report = report
        self._place = place

    def report(self, rule: Rule, form: Form, message: str, hint: str | None = None) -> None:
        if self._report is not None:
            self._report(rule, form, message, hint)

    def value(self, form: Form, path: Path, depth: int, code: bool) -> Any:
        if self._place is not None:
            self._place(path, form)
        if not isinstance(form, forms.Branch):
            return self.atom(form, code)
        if depth > MAX_DEPTH:
            self.report(
                rules.DATA_TOO_DEEP, form, f"Data is nested more than {MAX_DEPTH} levels deep."
            )
            return None
        if isinstance(form, forms.Map):
            return self.map(form, path, depth, code)
        if isinstance(form, forms.Vector):
            return tuple(self.items(form.items, path, depth, code))
        if isinstance(form, forms.Set):
            return values.Set(tuple(self.items(form.items, path, depth, code)))
        if isinstance(form, forms.Tagged):
            return self.tagged(form, path, depth, code)
        assert isinstance(form, forms.List)
        return self.list(form, path, depth, code)

    def items(self, items: tuple[Form, ...], path: Path, depth: int, code: bool) -> list[Any]:
        return [self.value(each, (*path, i), depth + 1, code) for i, each in enumerate(items)]

    def map(self, form: forms.Map, path: Path, depth: int, code: bool) -> Any:
        entries: dict[Any, Any] = {}
        for key, value in form.pairs:
            if isinstance(key, forms.Tagged) and key is value:
                self.tagged(key, path, depth, code)
                continue
            step = (*path, _step(key))
            held = self.value(value, step, depth + 1, code)
            entries[_Conversion(self._report, None).value(key, step, depth + 1, code)] = held
        return values.Map(entries)

    def list(self, form: forms.List, path: Path, depth: int, code: bool) -> Any:
        quoted = unquote(form)
        if quoted is not None:
            return self.value(quoted, path, depth + 1, True)
        if not code and form.items:
            self.report(
                rules.NOT_DATA,
                form,
                f"{sentence(describe(form))} is not evaluated here; only data can stand here.",
                "Write the value itself, or compute it in a function or in :flow.",
            )
        return values.List(tuple(self.items(form.items, path, depth, True)))

    def tagged(self, form: forms.Tagged, path: Path, depth: int, code: bool) -> Any:
        tag = form.tag.full_name
        if tag == "flow/include":
            self.report(
                rules.INCLUDE_LEFT, form, f"{form.span.text} was not replaced by what it includes."
            )
            return None
        if isinstance(form.form, forms.String) and tag in ("inst", "uuid"):
            try:
                text = form.form.value
                return uuid.UUID(text) if tag == "uuid" else _instant(text)
            except (ValueError, values.ClojureError):
                self.report(rules.WRONG_SHAPE, form, f'"{form.form.value}" is no #{tag}.')
                return form.form.value
        self.report(
            rules.WRONG_SHAPE, form, f"The tag #{tag} is not known; its value is taken without it."
        )
        return self.value(form.form, path, depth + 1, code)

    def atom(self, form: Form, code: bool) -> Any:
        if isinstance(form, forms.String):
            return form.value
        if isinstance(form, forms.Keyword):
            return values.kw(form.full_name)
        if isinstance(form, forms.Integer):
            return values.BigInt(form.value) if form.big else form.value
        if isinstance(form, forms.Bool | forms.Float | forms.Decimal):
            return form.value
        if isinstance(form, forms.Ratio):
            return values.Ratio(form.value.numerator, form.value.denominator)
        if isinstance(form, forms.Char):
            return values.Char(form.value)
        if isinstance(form, forms.Regex):
            return self.regex(form)
        if isinstance(form, forms.Symbol):
            if not code:
                self.report(
                    rules.NOT_DATA,
                    form,
                    f"The symbol {form.full_name} is not resolved here; only data can stand here.",
                    f"Write :{form.full_name} if a name is meant.",
                )
            return values.sym(form.full_name)
        return None

    def regex(self, form: forms.Regex) -> Any:
        try:
            return values.regex(form.pattern)
        except values.ClojureError as error:
            reason = str(error).splitlines()[0]
            self.report(rules.WRONG_SHAPE, form, f"The regular expression is not valid: {reason}.")
            return form.pattern


_INST = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d(?:\.\d{1,9})?))?)?)?)?)?"
    r"(Z|[+-]\d\d:\d\d)?\Z"
)


def _instant(text: str) -> values.Instant:
    """`#inst` may leave out everything behind the year."""
    found = _INST.match(text)
    if found is None:
        raise ValueError(text)
    year, month, day, hour, minute, second, zone = found.groups()
    return values.Instant.parse(
        f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:{second or '00'}"
        f"{zone or 'Z'}"
    )


def _step(key: Form) -> str | int:
    if isinstance(key, forms.Keyword | forms.Symbol):
        return key.full_name
    if isinstance(key, forms.String):
        return key.value
    return key.value if isinstance(key, forms.Integer) else key.span.text


def unquote(form: Form) -> Form | None:
    """What a quote holds: of `'x` and `(quote x)` the x, of anything else None."""
    if not isinstance(form, forms.List) or len(form.items) != 2:
        return None
    head = form.items[0]
    quoting = isinstance(head, forms.Symbol) and head.full_name in ("quote", "clojure.core/quote")
    return form.items[1] if quoting else None
