"""`:kv`: key/value records that outlive a run."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, Op, StepContract, Unit, named, some_of
from breyta_runtime.definition.contract import Shape

MAX_KEY_CHARS = 256
KEY_PATTERN = r"[A-Za-z0-9_:-]+"
MAX_TTL_SECONDS = 31_536_000
MAX_LIST_KEYS = 1_000
DEFAULT_MAX_LENGTH = 1_000

OPERATIONS: dict[str, Op] = {
    "get": Op(("key",), ("default",)),
    "set": Op(("key", "value"), ("ttl", "metadata", "if-not-exists")),
    "delete": Op(("key",)),
    "exists": Op(("key",)),
    "increment": Op(("key",), ("delta", "ttl")),
    "append": Op(
        ("key",),
        ("item", "items", "max-length", "ttl"),
        (some_of("KV-005", "item", "items"),),
    ),
    "list-keys": Op((), ("prefix", "limit")),
}

CONTRACT = StepContract(
    "kv",
    "reference-step-kv",
    named(
        {
            "operation": Field(Shape.CHOICE, "KV-001", required=True, one_of=tuple(OPERATIONS)),
            "key": Field(
                Shape.TEXT, "KV-001 KV-007", pattern=KEY_PATTERN, minimum=1, maximum=MAX_KEY_CHARS
            ),
            "default": Field(Shape.DATA, "KV-002"),
            "value": Field(Shape.DATA, "KV-003 KV-008"),
            "ttl": Field(
                Shape.WHOLE, "KV-003", unit=Unit.SECONDS, minimum=1, maximum=MAX_TTL_SECONDS
            ),
            "metadata": Field(Shape.MAP, "KV-003"),
            "if-not-exists": Field(Shape.FLAG, "KV-003"),
            "delta": Field(Shape.NUMBER, "KV-004", default=1),
            "item": Field(Shape.DATA, "KV-005"),
            "items": Field(Shape.ITEMS, "KV-005"),
            "max-length": Field(Shape.WHOLE, "KV-005", minimum=1, default=DEFAULT_MAX_LENGTH),
            "prefix": Field(Shape.TEXT, "KV-006"),
            "limit": Field(Shape.WHOLE, "KV-006", minimum=1, maximum=MAX_LIST_KEYS),
        }
    ),
    selector="operation",
    ops=OPERATIONS,
    elsewhere={"op": "The operation of a :kv step is :operation."},
)
