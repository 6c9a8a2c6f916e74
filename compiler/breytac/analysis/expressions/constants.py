"""Literals and quoted forms as runtime values, and collections whose parts are all known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from uuid import UUID

from breyta_runtime import values
from breyta_runtime.values import kw, sym

from breytac.diagnostics.rules import expressions as rules
from breytac.ir.expr import Const, Expr, MapExpr, SetExpr, VectorExpr
from breytac.syntax import forms

if TYPE_CHECKING:
    from breytac.analysis.expressions.analyzer import Analyzer


def literal(analyzer: Analyzer, form: forms.Form) -> Const:
    """A form that stands for itself."""
    try:
        return Const(datum(form), span=form.span)
    except LiteralError as problem:
        return analyzer.bad(problem.rule, problem.form, problem.message, problem.hint)


def fold(expr: VectorExpr | SetExpr | MapExpr) -> Expr:
    """The constant it is, when all its parts are constants."""
    if not all(isinstance(child, Const) for child in expr.children()):
        return expr
    value: object
    match expr:
        case VectorExpr(items=items):
            value = tuple(_known(item) for item in items)
        case SetExpr(items=items):
            value = values.Set(tuple(_known(item) for item in items))
        case MapExpr(pairs=pairs):
            value = make_map([(_known(k), _known(v)) for k, v in pairs])
    return Const(value, span=expr.span)


_LABEL_KEYS = frozenset({"label", "tag", "yes", "no", "max-iterations"})


def metadata(form: forms.Form, *, in_flow: bool) -> tuple[tuple[forms.Form, forms.Form], ...]:
    """The entries of a form's metadata that its value carries."""
    if form.meta is None:
        return ()
    keys = {key.full_name for key, _ in form.meta.pairs if isinstance(key, forms.Keyword)}
    if in_flow and keys & _LABEL_KEYS:
        return ()
    return tuple(entry for entry in form.meta.pairs if not _is_type_hint(*entry))


def _is_type_hint(key: forms.Form, value: forms.Form) -> bool:
    return (
        isinstance(key, forms.Keyword)
        and key.full_name == "tag"
        and isinstance(value, forms.Symbol)
    )


def _known(expr: Expr) -> Any:
    assert isinstance(expr, Const)
    return expr.value


def make_map(pairs: list[tuple[Any, Any]]) -> values.Map:
    """A Python dict display would take 1, 1.0 and true for one key; `map_of` does not."""
    return values.map_of(*(part for pair in pairs for part in pair))


class LiteralError(Exception):
    """A form that is no data: which rule says so, and where."""

    def __init__(self, rule: Any, form: forms.Form, message: str, hint: str | None = None) -> None:
        self.rule, self.form, self.message, self.hint = rule, form, message, hint
        super().__init__(message)


def datum(form: forms.Form) -> Any:
    """The runtime value a form reads as; raises LiteralError."""
    match form:
        case forms.Nil():
            return None
        case forms.Bool(value=flag):
            return flag
        case forms.Integer(value=number, big=big):
            return values.BigInt(number) if big else number
        case forms.Float(value=number):
            return number
        case forms.Decimal(value=number):
            return number
        case forms.Ratio(value=number):
            return values.ratio(number.numerator, number.denominator)
        case forms.Char(value=char):
            return values.Char(char)
        case forms.String(value=text):
            return text
        case forms.Keyword(full_name=name):
            return kw(name)
        case forms.Symbol(full_name=name):
            return sym(name)
        case forms.Regex(pattern=pattern):
            return _regex(form, pattern)
        case forms.List(items=items):
            return values.List(tuple(datum(item) for item in items))
        case forms.Vector(items=items):
            return tuple(datum(item) for item in items)
        case forms.Set(items=items):
            return values.Set(tuple(datum(item) for item in items))
        case forms.Map(pairs=pairs):
            return make_map([(datum(k), datum(v)) for k, v in pairs])
        case forms.Tagged():
            return _tagged(form)
        case _:
            raise LiteralError(
                rules.REFUSED, form, f"{form.span.text[:40]} cannot be used as a value."
            )


def _regex(form: forms.Form, pattern: str) -> Any:
    try:
        return values.regex(pattern)
    except Exception as error:  # the pattern compiler reports through many classes
        raise LiteralError(
            rules.BAD_PATTERN, form, f"The regular expression is not valid: {error}"
        ) from None


_INST = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?)?)?)?"
    r"(?:Z|([-+])(\d\d):(\d\d))?",
    re.ASCII,
)


def _inst(text: str) -> values.Instant:
    """A year or more of a moment, to the millisecond, perhaps with an offset; else UTC."""
    found = _INST.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    moment = datetime(
        int(year),
        int(month or 1),
        int(day or 1),
        int(hour or 0),
        int(minute or 0),
        int(second or 0),
        int((fraction or "")[:3].ljust(3, "0")) * 1000,
        tzinfo=timezone(-offset if sign == "-" else offset),
    )
    try:
        in_utc = moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(text) from None
    return values.Instant.parse(in_utc.isoformat().replace("+00:00", "Z"))


_TAGS: dict[str, Callable[[str], Any]] = {"inst": _inst, "uuid": UUID}


def _tagged(form: forms.Tagged) -> Any:
    tag, inner = form.tag.full_name, form.form
    reader = _TAGS.get(tag)
    if reader is None:
        raise LiteralError(
            rules.UNKNOWN_TAG, form, f"#{tag} is not known.", "Known tags: #inst and #uuid."
        )
    if not isinstance(inner, forms.String):
        raise LiteralError(rules.UNKNOWN_TAG, form, f"#{tag} needs a string.")
    try:
        return reader(inner.value)
    except ValueError:
        raise LiteralError(
            rules.UNKNOWN_TAG, form, f"#{tag} cannot be read from {inner.span.text[:60]}."
        ) from None
