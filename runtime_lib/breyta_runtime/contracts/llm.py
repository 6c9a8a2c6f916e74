"""`:llm` and `:agent`: model calls, and the tools and limits of their loops."""

from __future__ import annotations

from breyta_runtime.contracts.base import (
    Field,
    StepContract,
    Unit,
    map_of,
    named,
    some_of,
)
from breyta_runtime.contracts.breyta import GRANT
from breyta_runtime.definition.agents import AGENT_STEPS
from breyta_runtime.definition.contract import Shape
from breyta_runtime.limits import (
    DEFAULT_AGENT_ITERATIONS,
    DEFAULT_AGENT_TOOL_CALLS,
    MAX_AGENT_ITERATIONS,
    MAX_AGENT_REPEATED_TOOL_CALLS,
    MAX_AGENT_TOOL_CALLS,
)

PROVIDERS = (
    "openai",
    "anthropic",
    "bedrock",
    "google",
    "deepseek",
    "openrouter",
    "chat-completions-compatible",
    "openai-compatible",
)
WRAPPED_ONLY = ("http", "db", "kv", "function", "notify", "sleep", "wait", "ssh")
"""Families whose raw surface is too broad for a model: a packaged step has to narrow them."""
AGENT_FILE_OPS = (
    "init-changeset",
    "list",
    "read",
    "search",
    "write-file",
    "apply-edit",
    "replace",
    "replace-lines",
    "delete-file",
    "move-file",
    "diff",
)
MEMORY_SCOPES = ("flow", "task", "global")
APPROVAL_MODES = ("all-mutations", "tools", "plan-steps")

_LOOP = {
    "max-iterations": Field(
        Shape.WHOLE,
        "LLM-020",
        minimum=1,
        maximum=MAX_AGENT_ITERATIONS,
        default=DEFAULT_AGENT_ITERATIONS,
    ),
    "max-tool-calls": Field(
        Shape.WHOLE,
        "LLM-020",
        minimum=1,
        maximum=MAX_AGENT_TOOL_CALLS,
        default=DEFAULT_AGENT_TOOL_CALLS,
    ),
    "max-repeated-tool-calls": Field(
        Shape.WHOLE, "LLM-020", minimum=1, maximum=MAX_AGENT_REPEATED_TOOL_CALLS
    ),
}

TOOLS = map_of(
    ":tools",
    {
        "mode": Field(Shape.CHOICE, "LLM-018", one_of=("propose", "execute")),
        "allowed": Field(
            Shape.NAMES, "LLM-018 AGT-010", note="Names of built-in tools, as strings."
        ),
        "steps": Field(Shape.NAMES, "LLM-018 AGT-005", note="Packaged steps."),
        "agents": Field(Shape.NAMES, "LLM-018 AGT-006"),
        "mcp": Field(Shape.NAMES, "LLM-018 AGT-007"),
        "breyta": Field(Shape.MAP, "LLM-018 AGT-008", inside=GRANT),
        "require": Field(
            Shape.MAP,
            "LLM-018 AGT-009",
            inside=map_of(
                ":require",
                {
                    "tool-names": Field(Shape.TEXTS, "AGT-009"),
                    "steps": Field(Shape.NAMES, "AGT-009"),
                    "agents": Field(Shape.NAMES, "AGT-009"),
                },
            ),
        ),
        "definitions": Field(Shape.MAP, "LLM-018"),
        **_LOOP,
    },
)

_OUTPUT = map_of(
    "an :output",
    {
        "format": Field(Shape.CHOICE, "LLM-007", one_of=("json", "text"), loose=True),
        "schema": Field(Shape.SCHEMA, "LLM-007 LLM-008"),
        "style": Field(Shape.NAME, "LLM-007"),
        "strict?": Field(Shape.FLAG, "LLM-007"),
    },
    loose=True,
)

MODEL = {
    "connection": Field(Shape.NAME, "LLM-001 AGT-001"),
    "provider": Field(
        Shape.NAME,
        "LLM-005 LLM-016",
        renamed={"openai-compatible": "chat-completions-compatible"},
    ),
    "model": Field(Shape.TEXT, "LLM-005"),
    "template": Field(Shape.NAME, "LLM-004 TPL-002"),
    "data": Field(Shape.MAP, "LLM-004"),
    "temperature": Field(Shape.NUMBER, "LLM-006", minimum=0),
    "top-p": Field(Shape.NUMBER, "LLM-006", minimum=0, maximum=1),
    "stop": Field(Shape.TEXT, "LLM-006", also=(Shape.TEXTS,)),
    "max-tokens": Field(Shape.WHOLE, "LLM-006 LLM-021", minimum=1),
    "seed": Field(Shape.WHOLE, "LLM-006"),
    "presence-penalty": Field(Shape.NUMBER, "LLM-006"),
    "frequency-penalty": Field(Shape.NUMBER, "LLM-006"),
    "reasoning-effort": Field(Shape.NAME, "LLM-011"),
    "prompt-cache-key": Field(Shape.TEXT, "LLM-012"),
    "previous-response-id": Field(Shape.TEXT, "LLM-012"),
    "cache-system?": Field(Shape.FLAG, "LLM-012"),
    "provider-opts": Field(Shape.MAP, "LLM-010"),
    "base-url": Field(Shape.TEXT, "LLM-010"),
    "deployment": Field(Shape.TEXT, "LLM-010"),
    "api-version": Field(Shape.TEXT, "LLM-010"),
    "output": Field(Shape.MAP, "LLM-007", also=(Shape.NAME,), inside=_OUTPUT),
    "response-format": Field(Shape.MAP, "LLM-009", also=(Shape.NAME,)),
    "json-schema": Field(Shape.MAP, "LLM-009"),
    "openai": Field(Shape.MAP, "LLM-013"),
    "tools": Field(Shape.MAP, "LLM-018 LLM-019", also=(Shape.ITEMS,), inside=TOOLS),
    "available-steps": Field(Shape.NAMES, "LLM-019 AGT-003", one_of=AGENT_STEPS, loose=True),
    "auth": Field(Shape.MAP, "LLM-031"),
    "workspace-id": Field(Shape.TEXT, "LLM-001"),
    **_LOOP,
}

LLM = StepContract(
    "llm",
    "reference-step-llm",
    named(
        MODEL
        | {
            "messages": Field(Shape.RECORDS, "LLM-002"),
            "prompt": Field(Shape.TEXT, "LLM-002", also=(Shape.MAP,)),
            "system": Field(Shape.TEXT, "LLM-002"),
            "input": Field(
                Shape.MAP,
                "LLM-003",
                inside=map_of(
                    "an :input",
                    {
                        "system": Field(Shape.TEXT, "LLM-003"),
                        "prompt": Field(Shape.TEXT, "LLM-003", also=(Shape.MAP,)),
                        "messages": Field(Shape.RECORDS, "LLM-003"),
                        "context": Field(Shape.MAP, "LLM-003"),
                    },
                    loose=True,
                ),
            ),
        }
    ),
    (
        some_of(
            "LLM-002",
            "messages",
            "prompt",
            "input",
            unless=("template", "system"),
            hint="Say what to ask with :prompt, :messages or :template.",
        ),
    ),
    template="llm-prompt",
    connection=("http-api",),
    elsewhere={
        "objective": "An objective is for an :agent step; here it is :prompt.",
        "schema": "A schema stands in :output, as {:format :json :schema …}.",
        "max_tokens": "Written with a dash: :max-tokens.",
    },
)

_MEMORY = map_of(
    "a :memory",
    {
        "table": Field(Shape.DATA, "AGT-013", required=True),
        "scope": Field(Shape.CHOICE, "AGT-013", one_of=MEMORY_SCOPES, default="flow"),
        "scope-key": Field(Shape.NAME, "AGT-013"),
        "auto-recall": Field(Shape.FLAG, "AGT-013", default=True),
        "auto-summarize": Field(Shape.FLAG, "AGT-013", default=False),
        "recall-limit": Field(Shape.WHOLE, "AGT-013", minimum=1, default=20),
        "types": Field(Shape.NAMES, "AGT-013"),
        "plan": Field(
            Shape.MAP,
            "AGT-015",
            inside=map_of(
                "a :plan",
                {
                    "enforce": Field(Shape.FLAG, "AGT-015"),
                    "max-steps": Field(Shape.WHOLE, "AGT-015", minimum=1, default=10),
                    "strict": Field(Shape.FLAG, "AGT-015"),
                    "checkpoint": Field(Shape.FLAG, "AGT-015"),
                },
            ),
        ),
    },
)

_APPROVAL = map_of(
    "an :approval",
    {
        "mode": Field(Shape.CHOICE, "AGT-019", one_of=APPROVAL_MODES),
        "tool-names": Field(Shape.NAMES, "AGT-019"),
        "step-names": Field(Shape.NAMES, "AGT-019"),
    },
)

_COST = map_of(
    "a :cost",
    {
        "enabled": Field(Shape.FLAG, "AGT-017"),
        "budget": Field(
            Shape.MAP,
            "AGT-017",
            inside=map_of(
                "a :budget",
                {
                    "max-tokens-total": Field(Shape.WHOLE, "AGT-017", minimum=1),
                    "window-hours": Field(Shape.NUMBER, "AGT-017", minimum=0),
                },
            ),
        ),
    },
)

_EVALUATE = map_of(
    "an :evaluate",
    {
        "criteria": Field(Shape.NAMES, "AGT-018"),
        "model": Field(Shape.TEXT, "AGT-018"),
        "persist-to-memory": Field(Shape.FLAG, "AGT-018"),
    },
    loose=True,
)

AGENT = StepContract(
    "agent",
    "reference-step-agent",
    named(
        MODEL
        | {
            "objective": Field(Shape.TEXT, "AGT-001", required=True),
            "instructions": Field(Shape.TEXT, "AGT-001"),
            "inputs": Field(Shape.MAP, "AGT-001 AGT-021"),
            "max-tokens-budget": Field(Shape.WHOLE, "AGT-011", minimum=1),
            "output-persist": Field(Shape.MAP, "AGT-016", also=(Shape.FLAG,)),
            "memory": Field(Shape.MAP, "AGT-013", also=(Shape.TEXT,), inside=_MEMORY),
            "cost": Field(Shape.MAP, "AGT-017", also=(Shape.FLAG,), inside=_COST),
            "evaluate": Field(Shape.MAP, "AGT-018", also=(Shape.FLAG,), inside=_EVALUATE),
            "approval": Field(
                Shape.MAP, "AGT-019", also=(Shape.FLAG, Shape.NAME), inside=_APPROVAL
            ),
            "trace": Field(
                Shape.MAP,
                "AGT-020",
                also=(Shape.FLAG,),
                inside=map_of("a :trace", {"name": Field(Shape.TEXT, "AGT-020")}, loose=True),
            ),
            "before-tool-call": Field(Shape.CODE, "AGT-012", also=(Shape.NAME,)),
            "after-tool-call": Field(Shape.CODE, "AGT-012", also=(Shape.NAME,)),
        }
    ),
    template="llm-prompt",
    connection=("http-api",),
    elsewhere={
        "prompt": "What an agent is to do is its :objective.",
        "input": "What an agent works on is :inputs.",
    },
)

IMAGE_PART = map_of(
    "an image part",
    {
        "type": Field(Shape.NAME, "LLM-023"),
        "resource": Field(Shape.DATA, "LLM-023"),
        "uri": Field(Shape.TEXT, "LLM-023"),
        "res-uri": Field(Shape.TEXT, "LLM-023"),
        "resource-uri": Field(Shape.TEXT, "LLM-023"),
        "detail": Field(Shape.CHOICE, "LLM-023", one_of=("auto", "low", "high"), default="auto"),
        "transport": Field(Shape.CHOICE, "LLM-023 LLM-024", one_of=("url", "data-url")),
        "signed-url-ttl-seconds": Field(Shape.WHOLE, "LLM-023", unit=Unit.SECONDS, minimum=1),
        "url-ttl-seconds": Field(Shape.WHOLE, "LLM-023", unit=Unit.SECONDS, minimum=1),
        "processing": Field(
            Shape.MAP,
            "LLM-023",
            inside=map_of(
                "a :processing",
                {
                    "max-width": Field(Shape.WHOLE, "LLM-023", minimum=1),
                    "max-height": Field(Shape.WHOLE, "LLM-023", minimum=1),
                    "format": Field(Shape.NAME, "LLM-023"),
                    "quality": Field(Shape.NUMBER, "LLM-023", minimum=0, maximum=100),
                },
            ),
        ),
    },
    some_of("LLM-023", "resource", "uri", "res-uri", "resource-uri"),
)
