"""How forms are named in findings."""

from __future__ import annotations

from breytac.syntax import forms
from breytac.syntax.forms import Form

_PLAIN = {
    forms.Nil: "nil",
    forms.String: "a string",
    forms.Regex: "a regular expression",
    forms.Char: "a character",
    forms.Vector: "a vector",
    forms.Map: "a map",
    forms.Set: "a set",
}


def describe(form: Form) -> str:
    """ "the keyword :x", "a vector", "a call of str" …"""
    plain = _PLAIN.get(type(form))
    if plain is not None:
        return plain
    if isinstance(form, forms.Keyword):
        return f"the keyword :{form.full_name}"
    if isinstance(form, forms.Symbol):
        return f"the symbol {form.full_name}"
    if isinstance(form, forms.Bool):
        return "true" if form.value else "false"
    if isinstance(form, forms.Tagged):
        return f"a value tagged #{form.tag.full_name}"
    if isinstance(form, forms.List):
        return _list(form)
    return f"the number {form.span.text}"


def _list(form: forms.List) -> str:
    if not form.items:
        return "an empty list"
    if form.sugar == "'":
        return "a quoted form"
    if form.sugar == "#(":
        return "a function literal"
    head = form.items[0]
    if isinstance(head, forms.Symbol):
        return f"a call of {head.full_name}"
    return "a list"


def keyword_text(form: Form) -> str:
    """A key as it was written, for a message."""
    if isinstance(form, forms.Keyword):
        return f":{form.full_name}"
    if isinstance(form, forms.String):
        return f'"{form.value}"'
    return describe(form)


def sentence(text: str) -> str:
    """The text with a capital at its beginning, and no other letter changed."""
    return text[:1].upper() + text[1:]
