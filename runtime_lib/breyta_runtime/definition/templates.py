"""`:templates`: large static content that steps refer to by id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Any

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map, kw

TEMPLATE_TYPES = ("http-request", "llm-prompt", "db-query", "notification")

_CONTENT = ("system", "prompt", "sql", "channels")


@record("template", loose=True)
class Template:
    """A template; which of the content keys it has depends on its type, and other keys of the
    step it is for may stand beside them (they are kept in `extra`)."""

    id: str = key(Shape.NAME, "TPL-001 TPL-002")
    type: str = key(Shape.CHOICE, "TPL-001", one_of=TEMPLATE_TYPES)
    request: Map = key(Shape.MAP, "TPL-003", default=EMPTY, note="For :http-request.")
    system: str | None = key(Shape.TEXT, "TPL-004", default=None, note="For :llm-prompt.")
    prompt: str | None = key(Shape.TEXT, "TPL-004", default=None, note="For :llm-prompt.")
    sql: str | None = key(Shape.TEXT, "TPL-005", default=None, note="For :db-query.")
    channels: Map = key(Shape.MAP, "TPL-006", default=EMPTY, note="For :notification.")
    description: str | None = key(Shape.TEXT, "TPL-001", default=None)
    extra: Map = EMPTY
    render: Callable[[Any], Map] | None = field(default=None)
    """The compiled content of a template with tags in it, which then has no other content."""

    def config(self, data: Any) -> Map:
        """The part of a step's config that the template supplies, filled in with `data`."""
        return self.content() if self.render is None else self.render(data)

    def content(self) -> Map:
        """The part of a step's config that the template supplies, tags as they are written."""
        own = {
            kw(name): value
            for name in _CONTENT
            if (value := getattr(self, name)) is not None and value != EMPTY
        }
        return Map({**self.extra, **self.request, **own})
