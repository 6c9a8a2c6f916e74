"""Whether a literal is what a contract asks for.

What is only known when the flow runs (a symbol, a call) fits everywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from breyta_runtime.definition.contract import Shape

from breytac.analysis.definition.values import unquote
from breytac.syntax import forms
from breytac.syntax.forms import Form

_NUMBERS = (forms.Integer, forms.Float, forms.Ratio, forms.Decimal)


def is_dynamic(form: Form) -> bool:
    return isinstance(form, forms.Symbol | forms.List | forms.Tagged)


def plain(form: Form) -> Form:
    """A quoted literal without its quote."""
    inner = unquote(form)
    return inner if inner is not None and not is_dynamic(inner) else form


def text_of(form: Form | None) -> str | None:
    """The text of a keyword (without its colon) or a string."""
    if isinstance(form, forms.Keyword):
        return form.full_name
    return form.value if isinstance(form, forms.String) else None


def number_of(form: Form) -> float | None:
    if isinstance(form, forms.Integer):
        # Far outside of every limit, and so is infinity.
        return float(form.value) if abs(form.value) < 2**1000 else float("inf")
    if isinstance(form, forms.Float | forms.Ratio | forms.Decimal):
        return float(form.value)
    return None


def _each(*kinds: type[Form]) -> Callable[[Form], bool]:
    def fits(form: Form) -> bool:
        return isinstance(form, forms.Vector | forms.Set) and all(
            isinstance(item, kinds) or is_dynamic(item) for item in form.items
        )

    return fits


def _is(*kinds: type[Form]) -> Callable[[Form], bool]:
    return lambda form: isinstance(form, kinds)


_FITS: dict[Shape, Callable[[Form], bool]] = {
    Shape.TEXT: _is(forms.String),
    Shape.NAME: _is(forms.Keyword, forms.String),
    Shape.ID: _is(forms.Keyword, forms.String),
    Shape.QUALIFIED: _is(forms.Keyword, forms.String),
    Shape.CHOICE: _is(forms.Keyword, forms.String),
    Shape.FLAG: _is(forms.Bool),
    Shape.WHOLE: _is(forms.Integer),
    Shape.NUMBER: _is(*_NUMBERS),
    Shape.AMOUNT: _is(*_NUMBERS, forms.String),
    Shape.NAMES: _each(forms.Keyword, forms.String),
    Shape.TEXTS: _each(forms.String),
    Shape.ITEMS: _is(forms.Vector, forms.Set),
    Shape.PATH: _is(forms.Keyword, forms.Vector),
    Shape.MAP: _is(forms.Map),
    Shape.RECORD: _is(forms.Map),
    Shape.RECORDS: _is(forms.Vector),
    Shape.KEYED: _is(forms.Map),
    Shape.SCHEMA: _is(forms.Keyword, forms.Vector, forms.Map),
    Shape.CODE: _is(forms.String),
    Shape.DATA: _is(Form),
}


def fits(shape: Shape, form: Form) -> bool:
    return _FITS[shape](form)
