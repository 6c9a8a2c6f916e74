"""The part of JSON Schema that tools and models use, checked on plain JSON data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from breyta_runtime.schemas.validate import Path, Problem, is_number, is_whole, shown

_TYPES: dict[str, Any] = {
    "null": lambda v: v is None,
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: is_whole(v) or (isinstance(v, float) and v.is_integer()),
    "number": is_number,
    "boolean": lambda v: isinstance(v, bool),
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list | tuple),
}


def _is_type(name: Any, value: Any) -> bool:
    test = _TYPES.get(name)
    return test is None or bool(test(value))


def check_json(schema: Any, value: Any, path: Path) -> Iterator[Problem]:
    """What a value does not keep of a schema; keywords that are not known say nothing."""
    if schema is False:
        yield Problem(path, "is not known")
    if not isinstance(schema, dict):
        return
    wanted = schema.get("type")
    types = wanted if isinstance(wanted, list) else [wanted] if isinstance(wanted, str) else []
    if types and not any(_is_type(each, value) for each in types):
        yield Problem(path, f"is of type {' or '.join(map(str, types))}; found {shown(value)}")
        return
    if "const" in schema and schema["const"] != value:
        yield Problem(path, f"is {shown(schema['const'])}; found {shown(value)}")
    if isinstance(schema.get("enum"), list) and value not in schema["enum"]:
        choices = ", ".join(map(shown, schema["enum"]))
        yield Problem(path, f"is one of {choices}; found {shown(value)}")
    if isinstance(value, str):
        yield from _text(schema, value, path)
    elif is_number(value):
        yield from _number(schema, value, path)
    elif isinstance(value, dict):
        yield from _object(schema, value, path)
    elif isinstance(value, list | tuple):
        yield from _array(schema, value, path)
    yield from _combined(schema, value, path)


def _text(schema: dict[str, Any], value: str, path: Path) -> Iterator[Problem]:
    low, high = schema.get("minLength"), schema.get("maxLength")
    if is_whole(low) and len(value) < low:
        yield Problem(path, f"has {len(value)} characters; {low} are the least")
    if is_whole(high) and len(value) > high:
        yield Problem(path, f"has {len(value)} characters; {high} are the most")
    pattern = schema.get("pattern")
    if isinstance(pattern, str) and not _matches(pattern, value):
        yield Problem(path, f"does not match {pattern}; found {shown(value)}")


def _matches(pattern: str, value: str) -> bool:
    try:
        return re.search(pattern, value) is not None
    except re.error:
        return True


def _number(schema: dict[str, Any], value: Any, path: Path) -> Iterator[Problem]:
    low, high = schema.get("minimum"), schema.get("maximum")
    if is_number(low) and value < low:
        yield Problem(path, f"is at least {low}; found {shown(value)}")
    if is_number(high) and value > high:
        yield Problem(path, f"is at most {high}; found {shown(value)}")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if is_number(above) and value <= above:
        yield Problem(path, f"is more than {above}; found {shown(value)}")
    if is_number(below) and value >= below:
        yield Problem(path, f"is less than {below}; found {shown(value)}")


def _object(schema: dict[str, Any], value: dict[str, Any], path: Path) -> Iterator[Problem]:
    properties = schema.get("properties")
    known = properties if isinstance(properties, dict) else {}
    for name in schema.get("required") or ():
        if name not in value:
            yield Problem((*path, name), "is missing")
    other = schema.get("additionalProperties")
    for name, held in value.items():
        if name in known:
            yield from check_json(known[name], held, (*path, name))
        elif other is not None:
            yield from check_json(other, held, (*path, name))


def _array(schema: dict[str, Any], value: Any, path: Path) -> Iterator[Problem]:
    low, high = schema.get("minItems"), schema.get("maxItems")
    if is_whole(low) and len(value) < low:
        yield Problem(path, f"has {len(value)} items; {low} are the least")
    if is_whole(high) and len(value) > high:
        yield Problem(path, f"has {len(value)} items; {high} are the most")
    for i, item in enumerate(value):
        yield from check_json(schema.get("items"), item, (*path, i))


def _combined(schema: dict[str, Any], value: Any, path: Path) -> Iterator[Problem]:
    for part in schema.get("allOf") or ():
        yield from check_json(part, value, path)
    for name in ("anyOf", "oneOf"):
        parts = schema.get(name)
        if isinstance(parts, list) and parts:
            fitting = sum(not any(True for _ in check_json(each, value, path)) for each in parts)
            if fitting == 0 or (name == "oneOf" and fitting > 1):
                many = "none" if fitting == 0 else "several"
                yield Problem(path, f"fits {many} of the alternatives; found {shown(value)}")
    refused = schema.get("not")
    if isinstance(refused, dict) and not any(True for _ in check_json(refused, value, path)):
        yield Problem(path, f"is just what it may not be; found {shown(value)}")
