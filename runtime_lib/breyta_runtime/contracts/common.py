"""The options every step may have, apart from the fields of its own family."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, Unit, map_of, named
from breyta_runtime.definition.contract import Shape

BACKOFF_TYPES = ("constant", "linear", "exponential")
ON_ERROR = ("fail", "skip", "checkpoint")
MAX_CHECKPOINT_SECONDS = 30 * 24 * 60 * 60

BACKOFF = map_of(
    "a :backoff",
    {
        "type": Field(Shape.CHOICE, "OPT-003 JOB-004", one_of=BACKOFF_TYPES, default="constant"),
        "step": Field(Shape.NUMBER, "OPT-003", also=(Shape.TEXT,), unit=Unit.MILLISECONDS_OR_TEXT),
        "factor": Field(Shape.NUMBER, "OPT-003", default=2),
        "max": Field(Shape.NUMBER, "OPT-003", also=(Shape.TEXT,), unit=Unit.MILLISECONDS_OR_TEXT),
    },
    loose=True,
)

RETRY = map_of(
    "a :retry policy",
    {
        "max-attempts": Field(
            Shape.WHOLE, "OPT-003", minimum=1, default=1, note="All tries, the first one too."
        ),
        "backoff-ms": Field(
            Shape.NUMBER,
            "OPT-003",
            also=(Shape.TEXT,),
            unit=Unit.MILLISECONDS_OR_TEXT,
            minimum=0,
            default=1_000,
        ),
        "backoff": Field(Shape.MAP, "OPT-003", inside=BACKOFF),
    },
    elsewhere={
        "attempts": "The number of tries is :max-attempts.",
        "max-retries": "The number of tries, the first one too, is :max-attempts.",
        "delay-ms": "The gap between tries is :backoff-ms.",
    },
)

ERROR_POLICY = map_of(
    "an :on-error policy",
    {
        "strategy": Field(Shape.CHOICE, "OPT-004", one_of=(*ON_ERROR, "continue"), default="fail"),
        "default": Field(Shape.DATA, "OPT-004", note="The step's value when it is skipped."),
        "default-value": Field(Shape.DATA, "OPT-004"),
    },
)

METERING = map_of(
    "a :metering",
    {
        "unit": Field(Shape.NAME, "OPT-006"),
        "unit-cost-micros": Field(Shape.WHOLE, "OPT-006", unit=Unit.MICROS, minimum=0),
        "label": Field(Shape.TEXT, "OPT-006"),
    },
)

CHECKPOINT = map_of(
    "a human checkpoint",
    {
        "message": Field(Shape.TEXT, "OPT-007"),
        "objective": Field(Shape.TEXT, "OPT-007"),
        "timeout": Field(
            Shape.NUMBER,
            "OPT-012",
            also=(Shape.TEXT,),
            unit=Unit.SECONDS_OR_TEXT,
            maximum=MAX_CHECKPOINT_SECONDS,
            default=24 * 60 * 60,
        ),
        "roles": Field(Shape.NAMES, "OPT-007"),
        "notify": Field(Shape.MAP, "OPT-007"),
    },
    loose=True,
)

EXPECTATION = map_of("an :expect", {"contains": Field(Shape.ITEMS, "OPT-009")}, loose=True)

TIMEOUT = Field(
    Shape.NUMBER,
    "OPT-002",
    also=(Shape.TEXT,),
    unit=Unit.SECONDS,
    minimum=1,
    note='Seconds; a duration such as "30s" is understood here, but not by Breyta.',
)

_HUMAN = (Shape.FLAG, Shape.TEXT)

COMMON = named(
    {
        "type": Field(Shape.CHOICE, "OPT-010", note="The step's family once more."),
        "title": Field(Shape.TEXT, "OPT-001", note="What the timeline shows."),
        "timeout": TIMEOUT,
        "retry": Field(Shape.MAP, "OPT-003", also=(Shape.FLAG,), inside=RETRY),
        "on-error": Field(
            Shape.CHOICE,
            "OPT-004",
            also=(Shape.MAP,),
            one_of=(*ON_ERROR, "continue"),
            inside=ERROR_POLICY,
            default="fail",
        ),
        "persist": Field(Shape.MAP, "OPT-005 PER-001 PER-021", note="See `contracts.persist`."),
        "metering": Field(Shape.MAP, "OPT-006", inside=METERING),
        "review": Field(Shape.MAP, "OPT-007", also=_HUMAN, inside=CHECKPOINT),
        "confirm": Field(Shape.MAP, "OPT-007", also=_HUMAN, inside=CHECKPOINT),
        "breakpoint": Field(Shape.DATA, "OPT-008", one_of=("before", "after", "both"), loose=True),
        "mock": Field(Shape.DATA, "OPT-008", note="Returned instead of running the step."),
        "expect": Field(
            Shape.MAP, "OPT-008 OPT-009", also=(Shape.NAME,), inside=EXPECTATION, loose=True
        ),
    }
)
"""By name; a family may declare one of these itself where it means something else there."""
