"""`:agents`: named agent configurations, called as steps or published to other agents."""

from __future__ import annotations

from typing import Any

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.definition.packaged import Tool
from breyta_runtime.limits import (
    DEFAULT_AGENT_ITERATIONS,
    DEFAULT_AGENT_TOOL_CALLS,
    MAX_AGENT_ITERATIONS,
    MAX_AGENT_REPEATED_TOOL_CALLS,
    MAX_AGENT_TOOL_CALLS,
    MAX_DESCRIPTION_CHARS,
)
from breyta_runtime.values import Map

AGENT_STEPS = ("files", "table", "search")
"""Built-in steps narrow enough to be tools without a packaged step around them."""


@record("agent", loose=True)
class Agent:
    """An agent.  Its map is the config of an `:agent` step, so the other keys of that step may
    stand in it too (they are kept in `extra`)."""

    id: str = key(Shape.QUALIFIED, "AGD-001 AGD-002")
    description: str = key(Shape.TEXT, "AGD-001", maximum=MAX_DESCRIPTION_CHARS)
    objective: str = key(Shape.TEXT, "AGD-001")
    instructions: str | None = key(Shape.TEXT, "AGD-001", default=None)
    input_schema: Any = key(Shape.SCHEMA, "AGD-001 AGD-004", default=None)
    output_schema: Any = key(
        Shape.SCHEMA, "AGD-001", default=None, note="An output that does not fit only warns."
    )
    connection: str | None = key(Shape.NAME, "AGD-001 AGD-003", default=None)
    provider: str | None = key(Shape.NAME, "AGD-001 PRV-001", default=None)
    model: str | None = key(Shape.TEXT, "AGD-001 AGD-003", default=None)
    available_steps: tuple[str, ...] = key(Shape.NAMES, "AGD-001", default=(), one_of=AGENT_STEPS)
    tools: Map = key(Shape.MAP, "AGD-001", default=EMPTY)
    max_iterations: int = key(
        Shape.WHOLE,
        "AGD-001 AGD-003",
        default=DEFAULT_AGENT_ITERATIONS,
        minimum=1,
        maximum=MAX_AGENT_ITERATIONS,
    )
    max_tool_calls: int = key(
        Shape.WHOLE,
        "AGD-001 AGD-003",
        default=DEFAULT_AGENT_TOOL_CALLS,
        minimum=1,
        maximum=MAX_AGENT_TOOL_CALLS,
    )
    max_repeated_tool_calls: int | None = key(
        Shape.WHOLE,
        "AGD-001 AGD-003",
        default=None,
        minimum=1,
        maximum=MAX_AGENT_REPEATED_TOOL_CALLS,
    )
    memory: Any = key(Shape.DATA, "AGD-001 AGD-003", default=None)
    output: Any = key(Shape.DATA, "AGD-001", default=None)
    before_tool_call: str | None = key(
        Shape.CODE, "AGD-001", default=None, note="Named by its id in the module's functions."
    )
    after_tool_call: str | None = key(
        Shape.CODE, "AGD-001", default=None, note="Named by its id in the module's functions."
    )
    tool: Tool | None = key(Shape.RECORD, "AGD-005", default=None, record=(Tool,))
    extra: Map = EMPTY
