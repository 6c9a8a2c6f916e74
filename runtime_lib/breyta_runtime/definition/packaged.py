"""`:steps`: built-in steps behind a narrower contract of the flow's own."""

from __future__ import annotations

from typing import Any

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.limits import MAX_DESCRIPTION_CHARS
from breyta_runtime.values import Map

STEP_FAMILIES = (
    "http",
    "llm",
    "agent",
    "db",
    "wait",
    "function",
    "job",
    "notify",
    "kv",
    "table",
    "files",
    "fanout",
    "sleep",
    "ssh",
    "search",
    "breyta",
    "time",
    "code",
)
"""The built-in families; `:code` is the old name of `:function`."""


@record("tool")
class Tool:
    """How a step or an agent is shown to a model that may call it."""

    name: str | None = key(Shape.TEXT, "PKG-009 AGD-005", default=None)
    description: str | None = key(Shape.TEXT, "PKG-009 AGD-005", default=None)
    extra: Map = EMPTY


OUTER_CONTROLS = (
    "retry",
    "timeout",
    "persist",
    "on-error",
    "breakpoint",
    "mock",
    "expect",
    "review",
    "confirm",
)
"""Options of the call of a packaged step, not of the step it wraps (PKG-008)."""


@record(
    "packaged step",
    elsewhere=dict.fromkeys(OUTER_CONTROLS, "Write it in the config of the call, in :flow."),
)
class PackagedStep:
    id: str = key(Shape.QUALIFIED, "PKG-001 PKG-002 DEF-017")
    type: str = key(Shape.CHOICE, "PKG-001 PKG-013", one_of=STEP_FAMILIES)
    description: str = key(Shape.TEXT, "PKG-001", maximum=MAX_DESCRIPTION_CHARS)
    input_schema: Any = key(Shape.SCHEMA, "PKG-001 PKG-003 PKG-010")
    output_schema: Any = key(Shape.SCHEMA, "PKG-001 PKG-004 PKG-010", default=None)
    title: str | None = key(Shape.TEXT, "PKG-001", default=None)
    defaults: Map = key(
        Shape.MAP, "PKG-004 PKG-006", default=EMPTY, note="Merged under the config, one level deep."
    )
    prepare: str | None = key(
        Shape.NAME, "PKG-004 PKG-007", default=None, note="The id of a declared function."
    )
    project_result: str | None = key(
        Shape.NAME, "PKG-004 PKG-007", default=None, note="The id of a declared function."
    )
    tool: Tool | None = key(Shape.RECORD, "PKG-009", default=None, record=(Tool,))
    extra: Map = EMPTY
