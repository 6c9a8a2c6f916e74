"""The syntax tree of a regular expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from breyta_runtime.values.errors import PatternSyntax
from breyta_runtime.values.java_regex.charset import CharSet

Mode = Literal["greedy", "lazy", "possessive"]
Place = Literal[
    "start",  # \A and plain ^
    "line-start",  # ^ under (?m)
    "end",  # \z
    "last-line-end",  # \Z and plain $
    "line-end",  # $ under (?m)
    "word",
    "not-word",
]


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of a set."""

    chars: CharSet


@dataclass(frozen=True, slots=True)
class Seq:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Alt:
    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A capturing group."""

    index: int
    body: Node


@dataclass(frozen=True, slots=True)
class Repeat:
    body: Node
    low: int
    high: int | None
    mode: Mode


@dataclass(frozen=True, slots=True)
class Atomic:
    body: Node


@dataclass(frozen=True, slots=True)
class Look:
    body: Node
    ahead: bool
    negative: bool


@dataclass(frozen=True, slots=True)
class BackRef:
    """`\\n`; `known` is false when that group comes later or does not exist: it never matches."""

    index: int
    ignore_case: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Assert:
    place: Place
    unix: bool = False
    """Only \\n ends a line."""
    unicode: bool = False
    """Word characters are Unicode's."""


Node = Chars | Seq | Alt | Group | Repeat | Atomic | Look | BackRef | Assert
EMPTY = Seq(())


@dataclass(frozen=True, slots=True)
class Regex:
    """A parsed pattern."""

    source: str
    root: Node
    groups: int
    names: dict[str, int]


class PatternError(PatternSyntax):
    """The pattern is not one Java would take, or asks for what breytac does not support."""

    def __init__(self, message: str, pattern: str, index: int) -> None:
        self.reason, self.pattern, self.index = message, pattern, index
        super().__init__(f"{message} near index {index}\n{pattern}\n{' ' * index}^")
