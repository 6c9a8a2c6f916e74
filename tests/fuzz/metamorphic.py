"""Changes to a program that change nothing about its value."""

from __future__ import annotations

import keyword
from random import Random

from .generate import Program
from .grammar import Node, paths, replaced, show

PYTHON_NAMES = [*keyword.kwlist, "print", "len", "map", "list", "kw", "Map", "Any", "seq"]
# Heads that take something else than expressions after them.
_SPECIAL = [
    "fn",
    "let",
    "loop",
    "letfn",
    "for",
    "doseq",
    "dotimes",
    "case",
    "condp",
    "catch",
    "try",
    "finally",
    "recur",
    "quote",
    "->",
    "->>",
    "some->",
    "some->>",
    "cond->",
    "cond->>",
    "as->",
    "doto",
    "if-let",
    "when-let",
    "if-some",
    "when-some",
    "when-first",
    "new",
    ".",
    "def",
    "#(",
    "instance?",
    "lazy-seq",
    "defn",
    "re-pattern",
    "comment",
    "assert",
]


def wrapped(program: Program, random: Random) -> Program | None:
    """Some expression of it inside of a `let`, `do` or function that is called at once."""
    places = [path for path in _expressions(program.function) if path]
    places = [path for path in places if "(recur" not in show(_at(program.function, path))]
    if not places:
        return None
    path = random.choice(places)
    part = _at(program.function, path)
    wraps: list[Node] = [
        ("(", "do", part),
        ("(", "do", "nil", part),
        ("(", "let", ("[", "wrapped-value", part), "wrapped-value"),
        ("(", "let", "[]", part),
        ("(", ("(", "fn", ("[",), part)),
        ("(", "identity", part),
        ("(", "if", "true", part, "nil"),
    ]
    return Program(replaced(program.function, path, random.choice(wraps)), program.input)


def _expressions(function: Node) -> list[tuple[int, ...]]:
    """The ways to arguments of ordinary calls, which are expressions for sure."""
    found = []
    for path, node in paths(function):
        if isinstance(node, str) or node[0] != "(" or len(node) < 3:
            continue
        if not isinstance(node[1], str) or node[1] in _SPECIAL or _inside(function, path):
            continue
        found += [(*path, index) for index in range(2, len(node)) if node[index] != "&"]
    return found


def _inside(function: Node, path: tuple[int, ...]) -> bool:
    """Whether something around it is no place for expressions, or takes it apart."""
    for length in range(len(path)):
        around = _at(function, path[:length])
        if isinstance(around, str):
            continue
        if around[0] in ("#(", "#{") or (around[0] == "(" and len(around) > 1 and _apart(around)):
            return True
    return False


def _apart(form: tuple[Node, ...]) -> bool:
    plain = ("fn", "let", "loop", "for", "doseq", "dotimes", "try", "lazy-seq", "letfn")
    return isinstance(form[1], str) and form[1] in _SPECIAL and form[1] not in plain


def _at(node: Node, path: tuple[int, ...]) -> Node:
    for index in path:
        node = node[index]
    return node


def renamed(program: Program, random: Random) -> Program:
    """Its `input` and `result'` locals under the names of Python's keywords and builtins."""
    new = random.sample(PYTHON_NAMES, 2)
    names = {"input": new[0], "result'": new[1]}

    def rename(node: Node) -> Node:
        if isinstance(node, str):
            return names.get(node, node)
        return (node[0], *(rename(child) for child in node[1:]))

    return Program(rename(program.function), program.input)
