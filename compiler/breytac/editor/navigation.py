"""Where the name under the cursor comes from, and what a source consists of."""

from __future__ import annotations

from dataclasses import dataclass

from breytac.editor.cursor import Cursor
from breytac.editor.document import Document, name_of, unquoted
from breytac.editor.references import entry_at
from breytac.editor.scope import names_at
from breytac.ir.expr import StepSite
from breytac.syntax import forms
from breytac.syntax.forms import Form
from breytac.syntax.source import Span


def find_definition(cursor: Cursor) -> Span | None:
    """The place in a file where the name under the cursor is declared."""
    form = cursor.form
    if isinstance(form, forms.Symbol):
        name = names_at(cursor).get(form.full_name)
        return name.symbol.span.in_file if name is not None else None
    entry = entry_at(cursor)
    return entry.span.in_file if entry is not None else None


@dataclass(frozen=True, slots=True)
class Symbol:
    """A part of a source, for an outline."""

    name: str
    kind: str
    """ "section", "field", "entry", "function" or "step"."""
    detail: str
    span: Span
    name_span: Span
    children: tuple[Symbol, ...] = ()


def symbols(document: Document) -> tuple[Symbol, ...]:
    """The keys of the flow; below them what they declare, and below `:flow` its steps."""
    form = document.top[0] if document.top else None
    if not isinstance(form, forms.Map):
        return ()
    out = []
    for key, value in form.pairs:
        if key is value or not isinstance(key, forms.Keyword):
            continue
        name = key.full_name
        children = _steps(document) if name == "flow" else _entries(name, value)
        detail = "" if children else _short(value)
        span = Span(key.span.source, key.span.start, max(value.span.end, key.span.end))
        kind = "section" if children else "field"
        out.append(Symbol(f":{name}", kind, detail, span, key.span, children))
    return tuple(out)


def _steps(document: Document) -> tuple[Symbol, ...]:
    analyzed = document.analyzed
    sites = analyzed.body.steps if analyzed is not None and analyzed.body is not None else ()
    here = [site for site in sites if site.span.source is document.source]
    return _nested(here)


def _nested(sites: list[StepSite]) -> tuple[Symbol, ...]:
    """Steps within a poll, or within the config of another, are below it."""
    sites = sorted(sites, key=lambda site: (site.span.start, -site.span.end))
    out: list[Symbol] = []
    index = 0
    while index < len(sites):
        site = sites[index]
        index += 1
        inner = []
        while index < len(sites) and sites[index].span.end <= site.span.end:
            inner.append(sites[index])
            index += 1
        out.append(_step(site, _nested(inner)))
    return tuple(out)


def _step(site: StepSite, inner: tuple[Symbol, ...]) -> Symbol:
    items = site.form.items
    named = items[2] if len(items) > 2 and site.family not in ("call-flow", "poll") else items[1]
    name = site.id or site.binding or site.family or "step"
    within = site.span.start <= named.span.start and named.span.end <= site.span.end
    return Symbol(
        name, "step", site.family or "", site.span, named.span if within else site.span, inner
    )


_ID_KEYS = ("id", "slot", "name", "kind")


def _entries(section: str, value: Form) -> tuple[Symbol, ...]:
    inner = unquoted(value)
    kind = "function" if section == "functions" else "entry"
    if isinstance(inner, forms.Vector):
        found = [_entry(item, kind) for item in inner.items]
        return tuple(each for each in found if each is not None)
    if section in ("invocations", "interfaces", "agents") and isinstance(inner, forms.Map):
        out = []
        for key, each in inner.pairs:
            if isinstance(key, forms.Keyword) and key is not each:
                span = Span(key.span.source, key.span.start, max(each.span.end, key.span.end))
                children = _entries("", each)
                out.append(Symbol(f":{key.full_name}", "entry", "", span, key.span, children))
        return tuple(out)
    return ()


def _entry(item: Form, kind: str) -> Symbol | None:
    form = unquoted(item)
    if not isinstance(form, forms.Map):
        return None
    for key in _ID_KEYS:
        named = form.get(key)
        if named is not None and name_of(named):
            detail = name_of(form.get("label") or form.get("type"))
            return Symbol(name_of(named), kind, detail, item.span, named.span)
    return None


def _short(form: Form) -> str:
    text = " ".join(form.span.text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
