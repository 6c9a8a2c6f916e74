"""`:concurrency`: which runs may overlap, and what a new version does to the running ones."""

from __future__ import annotations

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map


@record("concurrency", article="the")
class Concurrency:
    type: str = key(Shape.CHOICE, "CON-001 CON-002 CON-006", one_of=("singleton", "keyed"))
    on_new_version: str = key(
        Shape.CHOICE,
        "CON-003 CON-004 CON-005 CON-006",
        one_of=("supersede", "drain", "coexist"),
    )
    key_field: str | tuple[str | int, ...] | None = key(
        Shape.PATH,
        "CON-002 CON-006 CON-007",
        default=None,
        note="Required for :keyed. Looked up in the raw payload, before the flow body runs.",
    )
    extra: Map = EMPTY

    @property
    def key_path(self) -> tuple[str | int, ...]:
        """The way to the run key in the input; empty when runs have none."""
        if self.key_field is None:
            return ()
        return (self.key_field,) if isinstance(self.key_field, str) else self.key_field
