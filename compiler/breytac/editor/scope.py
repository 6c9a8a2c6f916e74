"""Which names code sees at a place, from the forms around it; works on half-written code too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from breytac.editor.cursor import Cursor
from breytac.syntax import forms
from breytac.syntax.formatting.styles import STYLES, Binds
from breytac.syntax.forms import Form

_BINDING = frozenset(name for name, style in STYLES.items() if style.binds is not Binds.NO)
_FUNCTIONS = frozenset({"fn", "fn*", "defn", "defn-"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name and what binds it."""

    symbol: forms.Symbol
    value: Form | None
    """What it is bound to; None for parameters."""


def names_at(cursor: Cursor) -> dict[str, Name]:
    """Every local name at the cursor; an inner binding hides an outer one."""
    found: dict[str, Name] = {}
    for form in cursor.top:
        if _head(form) in ("defn", "defn-", "def") and isinstance(form, forms.List):
            _add(found, form.items[1:2], form)
    here = [form for form in cursor.path if form.span.source is cursor.source]
    for form in here:
        if isinstance(form, forms.List):
            for name in _bound(form, cursor.offset):
                found[name.symbol.full_name] = name
    return found


def _add(found: dict[str, Name], symbols: tuple[Form, ...], value: Form | None) -> None:
    for symbol in symbols:
        if isinstance(symbol, forms.Symbol):
            found[symbol.full_name] = Name(symbol, value)


def _head(form: Form) -> str:
    if isinstance(form, forms.List) and form.items and isinstance(form.items[0], forms.Symbol):
        return form.items[0].full_name
    return ""


def _bound(form: forms.List, offset: int) -> Iterator[Name]:
    items = form.items
    head = _head(form)
    if items and isinstance(items[0], forms.Vector):  # one arity of several
        yield from _params(items[0])
    elif head in _BINDING and len(items) > 1 and isinstance(items[1], forms.Vector):
        yield from _pairs(items[1], offset)
    elif head in _FUNCTIONS:
        for item in items[1:]:
            if isinstance(item, forms.Symbol):
                yield Name(item, form)
            elif isinstance(item, forms.Vector):
                yield from _params(item)
                break
            elif isinstance(item, forms.List):
                break
    elif head == "letfn" and len(items) > 1 and isinstance(items[1], forms.Vector):
        for each in items[1].items:
            if isinstance(each, forms.List) and each.items:
                yield from _symbols(each.items[0], each)
                if each.span.start <= offset <= each.span.end and len(each.items) > 1:
                    yield from _symbols(each.items[1], None)
    elif head in ("as->", "catch") and len(items) > 2:
        yield from _symbols(items[2], items[1] if head == "as->" else None)


def _pairs(vector: forms.Vector, offset: int) -> Iterator[Name]:
    """The bindings made before the offset, and the one whose name it stands in."""
    halves = iter(vector.items)
    for target in halves:
        value = next(halves, None)
        if target.span.start > offset:
            return
        if isinstance(target, forms.Keyword):
            if target.full_name == "let" and isinstance(value, forms.Vector):
                yield from _pairs(value, offset)
            continue
        in_name = target.span.start <= offset <= target.span.end
        if in_name or (value is not None and value.span.end < offset):
            yield from _symbols(target, value)


def _params(vector: forms.Vector) -> Iterator[Name]:
    for item in vector.items:
        yield from _symbols(item, None)


def _symbols(pattern: Form, value: Form | None) -> Iterator[Name]:
    """The names in a binding form, destructured or not."""
    stack = [pattern]
    while stack:
        form = stack.pop()
        match form:
            case forms.Symbol(name=name) if name != "&":
                yield Name(form, value)
            case forms.Vector(items=items):
                stack.extend(reversed(items))
            case forms.Map(pairs=pairs):
                for key, each in reversed(pairs):
                    if not isinstance(key, forms.Keyword):
                        stack.append(key)
                    elif key.name in ("keys", "strs", "syms", "as"):
                        stack.append(each)
