"""What a class of the allowlist is made of, as data."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Function = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Member:
    """A static method, an instance method (`call` takes the target first) or a constructor."""

    call: Function
    low: int
    high: int | None
    """The arguments it takes, the target not counted."""

    def accepts(self, count: int) -> bool:
        return self.low <= count and (self.high is None or count <= self.high)


@dataclass(frozen=True, slots=True)
class ClassSpec:
    """A Java class: its Python types, and the members flows may use."""

    name: str
    types: tuple[type, ...] = ()
    constructor: Member | None = None
    statics: dict[str, Member] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    methods: dict[str, Member] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """Members that Java has and flows must not use -> what to do instead."""

    @property
    def simple(self) -> str:
        return self.name.rpartition(".")[2]


def snake(name: str) -> str:
    """`plusDays` -> plus_days, `ofEpochMilli` -> of_epoch_milli."""
    return re.sub(r"([A-Z])", lambda found: "_" + found[1].lower(), name)


def members(owner: Any, text: str, extra: dict[str, Function] | None = None) -> dict[str, Member]:
    """Members from words such as `getYear`, `plusDays:1`, `plus:1..2`, `of:3..`, `with=adjusted:1`.

    The number is how many arguments they take; the function is the attribute of `owner` with
    Java's name in snake case (or the name after `=`), or the one in `extra`.
    """
    found: dict[str, Member] = {}
    for word in text.split():
        name, _, arity = word.partition(":")
        name, _, python = name.partition("=")
        low, dots, high = arity.partition("..")
        least = int(low or 0)
        most = (int(high) if high else None) if dots else least
        if extra and name in extra:
            call = extra[name]
        else:
            call = getattr(owner, python or snake(name))
        found[name] = Member(call, least, most)
    return found
