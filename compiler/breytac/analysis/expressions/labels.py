"""Label metadata on control forms: `^"x" (if …)`, `^{:label "x" :yes "a" :no "b"} (if …)`."""

from __future__ import annotations

from breytac.analysis.expressions.analyzer import Analyzer, Mode
from breytac.diagnostics.rules import orchestration as rules
from breytac.ir.expr import Label
from breytac.syntax import forms


def label_of(analyzer: Analyzer, form: forms.Form) -> Label | None:
    """The label a form carries; only flow bodies have labels."""
    meta = form.meta
    if meta is None or analyzer.mode is not Mode.FLOW:
        return None
    tag, text = meta.get("tag"), meta.get("label")
    if text is None and isinstance(tag, forms.String):
        text = tag
    limit = _limit(analyzer, meta.get("max-iterations"))
    name = _text(analyzer, "label", text)
    yes, no = (_text(analyzer, key, meta.get(key)) for key in ("yes", "no"))
    if name is None and limit is None and yes is None and no is None:
        return None
    return Label(name or "", yes, no, limit)


def _text(analyzer: Analyzer, key: str, form: forms.Form | None) -> str | None:
    match form:
        case None | forms.Nil():
            return None
        case forms.String(value=text):
            return text
        case forms.Keyword(full_name=text) | forms.Symbol(full_name=text):
            return text
        case _:
            analyzer.report(rules.LABEL, form, f":{key} of a label is a string.")
            return None


def _limit(analyzer: Analyzer, form: forms.Form | None) -> int | None:
    match form:
        case None | forms.Nil():
            return None
        case forms.Integer(value=number) if number > 0:
            return number
        case _:
            analyzer.report(rules.LABEL, form, ":max-iterations is a positive whole number.")
            return None
