"""`:notify`, and the `:notify` of a wait: messages through HTTP channels."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, StepContract, map_of, named, some_of
from breyta_runtime.contracts.http import ONE_BODY, REQUEST, TARGET
from breyta_runtime.definition.contract import Shape

CHANNELS = ("http",)

HTTP_CHANNEL = map_of(
    "an :http channel",
    {name: field for name, field in REQUEST.items() if name not in ("multipart", "body-from-ref")},
    TARGET,
    ONE_BODY,
    loose=True,
)

CHANNEL_MAP = map_of(
    ":channels",
    {"http": Field(Shape.MAP, "NOT-001 NOT-004", inside=HTTP_CHANNEL)},
    elsewhere={
        "ui": "Only external channels deliver; use a :wait step for approvals in the app.",
        "email": "Mail goes through the API of a mail service: :http with its connection.",
        "slack": "A chat message goes through the service's API: :http with its connection.",
    },
)

FIELDS = named(
    {
        "channels": Field(Shape.MAP, "NOT-001", inside=CHANNEL_MAP),
        "template": Field(Shape.NAME, "NOT-002 TPL-002"),
        "data": Field(Shape.MAP, "NOT-002 NOT-008"),
    }
)

NEEDS_CHANNELS = some_of(
    "NOT-001 ERR-006",
    "channels",
    unless=("template",),
    hint="Add :channels {:http {…}}, or a :template of type :notification.",
    text=":channels is required for notify step",
)

WAIT_NOTIFY = map_of("a :notify", FIELDS, NEEDS_CHANNELS, loose=True)

CONTRACT = StepContract(
    "notify", "reference-step-notify", FIELDS, (NEEDS_CHANNELS,), template="notification"
)
