"""What could be written at the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from breyta_runtime.definition.contract import Key, Shape

from breytac.editor.cursor import Cursor, is_made_up
from breytac.editor.expectations import Expected, expected_at
from breytac.editor.references import KINDS, is_step, kinds_at
from breytac.editor.scope import names_at
from breytac.editor.words import about_family, about_key, core_names, families
from breytac.syntax import forms
from breytac.syntax.forms import Form
from breytac.syntax.source import Span


class ItemKind(Enum):
    KEY = "key"
    VALUE = "value"
    REFERENCE = "reference"
    LOCAL = "local"
    FUNCTION = "function"
    FAMILY = "family"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    """What is inserted, too."""
    kind: ItemKind
    detail: str = ""
    documentation: str = ""
    rank: int = 0
    """Lower comes first."""


@dataclass(frozen=True, slots=True)
class Completion:
    items: tuple[Item, ...]
    span: Span
    """What is replaced: the word under the cursor."""


def complete(cursor: Cursor) -> Completion:
    """Everything that fits the place and begins as the word does."""
    typed = cursor.typed
    found: dict[str, Item] = {}
    for item in _items(cursor):
        if item.label.startswith(typed) and item.label != typed:
            found.setdefault(item.label, item)
    return Completion(tuple(found.values()), Span(cursor.source, cursor.word.start, cursor.offset))


def _items(cursor: Cursor) -> Iterator[Item]:
    path = _containers(cursor)
    if not path:
        return
    outer = path[-1]
    if isinstance(outer, forms.String | forms.Regex) and outer.span.source is cursor.source:
        return
    expected = expected_at(path)[-1]
    if isinstance(outer, forms.List) and is_step(outer):
        before = _before(outer.items, cursor)
        if before == 1:
            yield from _families(cursor)
            return
    if isinstance(outer, forms.Map):
        yield from _in_map(cursor, outer, expected, path)
    else:
        yield from _references(cursor, path, outer)
        if expected.key is not None:
            yield from _values(expected.key)
        if expected.is_code or cursor.is_code or isinstance(outer, forms.List):
            yield from _code(cursor)


def _containers(cursor: Cursor) -> tuple[Form, ...]:
    """The forms around the word under the cursor, without the word itself; text is a container."""
    path = list(cursor.path)
    while path and path[-1].span.source is cursor.source:
        form = path[-1]
        if isinstance(form, forms.Branch):
            break
        is_text = isinstance(form, forms.String | forms.Regex)
        if is_text and form.span.start < cursor.offset < form.span.end:
            break
        path.pop()
    return tuple(path)


def _before(items: Iterable[Form], cursor: Cursor) -> int:
    """How many forms stand before the word."""
    start = cursor.word.start
    return sum(1 for item in items if item.span.end <= start and item.span.start < item.span.end)


def _in_map(
    cursor: Cursor, outer: forms.Map, expected: Expected, path: tuple[Form, ...]
) -> Iterator[Item]:
    start = cursor.word.start
    flat: list[Form] = []
    for key, value in outer.pairs:
        flat += [key] if key is value or is_made_up(value) else [key, value]
    before = [form for form in flat if form.span.end <= start]
    if len(before) % 2 == 0:
        here = {form.full_name for form in before[::2] if isinstance(form, forms.Keyword)}
        yield from _keys(expected, here)
        if expected.is_code or cursor.is_code:
            yield from _words(cursor)
        return
    key_form = before[-1]
    name = key_form.full_name if isinstance(key_form, forms.Keyword) else ""
    entries = [*_entries(cursor, KINDS.get(name, ()))]
    yield from entries
    declared = expected.fields.get(name)
    values = [*_values(declared)] if declared is not None else []
    yield from values
    is_named = bool(entries or values) and cursor.typed.startswith(":")
    if not is_named and (cursor.is_code or _in_flow(path)):
        yield from _code(cursor)


def _keys(expected: Expected, present: set[str]) -> Iterator[Item]:
    for name, key in expected.fields.items():
        if name in present or name in key.aliases:
            continue
        detail = key.shape.spoken + (", required" if key.required else "")
        text = about_key(name, key, expected.title)
        yield Item(f":{name}", ItemKind.KEY, detail, text, 0 if key.required else 1)


def _values(key: Key) -> Iterator[Item]:
    for value in key.one_of:
        yield Item(f":{value}", ItemKind.VALUE, f":{key.name}")
    if key.shape is Shape.FLAG:
        for word in ("true", "false"):
            yield Item(word, ItemKind.VALUE, f":{key.name}")


def _references(cursor: Cursor, path: tuple[Form, ...], outer: Form) -> Iterator[Item]:
    if isinstance(outer, forms.Vector | forms.Set):
        yield from _entries(cursor, kinds_at(path))


def _entries(cursor: Cursor, kinds: tuple[str, ...]) -> Iterator[Item]:
    for kind in kinds:
        for entry in cursor.document.entries[kind].values():
            yield Item(f":{entry.name}", ItemKind.REFERENCE, kind, rank=0)


def _families(cursor: Cursor) -> Iterator[Item]:
    for family in families():
        yield Item(f":{family}", ItemKind.FAMILY, "step", about_family(family))
    for entry in cursor.document.entries["step"].values():
        yield Item(f":{entry.name}", ItemKind.REFERENCE, "packaged step", rank=0)


def _code(cursor: Cursor) -> Iterator[Item]:
    if cursor.typed.startswith(":"):
        yield from _words(cursor)
        return
    for name, bound in reversed(names_at(cursor).items()):
        detail = "parameter" if bound.value is None else "local"
        yield Item(name, ItemKind.LOCAL, detail, rank=1)
    for name, what in core_names():
        if cursor.is_code and name.startswith("flow/"):
            continue
        yield Item(name, ItemKind.FUNCTION, what, rank=3)


def _words(cursor: Cursor) -> Iterator[Item]:
    """The keywords this source uses, for lookups such as `(:order-id input)`."""
    stack: list[Form] = [*cursor.document.top, *cursor.top]
    seen: set[str] = set()
    while stack:
        form = stack.pop()
        if isinstance(form, forms.Keyword):
            inside = form.span.source is cursor.source
            under = inside and form.span.start <= cursor.offset <= form.span.end
            if not under and form.full_name not in seen:
                seen.add(form.full_name)
                yield Item(f":{form.full_name}", ItemKind.WORD, rank=4)
        stack.extend(reversed(forms.parts(form)))


def _in_flow(path: tuple[Form, ...]) -> bool:
    return any(expected.is_code for expected in expected_at(path))
