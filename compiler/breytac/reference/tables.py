"""Contracts as tables: one for every kind of map in a definition, and for every family of steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from breyta_runtime.contracts import MapContract, StepContract, all_contracts
from breyta_runtime.contracts.base import Field, Group
from breyta_runtime.contracts.common import COMMON
from breyta_runtime.contracts.persist import BY_TYPE
from breyta_runtime.definition import Definition
from breyta_runtime.definition.contract import Key, Shape, contract_of
from breyta_runtime.values import Keyword, pr_str


@dataclass(frozen=True, slots=True)
class Row:
    """One key of a map."""

    field: str
    type: str
    required: bool = False
    values: tuple[str, ...] = ()
    open: bool = False
    """Whether other values than these are possible."""
    default: str = ""
    limit: str = ""
    notes: str = ""
    features: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The keys of one kind of map."""

    name: str
    """What a user asks for: "http", "requires"."""
    title: str
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()
    """What holds for several keys together."""
    page: str = ""
    """The page it is printed on: "definition", or the name of a family."""


def all_tables() -> tuple[Table, ...]:
    """The definition and its parts, what all steps share, then each family."""
    families = sorted(all_contracts(), key=lambda each: each.family)
    return (
        *_definition_tables(),
        *_common_tables(),
        *(table for family in families for table in _family_tables(family)),
    )


def tables_named(word: str) -> tuple[Table, ...]:
    """The tables for a family, a key of the definition, or a kind of map; () for unknown words."""
    name = word.removeprefix(":").lower()
    tables = all_tables()
    page = [each for each in tables if each.page == name != "definition"]
    return tuple(page or [each for each in tables if name in (each.name, each.title.lower())])


def known_names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name for each in all_tables()))


# ---- the definition


def _definition_tables() -> Iterator[Table]:
    """Breadth first, so that a page reads from the outside in; each record once."""
    waiting: list[tuple[str, type[Any]]] = [("definition", Definition)]
    seen: set[type[Any]] = set()
    while waiting:
        name, cls = waiting.pop(0)
        if cls in seen:
            continue
        seen.add(cls)
        contract = contract_of(cls)
        yield Table(
            name,
            contract.title[0].upper() + contract.title[1:],
            tuple(row_of(key.name, key) for key in contract.keys.values()),
            ("Other keys are kept as they are.",) if contract.loose else (),
            "definition",
        )
        waiting += [(key.name, inner) for key in contract.keys.values() for inner in key.record]


# ---- steps


def _common_tables() -> Iterator[Table]:
    yield Table("common", "Options of every step", _rows(COMMON), page="common")
    yield from _inner_tables("common", COMMON.values())
    for contract in BY_TYPE.values():
        yield _map_table("common", "persist", contract)


def _family_tables(contract: StepContract) -> Iterator[Table]:
    remarks = [_group(each) for each in contract.groups]
    if contract.connection:
        remarks.append(f"`:connection` names a slot of type {_either(contract.connection)}.")
    if contract.template:
        remarks.append(f"`:template` names a template of type `:{contract.template}`.")
    remarks += [_operation(contract.selector, name, op) for name, op in contract.ops.items()]
    remarks += [
        f"`:{name}` does not belong here: {text}" for name, text in contract.elsewhere.items()
    ]
    family = contract.family
    yield Table(family, f"The :{family} step", _rows(contract.fields), tuple(remarks), family)
    yield from _inner_tables(family, contract.fields.values())


def _inner_tables(page: str, fields: Iterable[Field]) -> Iterator[Table]:
    for each in fields:
        inner = each.inside or (each.item.inside if each.item is not None else None)
        if inner is not None:
            yield _map_table(page, each.name, inner)
            yield from _inner_tables(page, inner.fields.values())


def _map_table(page: str, name: str, contract: MapContract) -> Table:
    remarks = [_group(each) for each in contract.groups]
    if contract.loose:
        remarks.append("Other keys are kept as they are.")
    remarks += [
        f"`:{name}` does not belong here: {text}" for name, text in contract.elsewhere.items()
    ]
    title = contract.title.removeprefix("an ").removeprefix("a ")
    return Table(name, title[0].upper() + title[1:], _rows(contract.fields), tuple(remarks), page)


def _group(group: Group) -> str:
    names = ", ".join(f"`:{name}`" for name in group.names)
    unless = f", unless {_either(group.unless)} is there" if group.unless else ""
    return f"{group.count.value[0].upper()}{group.count.value[1:]} {names}{unless}."


def _operation(selector: str, name: str, op: Any) -> str:
    parts = []
    if op.required:
        parts.append("needs " + ", ".join(f"`:{each}`" for each in op.required))
    if op.optional:
        parts.append("may have " + ", ".join(f"`:{each}`" for each in op.optional))
    parts += [_group(each)[:-1].lower() for each in op.groups]
    return f"`:{selector} :{name}` {'; '.join(parts) or 'needs nothing else'}."


def _either(names: Iterable[str]) -> str:
    return " or ".join(f"`:{name}`" for name in names)


# ---- one key


def _rows(fields: Mapping[str, Field]) -> tuple[Row, ...]:
    return tuple(row_of(name, each) for name, each in fields.items())


def row_of(name: str, key: Key) -> Row:
    shapes = key.shapes if isinstance(key, Field) else (key.shape,)
    unit = key.unit.value if isinstance(key, Field) and key.unit is not None else ""
    return Row(
        f":{name}",
        " or ".join(dict.fromkeys(shape.spoken for shape in shapes))
        + (f" ({unit})" if unit else ""),
        key.required,
        key.one_of,
        key.loose,
        _default(key),
        _limit(key),
        _notes(key),
        key.features,
    )


def _default(key: Key) -> str:
    value = key.default
    if value is None or value in ((), {}) or key.required:
        return ""
    if isinstance(value, str) and key.shape not in (Shape.TEXT, Shape.DATA):
        return f":{value}"
    if isinstance(value, Keyword):
        return f":{value.full}"
    return pr_str(value) if isinstance(value, bool | int | float | str) else ""


def _limit(key: Key) -> str:
    low, high = key.minimum, key.maximum
    counted = " characters" if key.shape in (Shape.TEXT, Shape.NAME, Shape.ID) else ""
    pattern = key.pattern if isinstance(key, Field) else ""
    parts = []
    if low is not None and high is not None:
        parts.append(f"{_number(low)} to {_number(high)}{counted}")
    elif low is not None:
        parts.append(f"at least {_number(low)}{counted}")
    elif high is not None:
        parts.append(f"at most {_number(high)}{counted}")
    if pattern:
        parts.append(f"matches {pattern}")
    return "; ".join(parts)


def _number(value: float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def _notes(key: Key) -> str:
    parts = [key.note] if key.note else []
    if key.record:
        names = [contract_of(each).title for each in key.record]
        parts.append(f"See {' and '.join(names)}.")
    inner = key.inside if isinstance(key, Field) else None
    if inner is not None:
        parts.append(f"See {inner.title.removeprefix('an ').removeprefix('a ')}.")
    if key.aliases:
        parts.append(f"Also written {_either(key.aliases).replace('`', '')}.")
    if key.renamed:
        parts.append("Old: " + ", ".join(f":{a} is now :{b}" for a, b in key.renamed.items()) + ".")
    if isinstance(key, Field) and key.instead:
        parts.append(f"Old; write {key.instead}.")
    return " ".join(parts)
