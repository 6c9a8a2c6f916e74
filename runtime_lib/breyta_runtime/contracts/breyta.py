"""`:breyta`: operations on the workspace itself, for agents above all."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, MapContract, StepContract, map_of, named
from breyta_runtime.definition.contract import Shape

READS = (
    "flows/list",
    "flows/show",
    "flows/pull",
    "runs/list",
    "runs/show",
    "resources/list",
    "resources/read",
    "docs/find",
    "docs/show",
)
MUTATIONS: dict[str, tuple[str, ...]] = {
    "flows/push-draft": ("draft-only", "write"),
    "flows/run": ("run-only", "write"),
    "feedback/send": ("draft-only", "write"),
}
"""The operations that change something, and the grants under which they may."""
OPERATIONS = (*READS, *MUTATIONS)
GRANTS = ("none", "draft-only", "run-only", "write")
RUNTIME_OWNED = (
    "workspace-id",
    "actor",
    "auth",
    "token",
    "api-url",
    "allow",
    "mutations",
    "require-approval",
)
"""Arguments the runtime takes away before a call."""

_SLUG, _TEXT = Field(Shape.NAME, "BRY-004"), Field(Shape.TEXT, "BRY-004")
_WHOLE, _FLAG = Field(Shape.WHOLE, "BRY-004", minimum=0), Field(Shape.FLAG, "BRY-004")
_LIMIT = Field(Shape.WHOLE, "BRY-004", minimum=1, maximum=100)
_SOURCE = Field(Shape.CHOICE, "BRY-004", one_of=("active", "draft", "latest"))
_NEEDED_SLUG = Field(Shape.NAME, "BRY-004", required=True)
_NEEDED = Field(Shape.TEXT, "BRY-004", required=True)
_SHOW = {
    "flow-slug": _NEEDED_SLUG,
    "source": _SOURCE,
    "version": _WHOLE,
    "include-flow-literal": _FLAG,
    "include-templates": _FLAG,
    "include-functions": _FLAG,
}

ARGS: dict[str, MapContract] = {
    op: map_of(f"the :args of :{op}", fields)
    for op, fields in {
        "flows/list": {
            "archived": _FLAG,
            "include-archived": _FLAG,
            "limit": _LIMIT,
            "cursor": _TEXT,
        },
        "flows/show": _SHOW,
        "flows/pull": _SHOW,
        "flows/push-draft": {"flow-literal": _NEEDED, "deploy-key": _TEXT},
        "flows/run": {
            "flow-slug": _NEEDED_SLUG,
            "input": Field(Shape.MAP, "BRY-004"),
            "installation-id": _TEXT,
            "target": Field(Shape.CHOICE, "BRY-004", one_of=("draft", "live")),
            "source": _SOURCE,
            "version": _WHOLE,
        },
        "runs/list": {
            "flow-slug": _SLUG,
            "installation-id": _TEXT,
            "version": _WHOLE,
            "status": _SLUG,
            "limit": _LIMIT,
            "cursor": _TEXT,
        },
        "runs/show": {
            "workflow-id": _NEEDED,
            "include-steps": _FLAG,
            "include-result": _FLAG,
        },
        "resources/list": {
            "type": _TEXT,
            "prefix": _TEXT,
            "tags": Field(Shape.TEXTS, "BRY-004"),
            "query": _TEXT,
            "limit": _WHOLE,
            "cursor": _TEXT,
            "storage-backend": _TEXT,
            "storage-root": _TEXT,
            "path-prefix": _TEXT,
        },
        "resources/read": {
            "uri": _NEEDED,
            "format": Field(Shape.CHOICE, "BRY-004", one_of=("json", "text", "raw")),
        },
        "docs/find": {
            "query": _TEXT,
            "limit": _WHOLE,
            "source": Field(Shape.CHOICE, "BRY-004", one_of=("all", "public", "cli")),
            "with-snippets": _FLAG,
        },
        "docs/show": {
            "slug": _NEEDED,
            "format": Field(Shape.CHOICE, "BRY-004", one_of=("json", "markdown")),
        },
        "feedback/send": {
            "title": _NEEDED,
            "description": _NEEDED,
            "type": Field(Shape.CHOICE, "BRY-004", one_of=("issue", "feature_request", "general")),
            "source": Field(Shape.CHOICE, "BRY-004", one_of=("agent", "human", "system")),
            "tags": Field(Shape.TEXTS, "BRY-004"),
            "metadata": Field(Shape.MAP, "BRY-004"),
            "context": Field(Shape.MAP, "BRY-004"),
            "command": _TEXT,
            "flow-slug": _SLUG,
            "workflow-id": _TEXT,
            "run-id": _TEXT,
        },
    }.items()
}

_ALLOW = Field(Shape.NAMES, "BRY-001", one_of=OPERATIONS, required=True)
_MUTATIONS = Field(Shape.CHOICE, "BRY-003", one_of=GRANTS, default="none")
_APPROVAL = Field(Shape.NAMES, "BRY-001", one_of=OPERATIONS)

GRANT = map_of(
    ":tools :breyta",
    {"allow": _ALLOW, "mutations": _MUTATIONS, "require-approval": _APPROVAL},
)

CONTRACT = StepContract(
    "breyta",
    "reference-step-breyta",
    named(
        {
            "op": Field(Shape.CHOICE, "BRY-001", one_of=OPERATIONS, required=True),
            "allow": _ALLOW,
            "mutations": _MUTATIONS,
            "require-approval": _APPROVAL,
            "args": Field(Shape.MAP, "BRY-004"),
        }
    ),
)
