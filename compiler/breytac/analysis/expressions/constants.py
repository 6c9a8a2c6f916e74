"""Literals and quoted forms as runtime values, and collections whose parts are all known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
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


def _inst(text: str) -> values.Instant:
    """A date, perhaps with a time, perhaps with an offset; UTC when it has none."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    text = moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return values.Instant.parse(text)


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
