"""Keywords that name something the flow declares."""

from __future__ import annotations

from itertools import pairwise

from breytac.editor.cursor import Cursor
from breytac.editor.document import Entry, name_of
from breytac.syntax import forms
from breytac.syntax.forms import Form

KINDS: dict[str, tuple[str, ...]] = {
    "ref": ("function",),
    "template": ("template",),
    "connection": ("slot",),
    "slot": ("slot",),
    "secret-ref": ("slot",),
    "public-key-ref": ("slot",),
    "invocation": ("invocation",),
    "prepare": ("function",),
    "project-result": ("function",),
    "handler": ("function",),
    "transform": ("function",),
    "available-steps": ("step",),
}
"""What the value of a key names."""


def kinds_at(path: tuple[Form, ...]) -> tuple[str, ...]:
    """The kinds of things that may be named at the end of a path."""
    for outer, inner in reversed(list(pairwise(path))):
        if isinstance(outer, forms.Map):
            return KINDS.get(key_of(outer, inner), ())
        if not isinstance(outer, forms.Vector | forms.Set):
            break
    return ()


def key_of(outer: forms.Map, inner: Form) -> str:
    """The name of the key whose value a form is."""
    for key, value in outer.pairs:
        if value is inner and key is not inner and isinstance(key, forms.Keyword):
            return key.full_name
    return ""


def entry_at(cursor: Cursor) -> Entry | None:
    """What the keyword under the cursor names."""
    form = cursor.form
    if not isinstance(form, forms.Keyword):
        return None
    outer = cursor.around(form)
    name = form.full_name
    if isinstance(outer, forms.List) and is_family(outer, form):
        return cursor.document.entry("step", name)
    for kind in kinds_at(cursor.path):
        found = cursor.document.entry(kind, name)
        if found is not None:
            return found
    return None


def is_step(form: forms.List) -> bool:
    return bool(form.items) and name_of(form.items[0]) == "flow/step"


def is_family(outer: forms.List, form: Form) -> bool:
    """Whether a form says of which family a step is."""
    return is_step(outer) and len(outer.items) > 1 and outer.items[1] is form
