"""`:search`: a search of the workspace."""

from __future__ import annotations

from breyta_runtime.contracts.base import Field, StepContract, map_of, named
from breyta_runtime.definition.contract import Shape

TARGETS = ("resources", "flows", "runs", "connections")
MAX_LIMIT, DEFAULT_LIMIT = 20, 12
MAX_TOP_K, DEFAULT_TOP_K = 10, 5
MAX_CHARS, DEFAULT_CHARS = 100_000, 20_000

HYDRATE = map_of(
    "a :hydrate",
    {
        "enabled": Field(Shape.FLAG, "SRC-002"),
        "top-k": Field(Shape.WHOLE, "SRC-002", minimum=1, maximum=MAX_TOP_K, default=DEFAULT_TOP_K),
        "max-chars": Field(
            Shape.WHOLE, "SRC-002", minimum=1, maximum=MAX_CHARS, default=DEFAULT_CHARS
        ),
    },
)

CONTRACT = StepContract(
    "search",
    "reference-step-search",
    named(
        {
            "query": Field(Shape.TEXT, "SRC-001", required=True, minimum=1),
            "targets": Field(Shape.NAMES, "SRC-001", one_of=TARGETS),
            "limit": Field(
                Shape.WHOLE, "SRC-001", minimum=1, maximum=MAX_LIMIT, default=DEFAULT_LIMIT
            ),
            "hydrate": Field(Shape.MAP, "SRC-002", also=(Shape.FLAG,), inside=HYDRATE),
            "storage-backend": Field(Shape.NAME, "SRC-003"),
            "storage-root": Field(Shape.TEXT, "SRC-003"),
            "path-prefix": Field(Shape.TEXT, "SRC-003"),
        }
    ),
)
