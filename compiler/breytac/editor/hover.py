"""What to say about the place under the cursor."""

from __future__ import annotations

from dataclasses import dataclass

from breytac.editor.cursor import Cursor
from breytac.editor.expectations import expected_at
from breytac.editor.references import entry_at, is_family
from breytac.editor.scope import names_at
from breytac.editor.words import about_family, about_finding, about_key, about_symbol
from breytac.syntax import forms
from breytac.syntax.source import Span

MAX_QUOTED_LINES = 12


@dataclass(frozen=True, slots=True)
class Hover:
    text: str
    """Markdown."""
    span: Span | None
    """What it is about."""


def hover(cursor: Cursor) -> Hover | None:
    """Findings at the place, then what is there."""
    parts = [about_finding(each) for each in cursor.document.findings if _covers(each.span, cursor)]
    form = cursor.form
    about = _about(cursor)
    if about:
        parts.append(about)
    if not parts:
        return None
    span = form.span if form is not None and not isinstance(form, forms.Branch) else None
    return Hover("\n\n---\n\n".join(dict.fromkeys(parts)), span)


def _covers(span: Span, cursor: Cursor) -> bool:
    """Whether a finding is about the place itself, and not about something around it."""
    place = span.in_file
    here = Span(cursor.source, cursor.offset, cursor.offset).in_file
    if place.source is not here.source or not place.start <= here.start <= place.end:
        return False
    form = cursor.form
    return form is None or place.end - place.start <= max(len(form.span.text), 1)


def _about(cursor: Cursor) -> str:
    form = cursor.form
    match form:
        case forms.Symbol():
            return _about_symbol(cursor, form)
        case forms.Keyword():
            return _about_keyword(cursor, form)
    return ""


def _about_symbol(cursor: Cursor, form: forms.Symbol) -> str:
    name = names_at(cursor).get(form.full_name)
    if name is None:
        return about_symbol(form.ns, form.name)
    if name.value is None:
        return f"**{form.full_name}** — a parameter"
    return f"**{form.full_name}**\n\n{_quoted(name.value.span)}"


def _about_keyword(cursor: Cursor, form: forms.Keyword) -> str:
    outer = cursor.around(form)
    if isinstance(outer, forms.List) and is_family(outer, form):
        family = about_family(form.full_name)
        if family:
            return family
    entry = entry_at(cursor)
    if entry is not None:
        return f"{entry.kind} **:{entry.name}**\n\n{_quoted(entry.form.span)}"
    if not isinstance(outer, forms.Map):
        return ""
    here = expected_at(cursor.path)[-2]
    for key, value in outer.pairs:
        if not isinstance(key, forms.Keyword) or not (key is form or value is form):
            continue
        declared = here.fields.get(key.full_name)
        if declared is not None and (key is form or declared.one_of):
            return about_key(key.full_name, declared, here.title)
        if key is form and key.full_name in here.elsewhere:
            return f"**:{key.full_name}** does not belong here. {here.elsewhere[key.full_name]}"
    return ""


def _quoted(span: Span) -> str:
    lines = span.text.splitlines()
    column = span.source.position(span.start)[1] - 1
    shown = [lines[0], *(_outdented(line, column) for line in lines[1:MAX_QUOTED_LINES])]
    if len(lines) > MAX_QUOTED_LINES:
        shown.append("…")
    text = "\n".join(shown)
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}clojure\n{text}\n{fence}"


def _outdented(line: str, columns: int) -> str:
    blank = len(line) - len(line.lstrip())
    return line[min(blank, columns) :]
