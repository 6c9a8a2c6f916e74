"""An invocation's inputs as a JSON Schema."""

from __future__ import annotations

import json
from typing import Any

import pytest
from breyta_runtime.definition import Input, Invocation
from breyta_runtime.engine.input_schema import input_schema
from breyta_runtime.values import Map, kw


def property_of(field: Input) -> dict[str, Any]:
    schema = input_schema(Invocation(inputs=(field,)))
    found: dict[str, Any] = schema["properties"][field.name]
    return found


def test_a_form() -> None:
    """INV-001, INV-004: names, labels, help, order, what is required and what is preset."""
    invocation = Invocation(
        label="Ask",
        inputs=(
            Input("question", "textarea", label="Question", required=True, placeholder="Why …?"),
            Input("user-id", "number", description="Whose it is", default="1"),
            Input("tone", required=True, default="plain"),
        ),
    )
    assert input_schema(invocation) == {
        "type": "object",
        "title": "Ask",
        "properties": {
            "question": {
                "type": "string",
                "minLength": 1,
                "title": "Question",
                "examples": ["Why …?"],
                "position": 0,
            },
            "user-id": {
                "type": "number",
                "title": "User id",
                "description": "Whose it is",
                "default": 1,
                "position": 1,
            },
            "tone": {
                "type": "string",
                "minLength": 1,
                "title": "Tone",
                "default": "plain",
                "position": 2,
            },
        },
        "required": ["question"],
    }


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("text", {"type": "string"}),
        ("string", {"type": "string"}),
        ("boolean", {"type": "boolean"}),
        ("checkbox", {"type": "boolean"}),
        ("number", {"type": "number"}),
        ("date", {"type": "string", "format": "date"}),
        ("time", {"type": "string", "format": "time"}),
        ("datetime", {"type": "string", "format": "date-time"}),
        ("email", {"type": "string", "format": "email"}),
        ("secret", {"type": "string", "format": "password", "writeOnly": True}),
        ("password", {"type": "string", "format": "password", "writeOnly": True}),
        ("json", {}),
    ],
)
def test_types(kind: str, schema: dict[str, Any]) -> None:
    """INV-005."""
    assert property_of(Input("x", kind)) == {**schema, "title": "X", "position": 0}


def test_select() -> None:
    """INV-010: the values, with labels in the help text."""
    options = ("plain", kw("k"), 3, Map({kw("label"): "Europe", kw("value"): "eu"}))
    field = property_of(Input("x", "select", options=options, description="Where"))
    assert field["enum"] == ["plain", "k", 3, "eu"]
    assert field["description"] == "Where\n\neu: Europe"


def test_multiple() -> None:
    """INV-012."""
    field = property_of(Input("x", "resource", multiple=True, required=True))
    assert field["type"] == "array"
    assert field["minItems"] == 1
    assert field["items"]["anyOf"][0] == {"type": "string", "pattern": "^res://"}


def test_the_default_of_a_secret_stays_out() -> None:
    assert "default" not in property_of(Input("x", "secret", default="t0ps3cret"))


def test_setup_fields_come_first() -> None:
    schema = input_schema(Invocation(inputs=(Input("b"),)), setup=(Input("a", required=True),))
    assert list(schema["properties"]) == ["a", "b"]
    assert schema["required"] == ["a"]


def test_it_is_json() -> None:
    field = Input("x", "json", default=Map({kw("a"): (1, kw("b"))}))
    assert json.loads(json.dumps(property_of(field)))["default"] == {"a": [1, "b"]}
