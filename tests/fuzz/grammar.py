"""Programs as trees: text is made from them, and shrinking works on them.

A node is an atom (a string) or a tuple of an opening bracket and nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Node = str | tuple["Node", ...]

CLOSERS = {"(": ")", "[": "]", "{": "}", "#{": "}", "#(": ")"}
_TOKEN = re.compile(r'#\{|#\(|[()\[\]{}]|#?"(?:[^"\\]|\\.)*"|\\(?:[a-z]+|.)|[^\s,()\[\]{}"]+')


def parse(text: str) -> Node:
    """The tree of one form."""
    stack: list[list[Node]] = [[]]
    for token in _TOKEN.findall(text):
        if token in CLOSERS:
            stack.append([token])
        elif token in (")", "]", "}"):
            done = tuple(stack.pop())
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    (found,) = stack[0]
    return found


def show(node: Node) -> str:
    if isinstance(node, str):
        return node
    opener = node[0]
    assert isinstance(opener, str)
    return opener + " ".join(map(show, node[1:])) + CLOSERS[opener]


def size(node: Node) -> int:
    return 1 if isinstance(node, str) else sum(map(size, node[1:])) + 1


def paths(node: Node, here: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Node]]:
    """Every node with the way to it, the outer ones first."""
    yield here, node
    if not isinstance(node, str):
        for index, child in enumerate(node[1:], 1):
            yield from paths(child, (*here, index))


def replaced(node: Node, path: tuple[int, ...], *new: Node) -> Node:
    """The tree with what is at `path` replaced by any number of nodes."""
    if not path:
        (only,) = new
        return only
    assert not isinstance(node, str)
    index, *rest = path
    if rest:
        return (*node[:index], replaced(node[index], tuple(rest), *new), *node[index + 1 :])
    return (*node[:index], *new, *node[index + 1 :])


@dataclass(frozen=True, slots=True)
class Template:
    tree: Node
    weight: int
    locals: frozenset[str]
    """The letters behind `%`."""
    effects: bool
    """Whether it writes to the program's log."""


PLACEHOLDER = re.compile(r"\$([a-z]+[0-9]?)(~?)(?:<([^>]*)>)?")
LOCAL = re.compile(r"%([a-z]+)")
_HASH_ARGUMENT = re.compile(r"%(\d|&)?$")


def read_templates(text: str) -> list[Template]:
    found = []
    for line in text.strip().splitlines():
        weight, _, rest = line.partition(" ")
        number, source = (int(weight), rest) if weight.isdigit() and rest else (1, line)
        names = frozenset() if "#(" in source else frozenset(LOCAL.findall(source))
        found.append(Template(parse(source), number, names, bool(re.search(r"\blog\b", source))))
    return found
