"""`:mcp`: which tools of remote MCP servers the flow's agents may use."""

from __future__ import annotations

from typing import Any

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map


@record("MCP tool")
class McpTool:
    name: str = key(Shape.TEXT, "MCPC-001")
    description: str | None = key(Shape.TEXT, "MCPC-001", default=None)
    input_schema: Any = key(Shape.SCHEMA, "MCPC-001", default=None)
    extra: Map = EMPTY


@record("MCP adapter")
class McpAdapter:
    """A remote server behind an :http-api slot whose :backend is :mcp."""

    id: str = key(Shape.NAME, "MCPC-001 MCPC-003")
    connection: str = key(Shape.NAME, "MCPC-001 MCPC-002")
    path: str | None = key(Shape.TEXT, "MCPC-001", default=None)
    transport: str = key(
        Shape.CHOICE, "MCPC-001", default="streamable-http", one_of=("streamable-http",)
    )
    allow_tools: tuple[str, ...] = key(
        Shape.TEXTS, "MCPC-003", default=(), note="Needed to select the adapter as a whole."
    )
    deny_tools: tuple[str, ...] = key(Shape.TEXTS, "MCPC-001", default=())
    tool_prefix: str | None = key(Shape.TEXT, "MCPC-004", default=None)
    timeout_ms: int | None = key(Shape.WHOLE, "MCPC-001 MCPC-006", default=None, minimum=1)
    max_result_bytes: int | None = key(Shape.WHOLE, "MCPC-001", default=None, minimum=1)
    tools: tuple[McpTool, ...] = key(Shape.RECORDS, "MCPC-001", default=(), record=(McpTool,))
    description: str | None = key(Shape.TEXT, "MCPC-001", default=None)
    extra: Map = EMPTY
