"""Malli schemas as a tree: `[:map [:a :string]]`, `:int`, `[:enum "a" "b"]`, `string?` …"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from breyta_runtime.values import Keyword, Symbol

MAX_DEPTH = 60

PREDICATES = {
    "any?": "any",
    "some?": "some",
    "nil?": "nil",
    "string?": "string",
    "int?": "int",
    "integer?": "int",
    "pos-int?": "pos-int",
    "neg-int?": "neg-int",
    "nat-int?": "nat-int",
    "number?": "number",
    "double?": "double",
    "float?": "double",
    "boolean?": "boolean",
    "keyword?": "keyword",
    "simple-keyword?": "keyword",
    "qualified-keyword?": "qualified-keyword",
    "symbol?": "symbol",
    "uuid?": "uuid",
    "inst?": "inst",
    "map?": "map",
    "vector?": "vector",
    "sequential?": "sequential",
    "coll?": "sequential",
    "set?": "set",
    "true?": "true",
    "false?": "false",
}
"""The predicates that may stand for a type."""

_SAME = {"integer": "int", "float": "double", "time/instant": "inst"}


class SchemaError(ValueError):
    """Something that is no schema."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a `:map`."""

    key: Any
    optional: bool
    schema: Node
    properties: Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Node:
    type: str
    properties: Mapping[Any, Any] = field(default_factory=dict)
    children: tuple[Node, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Of a `:map`."""
    values: tuple[Any, ...] = ()
    """What is no schema: the choices of `:enum`, the bound of `:>`."""

    def option(self, name: str) -> Any:
        """A property, by the name of its keyword."""
        return option(self.properties, name)


def option(properties: Mapping[Any, Any], name: str) -> Any:
    for key, value in properties.items():
        if isinstance(key, Keyword) and key.full == name:
            return value
    return None


def is_json_schema(schema: Any) -> bool:
    """A map is taken for a JSON Schema, as everywhere in the flow map."""
    return isinstance(schema, Mapping)


_WITH_VALUES = ("enum", "=", "not=", ">", ">=", "<", "<=", "re", "fn", "ref")
_WITH_SCHEMAS = ("vector", "sequential", "set", "maybe", "not", "map-of", "tuple", "and", "or")


def parse(schema: Any, depth: int = 0) -> Node:
    """The tree of a Malli form; types it does not know keep their name and match anything."""
    if depth > MAX_DEPTH:
        raise SchemaError(f"a schema is nested more than {MAX_DEPTH} levels deep")
    if isinstance(schema, Keyword):
        return Node(_SAME.get(schema.full, schema.full))
    if isinstance(schema, Symbol):
        return Node(PREDICATES.get(schema.full, "any"))
    if not isinstance(schema, tuple) or not schema:
        raise SchemaError(f"{schema!r} is no schema")
    head, *rest = schema
    if not isinstance(head, Keyword | Symbol):
        raise SchemaError(f"a schema begins with its type, not with {head!r}")
    name = parse(head, depth).type
    properties: Mapping[Any, Any] = {}
    if rest and isinstance(rest[0], Mapping):
        properties, rest = rest[0], rest[1:]
    if name == "map":
        return Node(name, properties, entries=tuple(_entry(each, depth + 1) for each in rest))
    if name in _WITH_VALUES:
        return Node(name, properties, values=tuple(rest))
    if name in _WITH_SCHEMAS:
        return Node(name, properties, tuple(parse(each, depth + 1) for each in rest))
    return Node(name, properties)


def _entry(entry: Any, depth: int) -> Entry:
    if isinstance(entry, Keyword | str):
        return Entry(entry, False, Node("any"), {})
    if not isinstance(entry, tuple) or len(entry) not in (2, 3):
        raise SchemaError("an entry of :map is [key type] or [key {…} type]")
    properties = entry[1] if len(entry) == 3 else {}
    if not isinstance(properties, Mapping):
        raise SchemaError("the second of three parts of an entry is a map")
    optional = option(properties, "optional") is True
    return Entry(entry[0], optional, parse(entry[-1], depth), properties)
