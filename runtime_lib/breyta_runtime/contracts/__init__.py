"""The contracts of all step families, as data: the checks, the reference and the runtime read the
same ones."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from breyta_runtime.contracts.base import (
    Count,
    Field,
    Group,
    MapContract,
    Op,
    StepContract,
    Unit,
)

__all__ = [
    "FAMILY_NAMES",
    "OLD_NAMES",
    "Count",
    "Field",
    "Group",
    "MapContract",
    "Op",
    "StepContract",
    "Unit",
    "all_contracts",
    "step_contract",
]

_WHERE = {
    "function": ("function", "CONTRACT"),
    "http": ("http", "CONTRACT"),
    "sleep": ("sleep", "CONTRACT"),
    "time": ("time", "CONTRACT"),
    "agent": ("llm", "AGENT"),
    "breyta": ("breyta", "CONTRACT"),
    "db": ("db", "CONTRACT"),
    "fanout": ("fanout", "CONTRACT"),
    "files": ("files", "CONTRACT"),
    "job": ("job", "CONTRACT"),
    "kv": ("kv", "CONTRACT"),
    "llm": ("llm", "LLM"),
    "notify": ("notify", "CONTRACT"),
    "search": ("search", "CONTRACT"),
    "ssh": ("ssh", "CONTRACT"),
    "table": ("table", "CONTRACT"),
    "wait": ("wait", "CONTRACT"),
}
OLD_NAMES = {"code": "function"}
"""Names families had, and those they have."""

FAMILY_NAMES: tuple[str, ...] = (*_WHERE, *OLD_NAMES)
"""Every name a built-in step may be written with."""


@cache
def step_contract(family: str) -> StepContract | None:
    """The contract of a built-in family, by any of its names."""
    where = _WHERE.get(OLD_NAMES.get(family, family))
    if where is None:
        return None
    found: StepContract = getattr(import_module(f"{__name__}.{where[0]}"), where[1])
    return found


def all_contracts() -> tuple[StepContract, ...]:
    found = (step_contract(family) for family in _WHERE)
    return tuple(each for each in found if each is not None)
