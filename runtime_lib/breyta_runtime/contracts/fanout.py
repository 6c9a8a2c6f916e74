"""`:fanout`: a bounded batch of child flows."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, StepContract, map_of, named
from breyta_runtime.definition.contract import Shape

MAX_WIDTH = 25
MAX_CONCURRENCY = 5
MAX_STEPS_PER_RUN = 5
MAX_ITEMS_PER_RUN = 100
CLOSE_POLICIES = ("abandon", "request-cancel", "terminate")

ITEM = map_of(
    "a :call-flow item",
    {
        "type": Field(Shape.CHOICE, "FAN-002 FAN-003", one_of=("call-flow",), required=True),
        "flow-slug": Field(Shape.NAME, "FAN-003", required=True),
        "input": Field(Shape.DATA, "FAN-003"),
        "timeout": Field(Shape.WHOLE, "FAN-003"),
        "version": Field(Shape.WHOLE, "FAN-003"),
        "installation-id": Field(Shape.TEXT, "FAN-003"),
        "profile-id": Field(Shape.TEXT, "FAN-003", instead=":installation-id"),
        "workflow-id": Field(Shape.TEXT, "FAN-003"),
        "parent-close-policy": Field(Shape.CHOICE, "FAN-003", one_of=CLOSE_POLICIES),
        "retry-policy": Field(Shape.MAP, "FAN-003"),
    },
    elsewhere={
        "slug": "The child flow is named by :flow-slug.",
        "flow": "The child flow is named by :flow-slug.",
    },
)

CONTRACT = StepContract(
    "fanout",
    "reference-step-fanout",
    named(
        {
            "items": Field(
                Shape.ITEMS,
                "FAN-001 FAN-005 ERR-007",
                required=True,
                maximum=MAX_WIDTH,
                over="Fanout width exceeds limit",
            ),
            "max-concurrency": Field(
                Shape.WHOLE, "FAN-004", minimum=1, maximum=MAX_CONCURRENCY, default=MAX_CONCURRENCY
            ),
            "on-error": Field(
                Shape.CHOICE, "FAN-010", one_of=("fail", "continue", "collect"), default="fail"
            ),
            "transform": Field(Shape.CODE, "FAN-012", also=(Shape.NAME,)),
        }
    ),
)
