"""`:templates`: large static content that steps refer to by id."""

from __future__ import annotations

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map

TEMPLATE_TYPES = ("http-request", "llm-prompt", "db-query", "notification")


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
