"""`:job`: work that external workers do."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, Op, StepContract, Unit, named
from breyta_runtime.contracts.common import BACKOFF
from breyta_runtime.definition.contract import Shape

_AWAIT = ("interval", "timeout", "max-attempts", "backoff")
_BATCH = ("include-jobs?", "limit")

OPS: dict[str, Op] = {
    "submit": Op(("job-type",), ("payload", "metadata", "max-attempts")),
    "submit-batch": Op(("job-type", "jobs"), ("metadata", "max-attempts")),
    "get": Op(("job-id",)),
    "get-batch": Op(("batch-id",), _BATCH),
    "await": Op(("job-id",), _AWAIT),
    "await-batch": Op(("batch-id",), (*_AWAIT, *_BATCH)),
}

CONTRACT = StepContract(
    "job",
    "reference-step-job",
    named(
        {
            "op": Field(Shape.CHOICE, "JOB-001", one_of=tuple(OPS), required=True),
            "job-type": Field(Shape.NAME, "JOB-001 JOB-002"),
            "payload": Field(Shape.DATA, "JOB-001"),
            "metadata": Field(Shape.MAP, "JOB-001 JOB-002"),
            "max-attempts": Field(
                Shape.WHOLE,
                "JOB-001 JOB-004",
                minimum=1,
                note="Tries of the worker when submitting, looks when awaiting.",
            ),
            "jobs": Field(Shape.RECORDS, "JOB-002"),
            "job-id": Field(Shape.TEXT, "JOB-003 JOB-004"),
            "batch-id": Field(Shape.TEXT, "JOB-003 JOB-004"),
            "include-jobs?": Field(Shape.FLAG, "JOB-003"),
            "limit": Field(Shape.WHOLE, "JOB-003", minimum=1),
            "interval": Field(
                Shape.NUMBER, "JOB-004", also=(Shape.TEXT,), unit=Unit.SECONDS_OR_TEXT
            ),
            "timeout": Field(
                Shape.NUMBER, "JOB-004", also=(Shape.TEXT,), unit=Unit.SECONDS_OR_TEXT
            ),
            "backoff": Field(Shape.MAP, "JOB-004", inside=BACKOFF),
        }
    ),
    selector="op",
    ops=OPS,
    elsewhere={
        "type-of-job": "The kind of work is :job-type.",
        "operation": "The operation of a :job step is :op.",
    },
)
