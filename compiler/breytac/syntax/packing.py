"""Forms as one flat value and back, so that pickling a deep form does not recurse."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeAlias

from breytac.syntax.forms import Branch, Form, Map, Symbol, Tagged, parts
from breytac.syntax.source import Source, Span

Packed: TypeAlias = tuple[tuple[Source, ...], tuple[tuple[Any, ...], ...]]
"""The sources, and per form, children first: (class, source, start, end, has meta, payload)."""


def pack(form: Form) -> Packed:
    """A form and all forms inside it, as a flat list in postfix order."""
    sources: dict[Source, int] = {}
    ops: list[tuple[Any, ...]] = []
    stack: list[tuple[Form, bool]] = [(form, False)]
    while stack:
        here, done = stack.pop()
        inner = parts(here)
        if not done:
            stack.append((here, True))
            if here.meta is not None:
                stack.append((here.meta, False))
            stack.extend((part, False) for part in reversed(inner))
            continue
        place = sources.setdefault(here.span.source, len(sources))
        payload = (
            (len(inner), getattr(here, "sugar", "")) if isinstance(here, Branch) else _atom(here)
        )
        has_meta = here.meta is not None
        ops.append((type(here), place, here.span.start, here.span.end, has_meta, payload))
    return tuple(sources), tuple(ops)


def unpack(packed: Packed) -> Form:
    sources, ops = packed
    stack: list[Form] = []
    for cls, place, start, end, has_meta, payload in ops:
        meta = stack.pop() if has_meta else None
        kwargs: dict[str, Any] = {"span": Span(sources[place], start, end), "meta": meta}
        if issubclass(cls, Branch):
            count, sugar = payload
            inner = stack[len(stack) - count :]
            del stack[len(stack) - count :]
            stack.append(_branch(cls, inner, sugar, kwargs))
        else:
            stack.append(cls(*payload, **kwargs))
    return stack[0]


def _atom(form: Form) -> tuple[Any, ...]:
    names = (f.name for f in fields(form) if f.name not in ("span", "meta"))
    return tuple(getattr(form, name) for name in names)


def _branch(cls: Any, inner: list[Form], sugar: str, kwargs: dict[str, Any]) -> Form:
    if cls is Map:
        halves = iter(inner)
        return Map(tuple(zip(halves, halves, strict=True)), **kwargs)
    if cls is Tagged:
        tag, tagged = inner
        assert isinstance(tag, Symbol)
        return Tagged(tag, tagged, **kwargs)
    if sugar:
        kwargs["sugar"] = sugar
    built: Form = cls(tuple(inner), **kwargs)
    return built
