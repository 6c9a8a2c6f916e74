"""Malli forms as JSON Schemas, and values against both."""

from __future__ import annotations

import json
from typing import Any

import pytest
from breyta_runtime.schemas import SchemaError, json_schema, keys_of, validate
from breyta_runtime.values import Map, regex, sym
from breytac.analysis.definition.values import form_to_value
from breytac.syntax.reader import read_one
from breytac.syntax.source import Source


def edn(text: str) -> Any:
    return form_to_value(read_one(Source("schema", text)), code=True)


@pytest.mark.parametrize(
    ("malli", "wanted"),
    [
        (":string", {"type": "string"}),
        ("[:string {:min 1 :max 5}]", {"type": "string", "minLength": 1, "maxLength": 5}),
        (":int", {"type": "integer"}),
        ("string?", {"type": "string"}),
        ("[:maybe :int]", {"type": ["integer", "null"]}),
        ('[:enum "low" "high"]', {"type": "string", "enum": ["low", "high"]}),
        ("[:enum :low :high]", {"type": "string", "enum": ["low", "high"]}),
        ("[:enum 1 2]", {"enum": [1, 2]}),
        ("[:vector :string]", {"type": "array", "items": {"type": "string"}}),
        (
            "[:set :int]",
            {"type": "array", "items": {"type": "integer"}, "uniqueItems": True},
        ),
        ("[:map-of :string :int]", {"type": "object", "additionalProperties": {"type": "integer"}}),
        ("[:or :string :int]", {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
        ("[:> 5]", {"type": "number", "exclusiveMinimum": 5}),
        (
            '[:map {:closed true} [:a :string] [:b {:optional true :description "B."} :int]]',
            {
                "type": "object",
                "properties": {
                    "a": {"type": "string"},
                    "b": {"type": "integer", "description": "B."},
                },
                "required": ["a"],
                "additionalProperties": False,
            },
        ),
        ('{:type "object" :properties {:a {:type "string"}}}', None),
    ],
)
def test_malli_becomes_json_schema(malli: str, wanted: dict[str, Any] | None) -> None:
    """PKG-010"""
    made = json_schema(edn(malli))
    if wanted is None:
        wanted = {"type": "object", "properties": {"a": {"type": "string"}}}
    assert made == wanted
    json.dumps(made)


TICKET = "[:map [:title [:string {:min 1}]] [:tags {:optional true} [:vector :string]] [:n :int]]"


@pytest.mark.parametrize(
    ("schema", "value", "problems"),
    [
        (TICKET, '{:title "a" :n 1}', []),
        (TICKET, '{:title "" :n 1.5}', [":title has 0 characters; 1 are the least", ":n is a"]),
        (TICKET, '{:n 1 :tags ["a" 2]}', [":title is missing", ":tags [1] is a string"]),
        (TICKET, "[]", ["is a map; found a vector"]),
        ("[:map {:closed true} [:a :int]]", "{:a 1 :b 2}", [":b is not known"]),
        ("[:enum :low :high]", '"low"', []),
        ('[:enum "low"]', '"lo"', ['is one of "low"']),
        ("[:or :string :int]", "1.5", ["fits none"]),
        ("[:maybe :int]", "nil", []),
        ("[:tuple :int :string]", '[1 "a"]', []),
        ("[:tuple :int :string]", "[1]", ["is a vector of 2"]),
        (":int", "true", ["is a whole number; found true"]),
        ("[:int {:min 1 :max 5}]", "6", ["is at most 5"]),
        ('[:re "^a"]', '"ba"', ["does not match"]),
        ("[:map-of :keyword :int]", '{:a "x"}', [":a is a whole number"]),
        (":anything-else", "1", []),
    ],
)
def test_values_are_checked(schema: str, value: str, problems: list[str]) -> None:
    found = [str(each) for each in validate(edn(schema), edn(value))]
    assert len(found) == len(problems), found
    for said, wanted in zip(found, problems, strict=True):
        assert wanted in said


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ('{:a "x"}', 0),
        ('{:a "x" :b 3}', 0),
        ("{:b 30}", 2),
        ('{:a "x" :c 1}', 1),
        ("nil", 1),
    ],
)
def test_a_json_schema_is_checked_too(value: str, problems: int) -> None:
    schema = edn(
        '{"type" "object" "required" ["a"] "additionalProperties" false'
        ' "properties" {"a" {"type" "string"} "b" {"type" "integer" "maximum" 9}}}'
    )
    assert len(validate(schema, edn(value))) == problems


def test_the_keys_of_a_map_schema() -> None:
    assert keys_of(edn(TICKET)) == ({"title", "tags", "n"}, {"title", "n"})
    assert keys_of(edn("[:map]")) == (frozenset(), frozenset())
    assert keys_of(edn("[:map-of :string :int]")) is None
    assert keys_of(edn('{:type "object" :properties {:a {}} :required ["a"]}')) == ({"a"}, {"a"})


def test_what_is_no_schema_is_refused() -> None:
    for wrong in (1, (), ("map",), edn("[:map [:a]]")):
        with pytest.raises(SchemaError):
            json_schema(wrong)


def test_patterns_are_handed_on_as_text() -> None:
    schema = (edn(":re"), regex("^a+$"))
    assert json_schema(schema) == {"type": "string", "pattern": "^a+$"}
    assert validate(schema, "aa") == ()
    assert validate(sym("map?"), Map({})) == ()
