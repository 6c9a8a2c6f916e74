"""What a template says: text, values and blocks, each with its place in the template's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    start: int
    """Offset of its first character."""
    end: int


@dataclass(frozen=True, slots=True)
class Text(Node):
    value: str


@dataclass(frozen=True, slots=True)
class Literal(Node):
    value: str | int | float | bool


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`user.name`, `../title`, `this`, `@index`."""

    text: str
    up: int = 0
    """How many `../` there are."""
    local: bool = False
    """Whether it begins with `this` or `./`: then no outer scope is asked."""
    data: bool = False
    """Whether it begins with `@`."""
    parts: tuple[str | int, ...] = ()
    """Names, and numbers that index lists; none for `this` and `..` themselves."""

    @property
    def simple(self) -> str | None:
        """The name, if a helper could have it."""
        return self.text if self.parts == (self.text,) else None


@dataclass(frozen=True, slots=True)
class Call(Node):
    """What is inside a tag or in parentheses: a path alone, or a helper and its arguments."""

    head: Path
    args: tuple[Value, ...] = ()
    options: tuple[tuple[str, Value], ...] = ()

    @property
    def bare(self) -> bool:
        return not (self.args or self.options)


Value = Path | Literal | Call


@dataclass(frozen=True, slots=True)
class Mustache(Node):
    call: Call


@dataclass(frozen=True, slots=True)
class Block(Node):
    call: Call
    body: tuple[Node, ...]
    inverse: tuple[Node, ...] = ()
    names: tuple[str, ...] = ()
    """After `as`: what the block calls its value and key."""


Template = tuple[Node, ...]
