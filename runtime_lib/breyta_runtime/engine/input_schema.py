"""Run forms: an invocation's inputs as a JSON Schema, the form language of Prefect's UI."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from breyta_runtime.definition import Input, Invocation
from breyta_runtime.engine.input_types import (
    SECRET_KINDS,
    Refused,
    coerce,
    option_label,
    option_value,
)
from breyta_runtime.values.json import to_json

Schema = dict[str, Any]


def input_schema(invocation: Invocation, setup: Iterable[Input] = ()) -> Schema:
    """The schema of the object that a run of this invocation takes.

    `setup` adds the fields of setup forms for targets that keep no saved values.  Other keys are
    allowed, as a run allows them.
    """
    properties: Schema = {}
    required: list[str] = []
    for field in (*setup, *invocation.inputs):
        properties[field.name] = _property(field, position=len(properties))
        if field.required and field.default is None:
            required.append(field.name)
    schema: Schema = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required
    if invocation.label:
        schema["title"] = invocation.label
    if invocation.description:
        schema["description"] = invocation.description
    return schema


def _property(field: Input, position: int) -> Schema:
    schema = _KINDS.get(field.kind, _text)(field)
    if field.multiple:
        schema = {"type": "array", "items": schema}
        if field.required:
            schema["minItems"] = 1
    schema["title"] = field.label or field.name.replace("-", " ").replace("_", " ").capitalize()
    description = _description(field)
    if description:
        schema["description"] = description
    if field.placeholder:
        schema["examples"] = [field.placeholder]
    if field.default is not None and field.kind not in SECRET_KINDS:
        schema["default"] = to_json(_default(field))
    schema["position"] = position
    return schema


def _default(field: Input) -> Any:
    """The default as a run would see it, so that "1" for a number shows as 1."""
    try:
        return coerce(field, field.default)
    except Refused:
        return field.default


def _description(field: Input) -> str:
    """The help text; enums have no labels of their own, so they are listed here."""
    labels = [
        f"{to_json(option_value(option))}: {label}"
        for option in field.options
        if (label := option_label(option)) is not None
    ]
    return "\n\n".join(part for part in (field.description, "\n".join(labels)) if part)


def _string(**more: Any) -> Callable[[Input], Schema]:
    return lambda _field: {"type": "string", **more}


def _text(field: Input) -> Schema:
    # What a run refuses as blank should not pass the form either.
    return {"type": "string", "minLength": 1} if field.required else {"type": "string"}


def _select(field: Input) -> Schema:
    if not field.options:
        return _text(field)
    return {"enum": [to_json(option_value(option)) for option in field.options]}


def _reference(_field: Input) -> Schema:
    uri = {"type": "string", "pattern": "^res://"}
    return {"anyOf": [uri, {"type": "object"}]}


_KINDS: dict[str, Callable[[Input], Schema]] = {
    "text": _text,
    "textarea": _text,
    "select": _select,
    "boolean": lambda _field: {"type": "boolean"},
    "number": lambda _field: {"type": "number"},
    "date": _string(format="date"),
    "time": _string(format="time"),
    "datetime": _string(format="date-time"),
    "email": _string(format="email"),
    "secret": _string(format="password", writeOnly=True),
    "password": _string(format="password", writeOnly=True),
    "json": lambda _field: {},
    "resource": _reference,
    "blob-ref": _reference,
}
"""By `Input.kind`."""
