"""Small changes to map forms, where what is put in keeps the place it was read from; and edits of
the source itself, for those who ask for fixes."""

from __future__ import annotations

from breytac.diagnostics.finding import Edit
from breytac.syntax import forms
from breytac.syntax.forms import Form
from breytac.syntax.source import Span


def keyword(name: str, span: Span) -> forms.Keyword:
    return forms.Keyword(None, name, span=span)


def put(form: forms.Map, name: str, value: Form) -> forms.Map:
    """The map with `:name value` at its end, in place of an earlier one."""
    rest = drop(form, name)
    return forms.Map((*rest.pairs, (keyword(name, value.span), value)), span=form.span)


def drop(form: forms.Map, *names: str) -> forms.Map:
    """The map without some simple keywords."""
    kept = tuple(pair for pair in form.pairs if not _is(pair[0], names))
    return form if len(kept) == len(form.pairs) else forms.Map(kept, span=form.span)


def only(form: forms.Map, *names: str) -> forms.Map:
    """The map with nothing but some simple keywords."""
    return forms.Map(tuple(pair for pair in form.pairs if _is(pair[0], names)), span=form.span)


def rename(form: forms.Map, old: str, new: str) -> forms.Map:
    """The map with `:old` called `:new`, unless it has that."""
    value = form.get(old)
    if value is None or form.get(new) is not None:
        return form
    return put(drop(form, old), new, value)


def value_of(form: forms.Map, name: str) -> Form | None:
    """What is under a simple keyword; nil counts as nothing."""
    value = form.get(name)
    return None if isinstance(value, forms.Nil) else value


def name_of(form: Form | None) -> str | None:
    """The name a keyword or a string gives."""
    if isinstance(form, forms.Keyword):
        return form.full_name
    return form.value if isinstance(form, forms.String) else None


def _is(key: Form, names: tuple[str, ...]) -> bool:
    return isinstance(key, forms.Keyword) and key.ns is None and key.name in names


def append_entry(form: forms.Map, entry: str) -> tuple[Edit, ...]:
    """The edit that puts an entry at the end of a map, if the map stands in the source as such."""
    text = form.span.text
    if not (text.startswith("{") and text.endswith("}")):
        return ()
    end = form.span.end - 1
    gap = "" if text[-2] in "{ \n\t," else " "
    return (Edit(Span(form.span.source, end, end), f"{gap}{entry}"),)


def respell_key(form: forms.Map, old: tuple[str, ...], new: str) -> tuple[Edit, ...]:
    """The edit that gives the first of some keys of a map another name."""
    for key, _ in form.pairs:
        if _is(key, old) and key.span.text == f":{name_of(key)}":
            return (Edit(key.span, f":{new}"),)
    return ()


def retext(form: Form | None, text: str) -> tuple[Edit, ...]:
    """The edit that gives a string another text, which needs no escapes."""
    if not isinstance(form, forms.String):
        return ()
    return (Edit(form.span, f'"{text}"'),)
