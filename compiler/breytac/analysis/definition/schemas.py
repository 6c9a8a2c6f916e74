"""Whether a schema is well formed: a Malli form, or a JSON Schema written as a map."""

from __future__ import annotations

from collections.abc import Iterator

from breytac.analysis.definition.suggest import did_you_mean
from breytac.analysis.definition.words import describe
from breytac.syntax import forms
from breytac.syntax.forms import Form

Complaint = tuple[Form, str, str | None]

# How many schemas a form takes after its properties; None stands for any number.
_CHILDREN: dict[str, tuple[int, int | None]] = {
    "vector": (1, 1),
    "sequential": (1, 1),
    "set": (1, 1),
    "maybe": (1, 1),
    "not": (1, 1),
    "map-of": (2, 2),
    "tuple": (0, None),
    "and": (1, None),
    "or": (1, None),
    "some": (0, 0),
}
_SIMPLE = [
    "any",
    "some",
    "nil",
    "string",
    "int",
    "integer",
    "number",
    "double",
    "float",
    "boolean",
    "keyword",
    "symbol",
    "uuid",
    "qualified-keyword",
    "qualified-symbol",
    "inst",
    "time/instant",
]
# Their children are no schemas, or have their own layout; they are taken as they are.
_OPAQUE = [
    "enum",
    "=",
    "not=",
    ">",
    ">=",
    "<",
    "<=",
    "re",
    "fn",
    "ref",
    "schema",
    "multi",
    "orn",
    "altn",
    "catn",
    "alt",
    "cat",
    "*",
    "+",
    "?",
    "repeat",
    "merge",
]
_KNOWN = (*_CHILDREN, *_SIMPLE, *_OPAQUE, "map")
_DEPTH = 60


def check_schema(form: Form) -> Iterator[Complaint]:
    """What is wrong with a schema, with the form it is about."""
    if isinstance(form, forms.Map):
        return
    yield from _schema(form, 0)


def _schema(form: Form, depth: int) -> Iterator[Complaint]:
    if depth > _DEPTH or isinstance(form, forms.Symbol | forms.Map | forms.List):
        return
    if isinstance(form, forms.Keyword):
        yield from _type(form)
        return
    if not isinstance(form, forms.Vector):
        yield form, f"{describe(form)} is no schema.", "A schema is a keyword, a vector or a map."
        return
    if not form.items:
        yield form, "an empty vector is no schema.", "Write [:map] for a map of anything."
        return
    head, *rest = form.items
    if not isinstance(head, forms.Keyword):
        if not isinstance(head, forms.Symbol):
            yield head, f"a schema begins with its type; found {describe(head)}.", None
        return
    yield from _type(head)
    if rest and isinstance(rest[0], forms.Map):
        rest = rest[1:]
    if head.full_name == "map":
        for each in rest:
            yield from _entry(each, depth + 1)
    elif head.full_name in _CHILDREN:
        yield from _children(form, head.full_name, rest, depth)


def _children(form: Form, name: str, rest: list[Form], depth: int) -> Iterator[Complaint]:
    fewest, most = _CHILDREN[name]
    if len(rest) < fewest or (most is not None and len(rest) > most):
        wanted = {0: "no schema", 1: "one schema", 2: "two schemas"}[fewest]
        at_least = "at least " if most is None else ""
        yield form, f":{name} takes {at_least}{wanted}; found {len(rest)}.", None
        return
    for each in rest:
        yield from _schema(each, depth + 1)


def _entry(form: Form, depth: int) -> Iterator[Complaint]:
    """An entry of a :map: `[key type]`, `[key {…} type]`, or a key alone (a reference)."""
    if isinstance(form, forms.Keyword | forms.String):
        return
    if not isinstance(form, forms.Vector) or not 2 <= len(form.items) <= 3:
        yield form, "an entry of :map is [key type].", None
        return
    if len(form.items) == 3 and not isinstance(form.items[1], forms.Map):
        yield form.items[1], "the second of three parts of an entry is a map of properties.", None
        return
    yield from _schema(form.items[-1], depth)


def _type(head: forms.Keyword) -> Iterator[Complaint]:
    name = head.full_name
    if name in _KNOWN or head.ns is not None:
        return
    hint = did_you_mean(name, _KNOWN)
    yield head, f":{name} is no type of schema.", hint
