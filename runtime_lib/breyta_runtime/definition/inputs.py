"""`:invocations` and the fields of setup forms: what a run, or a setup, asks people for."""

from __future__ import annotations

from typing import Any

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map

INPUT_TYPES = (
    "text",
    "string",
    "textarea",
    "select",
    "boolean",
    "checkbox",
    "number",
    "date",
    "time",
    "datetime",
    "file",
    "blob",
    "blob-ref",
    "resource",
    "secret",
    "password",
    "email",
    "json",
)

KIND_OF_TYPE = {"string": "text", "checkbox": "boolean", "file": "blob-ref", "blob": "blob-ref"}
"""Types that are other names of one kind."""


@record("options source")
class OptionsSource:
    """Where a select's options come from: the cached items of the bound connection."""

    type: str = key(Shape.CHOICE, "INV-019", one_of=("connection-items",))
    slot: str = key(Shape.ID, "INV-019 INV-021", aliases=("connection",))
    item_type: str = key(Shape.NAME, "INV-019 INV-021")
    value_field: str | None = key(Shape.NAME, "INV-019 INV-021", default=None)
    label_field: str | None = key(Shape.NAME, "INV-019 INV-021", default=None)
    description_field: str | None = key(Shape.NAME, "INV-019 INV-021", default=None)
    extra: Map = EMPTY


@record("input")
class Input:
    """One field of a run form or a setup form."""

    name: str = key(Shape.ID, "INV-004 REQ-014", aliases=("key", "id"))
    type: str = key(
        Shape.CHOICE,
        "INV-005 INV-006 REQ-015 REQ-016",
        aliases=("field-type",),
        one_of=INPUT_TYPES,
        default="text",
    )
    label: str | None = key(Shape.TEXT, "INV-004 REQ-014", default=None)
    description: str | None = key(Shape.TEXT, "INV-004", default=None)
    required: bool = key(Shape.FLAG, "INV-007 REQ-014", default=False, required=False)
    placeholder: str | None = key(Shape.TEXT, "INV-004 REQ-014", default=None)
    default: Any = key(Shape.DATA, "INV-008 REQ-014", default=None)
    options: tuple[Any, ...] = key(
        Shape.ITEMS, "INV-010 REQ-014", default=(), note="For :select, as :options-source is."
    )
    options_source: OptionsSource | None = key(
        Shape.RECORD, "INV-019 INV-020 INV-021", default=None, record=(OptionsSource,)
    )
    multiple: bool = key(
        Shape.FLAG, "INV-012", default=False, note="For :file, :blob, :blob-ref and :resource."
    )
    resource_types: tuple[str, ...] = key(
        Shape.NAMES, "INV-014 INV-017", default=(), note="For :resource; :file when left out."
    )
    accept: tuple[str, ...] = key(
        Shape.TEXTS, "INV-013", default=(), note='MIME types; "text/*" takes every text type.'
    )
    slot: str | None = key(
        Shape.ID, "INV-018", default=None, note="For :resource: a :blob-storage slot."
    )
    storage_backend: str | None = key(Shape.NAME, "INV-004", default=None)
    storage_root: str | None = key(Shape.TEXT, "INV-004", default=None)
    path_prefix: str | None = key(Shape.TEXT, "INV-004", default=None)
    source: str | None = key(
        Shape.NAME, "REQ-014", default=None, note="Old routing of the resource picker."
    )
    extra: Map = EMPTY

    @property
    def kind(self) -> str:
        """The type with its other names folded into one."""
        return KIND_OF_TYPE.get(self.type, self.type)


@record("invocation")
class Invocation:
    """What one way of calling the flow asks for."""

    inputs: tuple[Input, ...] = key(Shape.RECORDS, "INV-001 INV-002", default=(), record=(Input,))
    label: str | None = key(
        Shape.TEXT, "INV-002", default=None, note="Also the heading of the recent runs."
    )
    description: str | None = key(Shape.TEXT, "INV-002", default=None)
    title: Any = key(
        Shape.DATA,
        "DEF-021",
        default=None,
        note="Title of each recent run: a keyword names the input to show, a string is fixed.",
    )
    extra: Map = EMPTY
