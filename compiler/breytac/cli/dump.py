"""Forms and JSON data as indented lines, for people who look inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from breytac.syntax import forms
from breytac.syntax.print import print_form

_COLLECTIONS = (forms.List, forms.Vector, forms.Set)


def form_json(form: forms.Form) -> dict[str, Any]:
    """A form as JSON data: `kind`, the place it starts at, and what is in it; the EDN text stands
    for forms that have no parts."""
    data: dict[str, Any] = {
        "kind": type(form).__name__.lower(),
        "at": list(form.span.start_position),
    }
    if form.meta is not None:
        data["meta"] = form_json(form.meta)
    if isinstance(form, _COLLECTIONS):
        data["items"] = [form_json(item) for item in form.items]
    elif isinstance(form, forms.Map):
        data["pairs"] = [[form_json(key), form_json(value)] for key, value in form.pairs]
    elif isinstance(form, forms.Tagged):
        data["tag"] = form.tag.full_name
        data["items"] = [form_json(form.form)]
    else:
        data["text"] = print_form(form)
    return data


def form_lines(form: forms.Form, depth: int = 0) -> Iterator[str]:
    """A form as a tree: one line a form, its place first; a map's values below their keys."""
    line, column = form.span.start_position
    lead = f"{line}:{column}".ljust(9) + "  " * depth + type(form).__name__.lower()
    if form.meta is not None:
        lead += f"  ^{print_form(form.meta)}"
    if isinstance(form, _COLLECTIONS):
        yield lead
        for item in form.items:
            yield from form_lines(item, depth + 1)
    elif isinstance(form, forms.Map):
        yield lead
        for key, value in form.pairs:
            yield from form_lines(key, depth + 1)
            yield from form_lines(value, depth + 2)
    elif isinstance(form, forms.Tagged):
        yield f"{lead} #{form.tag.full_name}"
        yield from form_lines(form.form, depth + 1)
    else:
        yield f"{lead} {print_form(form)}"


def data_lines(value: Any, depth: int = 0) -> Iterator[str]:
    """JSON data, one line a leaf: `key: value`, and a dash before each element of a list."""
    indent = "  " * depth
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _labelled(f"{indent}{key}:", child, depth)
    elif isinstance(value, list):
        for child in value:
            yield from _labelled(f"{indent}-", child, depth)
    else:
        yield indent + _leaf(value)


def _labelled(lead: str, child: Any, depth: int) -> Iterator[str]:
    if isinstance(child, dict | list) and child and not _is_short(child):
        yield lead
        yield from data_lines(child, depth + 1)
    else:
        yield f"{lead} {_leaf(child)}"


def _is_short(value: Any) -> bool:
    """A list of plain values reads better on one line."""
    return isinstance(value, list) and not any(isinstance(each, dict | list) for each in value)


def _leaf(value: Any) -> str:
    if isinstance(value, str):
        return value if value.isprintable() and value else repr(value)
    if isinstance(value, Sequence):
        return ", ".join(map(_leaf, value)) or "[]"
    return {None: "nil", True: "true", False: "false"}.get(value, str(value))
