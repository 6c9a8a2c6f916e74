"""What goes into maps and sets: keys with their values, and nothing twice."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable

from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules.reader import DUPLICATE_ELEMENT, DUPLICATE_KEY, MISSING_VALUE
from breytac.syntax.forms import (
    Branch,
    Decimal,
    Float,
    Form,
    Integer,
    Keyword,
    List,
    Map,
    Nil,
    Regex,
    Set,
    Symbol,
    Tagged,
    Vector,
    parts,
)
from breytac.syntax.source import Span

INCLUDE = ("flow", "include")


def is_include(form: Form) -> bool:
    return isinstance(form, Tagged) and (form.tag.ns, form.tag.name) == INCLUDE


class Entries:
    """Pairs up the items of maps and looks for repetitions, by Clojure's equality."""

    def __init__(self, findings: list[Finding]) -> None:
        self._findings = findings
        self._known: dict[int, tuple[Form, Hashable]] = {}
        """Identities of collections by object; the form is kept so that its id stays taken."""
        self._interned: dict[Hashable, int] = {}

    def pair_up(self, items: list[Form], span: Span) -> tuple[tuple[Form, Form], ...]:
        """The entries of a map literal; an include where a key should be is its own value."""
        if len(items) % 2 == 0 and Tagged not in map(type, items):
            halves = iter(items)
            return tuple(zip(halves, halves, strict=True))
        pairs: list[tuple[Form, Form]] = []
        key: Form | None = None
        for item in items:
            if key is not None:
                pairs.append((key, item))
                key = None
            elif is_include(item):
                pairs.append((item, item))
            else:
                key = item
        if key is not None:
            self._report_missing_value(items, span)
            pairs.append((key, Nil(span=key.span)))
        return tuple(pairs)

    def check_keys(self, pairs: Iterable[tuple[Form, Form]]) -> None:
        seen: dict[Hashable, Form] = {}
        for key, value in pairs:
            if key is value:
                continue
            first = seen.setdefault(self._identity(key), key)
            if first is not key:
                related = (Related(first.span, "the first one is here"),)
                message = f"the key `{_shown(key)}` is in this map already"
                hint = "Remove one of the two entries, or rename its key."
                self._findings.append(Finding(DUPLICATE_KEY, key.span, message, hint, related))

    def check_set(self, items: Iterable[Form]) -> None:
        seen: dict[Hashable, Form] = {}
        for item in items:
            first = seen.setdefault(self._identity(item), item)
            if first is not item:
                related = (Related(first.span, "the first one is here"),)
                message = f"`{_shown(item)}` is in this set already"
                self._findings.append(
                    Finding(DUPLICATE_ELEMENT, item.span, message, "Remove one of them.", related)
                )

    def _report_missing_value(self, items: list[Form], span: Span) -> None:
        last = items[-1]
        if isinstance(last, Symbol) and last.name in ("...", "…"):
            message = f"`{last.name}` stands for something that was left out"
            hint = "Write the missing entries here, or remove it."
            self._findings.append(Finding(MISSING_VALUE, last.span, message, hint))
            return
        key, follower = _key_without_value(items)
        message = f"the key `{_shown(key)}` has no value"
        if follower is not None:
            message += f": the key `{_shown(follower)}` follows at once"
        line, column = span.start_position
        hint = f"The map opened at {line}:{column} has {len(items)} forms; they come in pairs."
        self._findings.append(Finding(MISSING_VALUE, key.span, message, hint))

    def _identity(self, form: Form) -> Hashable:
        """Something that is equal for two forms exactly if Clojure calls them equal."""
        if isinstance(form, Keyword):
            return ("keyword", form.ns, form.name)
        if not isinstance(form, Branch):
            return _atom_identity(form)
        known = self._known
        stack: list[Form] = [form]
        while stack:
            here = stack[-1]
            if not isinstance(here, Branch):
                known[id(here)] = here, _atom_identity(here)
                stack.pop()
                continue
            unknown = [part for part in parts(here) if id(part) not in known]
            if unknown:
                stack.extend(unknown)
                continue
            stack.pop()
            shape = _shape(here, [known[id(part)][1] for part in parts(here)])
            known[id(here)] = here, ("#", self._interned.setdefault(shape, len(self._interned)))
        return known[id(form)][1]


def _shape(form: Branch, inner: list[Hashable]) -> Hashable:
    if isinstance(form, List | Vector):
        return ("sequence", *inner)
    if isinstance(form, Set):
        return ("set", frozenset(inner))
    if isinstance(form, Map):
        return ("map", frozenset(zip(inner[::2], inner[1::2], strict=True)))
    return ("tagged", *inner)


def _atom_identity(form: Form) -> Hashable:
    if isinstance(form, Keyword | Symbol):
        return (type(form).__name__.lower(), form.ns, form.name)
    if isinstance(form, Integer | Decimal):
        return (type(form), form.value)
    if isinstance(form, Regex) or (isinstance(form, Float) and math.isnan(form.value)):
        return id(form)  # no two of these are equal
    return form


def _key_without_value(items: list[Form]) -> tuple[Form, Form | None]:
    """The key that most likely lost its value, and the key behind it that took its place.

    Where all keys are keywords, the first thing in a key's place that is none shows that the
    keyword before it is a key, not the value it was taken for.
    """
    for index in range(2, len(items), 2):
        before = items[index - 1]
        if not isinstance(items[index], Keyword) and isinstance(before, Keyword):
            if isinstance(items[index - 2], Keyword):
                return items[index - 2], before
            break
    return items[-1], None


def _shown(form: Form) -> str:
    text = " ".join(form.span.text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."
