"""`:ssh`: a command on another machine."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, StepContract, Unit, named
from breyta_runtime.definition.contract import Shape

DEFAULT_TIMEOUT_SECONDS = 60

CONTRACT = StepContract(
    "ssh",
    "reference-step-ssh",
    named(
        {
            "connection": Field(Shape.NAME, "SSH-001", required=True),
            "command": Field(Shape.TEXT, "SSH-001", required=True),
            "workdir": Field(Shape.TEXT, "SSH-002"),
            "env": Field(Shape.MAP, "SSH-002"),
            "stdin": Field(Shape.TEXT, "SSH-002"),
            "pty?": Field(Shape.FLAG, "SSH-002"),
            "timeout": Field(
                Shape.NUMBER,
                "SSH-003",
                unit=Unit.SECONDS,
                also=(Shape.TEXT,),
                minimum=1,
                default=DEFAULT_TIMEOUT_SECONDS,
            ),
            "connect-timeout-ms": Field(Shape.WHOLE, "SSH-003", unit=Unit.MILLISECONDS, minimum=1),
            "max-output-bytes": Field(Shape.WHOLE, "SSH-003", unit=Unit.BYTES, minimum=1),
            "ok-exit-codes": Field(
                Shape.ITEMS,
                "SSH-003",
                default=(0,),
                item=Field(Shape.WHOLE, "SSH-003", minimum=0, maximum=255),
            ),
            "log-command-preview?": Field(Shape.FLAG, "SSH-003"),
        }
    ),
    connection=("ssh",),
    elsewhere={
        "cwd": "The directory is :workdir.",
        "cmd": "The command is :command.",
        "host": "The host belongs to the connection.",
    },
)
