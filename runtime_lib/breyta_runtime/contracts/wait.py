"""`:wait`: pauses until somebody, or something, answers."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, StepContract, Unit, map_of, named
from breyta_runtime.contracts.notify import WAIT_NOTIFY
from breyta_runtime.definition.contract import Shape
from breyta_runtime.definition.interfaces import WEBHOOK_AUTH_TYPES

MAX_WAIT_SECONDS = 30 * 24 * 60 * 60
DEFAULT_WAIT_SECONDS = 24 * 60 * 60

_WEBHOOK = map_of(
    "a :webhook",
    {
        "path": Field(Shape.TEXT, "WAIT-008"),
        "auth": Field(
            Shape.MAP,
            "WAIT-008",
            inside=map_of(
                "the :auth of a webhook",
                {
                    "type": Field(
                        Shape.CHOICE,
                        "WAIT-008",
                        one_of=(*WEBHOOK_AUTH_TYPES, "none"),
                        required=True,
                    )
                },
                loose=True,
            ),
        ),
    },
    loose=True,
)

_EVENT = map_of(
    "an :event",
    {
        "name": Field(Shape.NAME, "WAIT-009"),
        "key": Field(Shape.MAP, "WAIT-009", also=(Shape.PATH,)),
        "event-key-path": Field(Shape.PATH, "WAIT-009"),
    },
    loose=True,
)

CONTRACT = StepContract(
    "wait",
    "reference-step-wait",
    named(
        {
            "key": Field(Shape.NAME, "WAIT-001", required=True),
            "timeout": Field(
                Shape.NUMBER,
                "WAIT-002",
                also=(Shape.TEXT,),
                unit=Unit.SECONDS_OR_TEXT,
                maximum=MAX_WAIT_SECONDS,
                over="Wait timeout exceeds maximum",
                default=DEFAULT_WAIT_SECONDS,
            ),
            "on-timeout": Field(
                Shape.CHOICE, "WAIT-003", one_of=("fail", "continue"), default="fail"
            ),
            "default-value": Field(Shape.DATA, "WAIT-003"),
            "notify": Field(Shape.MAP, "WAIT-004", inside=WAIT_NOTIFY),
            "webhook": Field(Shape.MAP, "WAIT-008", inside=_WEBHOOK),
            "event": Field(Shape.MAP, "WAIT-009", inside=_EVENT),
            "event-key-path": Field(Shape.PATH, "WAIT-009"),
            "roles": Field(Shape.NAMES, "WAIT-010"),
            "validation": Field(
                Shape.MAP,
                "WAIT-011",
                inside=map_of(
                    "a :validation",
                    {"required": Field(Shape.NAMES, "WAIT-011")},
                    loose=True,
                ),
            ),
            "timeout-seconds": Field(
                Shape.NUMBER, "WAIT-014", instead=":timeout", unit=Unit.SECONDS
            ),
            "kind": Field(Shape.NAME, "WAIT-014", instead=":key and :timeout alone"),
        }
    ),
    elsewhere={
        "default": "What the wait gives after its timeout is :default-value.",
        "duration": "A fixed delay is a :sleep step; how long a wait lasts is :timeout.",
        "seconds": "A fixed delay is a :sleep step; how long a wait lasts is :timeout.",
        "channels": "Channels stand inside :notify.",
    },
)
