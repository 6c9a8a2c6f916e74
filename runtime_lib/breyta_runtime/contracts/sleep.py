"""`:sleep`: a pause between two steps."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, StepContract, Unit, most_one_of, named
from breyta_runtime.definition.contract import Shape
from breyta_runtime.limits import MAX_RUN_DURATION_MS

DURATIONS = ("seconds", "millis", "duration")
DEFAULT_MS = 1_000

CONTRACT = StepContract(
    "sleep",
    "reference-step-sleep",
    named(
        {
            "seconds": Field(
                Shape.NUMBER,
                "SLP-001 SLP-004",
                unit=Unit.SECONDS,
                minimum=0,
                maximum=MAX_RUN_DURATION_MS // 1_000,
            ),
            "millis": Field(
                Shape.NUMBER,
                "SLP-001 SLP-004",
                unit=Unit.MILLISECONDS,
                minimum=0,
                maximum=MAX_RUN_DURATION_MS,
            ),
            "duration": Field(
                Shape.TEXT, "SLP-001 SLP-003", unit=Unit.TEXT, maximum=MAX_RUN_DURATION_MS // 1_000
            ),
        }
    ),
    (most_one_of("SLP-001", *DURATIONS, hint="Keep one of them."),),
    elsewhere={
        "ms": "Milliseconds are :millis.",
        "milliseconds": "Milliseconds are :millis.",
        "minutes": 'Write :duration "5m".',
        "hours": 'Write :duration "2h".',
        "days": 'Write :duration "1d".',
    },
)
