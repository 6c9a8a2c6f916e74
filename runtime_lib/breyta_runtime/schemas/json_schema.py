"""Malli schemas as the JSON Schemas that models and tools understand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from breyta_runtime.schemas.malli import Node, is_json_schema, parse
from breyta_runtime.values import Keyword, to_json

Json = dict[str, Any]

_TYPES: dict[str, Json] = {
    "any": {},
    "some": {},
    "nil": {"type": "null"},
    "string": {"type": "string"},
    "int": {"type": "integer"},
    "pos-int": {"type": "integer", "minimum": 1},
    "neg-int": {"type": "integer", "maximum": -1},
    "nat-int": {"type": "integer", "minimum": 0},
    "number": {"type": "number"},
    "double": {"type": "number"},
    "boolean": {"type": "boolean"},
    "true": {"const": True},
    "false": {"const": False},
    "keyword": {"type": "string"},
    "qualified-keyword": {"type": "string"},
    "symbol": {"type": "string"},
    "qualified-symbol": {"type": "string"},
    "uuid": {"type": "string", "format": "uuid"},
    "inst": {"type": "string", "format": "date-time"},
}
_BOUNDS = {
    "string": ("minLength", "maxLength"),
    "int": ("minimum", "maximum"),
    "double": ("minimum", "maximum"),
    "number": ("minimum", "maximum"),
    "vector": ("minItems", "maxItems"),
    "sequential": ("minItems", "maxItems"),
    "set": ("minItems", "maxItems"),
    "map-of": ("minProperties", "maxProperties"),
}
_COMPARISONS = {
    ">": "exclusiveMinimum",
    ">=": "minimum",
    "<": "exclusiveMaximum",
    "<=": "maximum",
}


def json_schema(schema: Any) -> Json:
    """The JSON Schema of a Malli form; one that is a map already is passed on as it is."""
    if is_json_schema(schema):
        made: Json = to_json(schema)
        return made
    return _node(parse(schema))


def _node(node: Node) -> Json:
    made = _by_type(node)
    low, high = _BOUNDS.get(node.type, ("", ""))
    for name, key in ((low, "min"), (high, "max")):
        bound = node.option(key)
        if name and bound is not None:
            made[name] = bound
    for key in ("title", "description", "default"):
        said = node.option(key)
        if said is not None:
            made[key] = to_json(said)
    return made


def _by_type(node: Node) -> Json:
    inner = [_node(child) for child in node.children]
    match node.type:
        case "map":
            return _map(node)
        case "vector" | "sequential":
            return {"type": "array", "items": inner[0] if inner else {}}
        case "set":
            return {"type": "array", "items": inner[0] if inner else {}, "uniqueItems": True}
        case "tuple":
            return {
                "type": "array",
                "prefixItems": inner,
                "minItems": len(inner),
                "maxItems": len(inner),
            }
        case "map-of":
            return {"type": "object", "additionalProperties": inner[1] if len(inner) > 1 else {}}
        case "maybe":
            return _maybe(inner[0] if inner else {})
        case "and":
            return inner[0] if len(inner) == 1 else {"allOf": inner}
        case "or":
            return inner[0] if len(inner) == 1 else {"anyOf": inner}
        case "not":
            return {"not": inner[0] if inner else {}}
        case "enum":
            return _enum(node.values)
        case "=":
            return {"const": _name(node.values[0])} if node.values else {}
        case "not=":
            return {"not": {"const": _name(node.values[0])}} if node.values else {}
        case "re":
            return _pattern(node.values)
        case name if name in _COMPARISONS and node.values:
            return {"type": "number", _COMPARISONS[name]: node.values[0]}
        case name:
            return dict(_TYPES.get(name, {}))


def _map(node: Node) -> Json:
    made: Json = {"type": "object", "properties": {}}
    required = []
    for entry in node.entries:
        name = _name(entry.key)
        held = _node(entry.schema)
        for key, said in entry.properties.items():
            if isinstance(key, Keyword) and key.full in ("description", "title", "default"):
                held[key.full] = to_json(said)
        made["properties"][name] = held
        if not entry.optional:
            required.append(name)
    if required:
        made["required"] = required
    if node.option("closed") is True:
        made["additionalProperties"] = False
    return made


def _maybe(inner: Json) -> Json:
    if isinstance(inner.get("type"), str) and "enum" not in inner:
        return {**inner, "type": [inner["type"], "null"]}
    return {"anyOf": [inner, {"type": "null"}]} if inner else {}


def _enum(values: tuple[Any, ...]) -> Json:
    choices = [_name(value) for value in values]
    if all(isinstance(choice, str) for choice in choices):
        return {"type": "string", "enum": choices}
    return {"enum": choices}


def _name(value: Any) -> Any:
    return value.full if isinstance(value, Keyword) else to_json(value)


def _pattern(values: tuple[Any, ...]) -> Json:
    if not values:
        return {"type": "string"}
    return {"type": "string", "pattern": str(values[0])}


def keys_of(schema: Any) -> tuple[frozenset[str], frozenset[str]] | None:
    """The keys a schema of a map knows, and those it requires; None when it is open to any."""
    made = json_schema(schema)
    properties = made.get("properties")
    if made.get("type") != "object" or not isinstance(properties, Mapping):
        return None
    if made.get("additionalProperties") not in (None, False):
        return None
    required = made.get("required")
    needed = required if isinstance(required, list) else []
    return frozenset(map(str, properties)), frozenset(map(str, needed))
