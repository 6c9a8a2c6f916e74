"""Whether a value is what a schema says, and where it is not."""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeGuard

from breyta_runtime.schemas.malli import Node, is_json_schema, parse
from breyta_runtime.values import (
    Instant,
    Keyword,
    Pattern,
    Ratio,
    Set,
    Symbol,
    equal,
    regex,
    to_json,
)
from breyta_runtime.values.seqs import Seq

Path = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    path: Path
    """Keys and indexes; keywords as their names."""
    message: str

    def __str__(self) -> str:
        where = " ".join(f"[{each}]" if isinstance(each, int) else f":{each}" for each in self.path)
        return f"{where} {self.message}" if where else self.message


def validate(schema: Any, value: Any) -> tuple[Problem, ...]:
    """What is wrong with a value; nothing for one that fits."""
    if is_json_schema(schema):
        from breyta_runtime.schemas.json_validate import check_json

        return tuple(check_json(to_json(schema), to_json(value), ()))
    return tuple(_check(parse(schema), value, ()))


def _check(node: Node, value: Any, path: Path) -> Iterator[Problem]:
    match node.type:
        case "map":
            yield from _map(node, value, path)
        case "vector" | "sequential" | "set":
            yield from _items(node, value, path)
        case "tuple":
            yield from _tuple(node, value, path)
        case "map-of":
            yield from _map_of(node, value, path)
        case "maybe":
            if value is not None:
                yield from _all(node.children, value, path)
        case "and":
            yield from _all(node.children, value, path)
        case "or":
            if all(any(True for _ in _check(child, value, path)) for child in node.children):
                yield Problem(path, f"fits none of the alternatives; found {shown(value)}")
        case "not":
            if node.children and not any(True for _ in _check(node.children[0], value, path)):
                yield Problem(path, f"is just what it may not be; found {shown(value)}")
        case "enum":
            if not any(equal(value, each) or _same_name(value, each) for each in node.values):
                choices = ", ".join(shown(each) for each in node.values)
                yield Problem(path, f"is one of {choices}; found {shown(value)}")
        case _:
            yield from _scalar(node, value, path)


def _all(children: tuple[Node, ...], value: Any, path: Path) -> Iterator[Problem]:
    for child in children:
        yield from _check(child, value, path)


def _map(node: Node, value: Any, path: Path) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(path, f"is a map; found {shown(value)}")
        return
    for entry in node.entries:
        name = entry.key.full if isinstance(entry.key, Keyword) else entry.key
        if entry.key in value:
            yield from _check(entry.schema, value[entry.key], (*path, name))
        elif not entry.optional:
            yield Problem((*path, name), "is missing")
    if node.option("closed") is True:
        known = [entry.key for entry in node.entries]
        for key in value:
            if key not in known:
                name = key.full if isinstance(key, Keyword) else key
                yield Problem((*path, name), "is not known")


def _items(node: Node, value: Any, path: Path) -> Iterator[Problem]:
    kinds: dict[str, tuple[type[Any], ...]] = {
        "vector": (tuple,),
        "sequential": (tuple, Seq),
        "set": (Set,),
    }
    if not isinstance(value, kinds[node.type]):
        yield Problem(path, f"is a {node.type}; found {shown(value)}")
        return
    items = list(value)
    yield from _size(node, len(items), "items", path)
    for i, item in enumerate(items if node.children else ()):
        yield from _check(node.children[0], item, (*path, i))


def _tuple(node: Node, value: Any, path: Path) -> Iterator[Problem]:
    if not isinstance(value, tuple) or len(value) != len(node.children):
        yield Problem(path, f"is a vector of {len(node.children)}; found {shown(value)}")
        return
    for i, (child, item) in enumerate(zip(node.children, value, strict=True)):
        yield from _check(child, item, (*path, i))


def _map_of(node: Node, value: Any, path: Path) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(path, f"is a map; found {shown(value)}")
        return
    yield from _size(node, len(value), "entries", path)
    for key, held in value.items() if len(node.children) == 2 else ():
        name = key.full if isinstance(key, Keyword) else key
        yield from _check(node.children[0], key, (*path, name))
        yield from _check(node.children[1], held, (*path, name))


def _size(node: Node, size: int, what: str, path: Path) -> Iterator[Problem]:
    low, high = node.option("min"), node.option("max")
    if isinstance(low, int) and size < low:
        yield Problem(path, f"has {size} {what}; {low} are the least")
    if isinstance(high, int) and size > high:
        yield Problem(path, f"has {size} {what}; {high} are the most")


def is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float | Decimal | Ratio) and not isinstance(value, bool)


def is_whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


_TYPES: dict[str, tuple[str, Any]] = {
    "some": ("something", lambda v: v is not None),
    "nil": ("nil", lambda v: v is None),
    "string": ("a string", lambda v: isinstance(v, str)),
    "int": ("a whole number", is_whole),
    "pos-int": ("a whole number from 1", lambda v: is_whole(v) and v > 0),
    "neg-int": ("a whole number below 0", lambda v: is_whole(v) and v < 0),
    "nat-int": ("a whole number from 0", lambda v: is_whole(v) and v >= 0),
    "number": ("a number", is_number),
    "double": ("a double", lambda v: isinstance(v, float)),
    "boolean": ("true or false", lambda v: isinstance(v, bool)),
    "true": ("true", lambda v: v is True),
    "false": ("false", lambda v: v is False),
    "keyword": ("a keyword", lambda v: isinstance(v, Keyword)),
    "qualified-keyword": (
        "a keyword with a namespace",
        lambda v: isinstance(v, Keyword) and "/" in v.full,
    ),
    "symbol": ("a symbol", lambda v: isinstance(v, Symbol)),
    "uuid": ("a uuid", lambda v: isinstance(v, uuid.UUID)),
    "inst": ("an instant", lambda v: isinstance(v, Instant)),
}
_COMPARE: dict[str, Any] = {
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
}


def _scalar(node: Node, value: Any, path: Path) -> Iterator[Problem]:
    known = _TYPES.get(node.type)
    if known is not None:
        wanted, fits = known
        if not fits(value):
            yield Problem(path, f"is {wanted}; found {shown(value)}")
        elif isinstance(value, str):
            yield from _size(node, len(value), "characters", path)
        elif is_number(value):
            yield from _between(node, value, path)
    elif node.type in _COMPARE and node.values:
        if not is_number(value) or not _COMPARE[node.type](value, node.values[0]):
            yield Problem(path, f"is {node.type} {node.values[0]}; found {shown(value)}")
    elif node.type in ("=", "not=") and node.values:
        if equal(value, node.values[0]) != (node.type == "="):
            word = "" if node.type == "=" else "not "
            yield Problem(path, f"is {word}{shown(node.values[0])}; found {shown(value)}")
    elif node.type == "re" and node.values and not _matches(node.values[0], value):
        yield Problem(path, f"does not match {shown(node.values[0])}; found {shown(value)}")


def _between(node: Node, value: Any, path: Path) -> Iterator[Problem]:
    low, high = node.option("min"), node.option("max")
    if is_number(low) and value < low:
        yield Problem(path, f"is at least {low}; found {shown(value)}")
    if is_number(high) and (value > high or (isinstance(value, float) and math.isnan(value))):
        yield Problem(path, f"is at most {high}; found {shown(value)}")


def _matches(pattern: Any, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    found = pattern if isinstance(pattern, Pattern) else regex(str(pattern))
    return found.search(value) is not None


def _same_name(value: Any, choice: Any) -> bool:
    """Data that came as JSON has strings where the schema may have keywords."""
    return isinstance(choice, Keyword) and isinstance(value, str) and choice.full == value


def shown(value: Any) -> str:
    """A value in a message, short."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value[:40]}"' if len(value) <= 40 else f'"{value[:39]}…"'
    if isinstance(value, Mapping):
        return "a map"
    if isinstance(value, tuple):
        return "a vector"
    return repr(value)[:60]
