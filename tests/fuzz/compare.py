"""When two answers are the same, and making a program that tells them apart smaller."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from .generate import Program
from .grammar import Node, paths, replaced, size

if TYPE_CHECKING:
    from .oracle import Answer

WITHOUT_TEXT = re.compile(
    r"#object\[|tcejbo#|#OBJECT|Seq@|@0x|\$fn__|[a-z_]\$[a-z_]+@|eval\d|user\$|core\$"
    r"|in module java.base|in unnamed module|Cannot invoke|is null"
)
"""What the JVM prints where a value has no text, and in messages: not the same twice."""

STATIC = ("BRY204", "BRY210")
"""Findings for calls that cannot succeed: we say so before running, where the JVM throws."""


def difference(expected: Answer, got: Answer) -> str | None:
    """None when the answers agree, otherwise what kind of difference it is."""
    if expected[0] == "timeout" or (expected[0] == "error" and _of_the_jvm(expected)):
        return None
    if expected[0] == "value" and WITHOUT_TEXT.search(f"{expected[1]} {got[1:]}"):
        return None
    if got[1:2] == ("compile",) and got[2].startswith(STATIC):
        return None
    if expected[0] != got[0]:
        return f"{expected[0]} became {got[0]}"
    if expected[0] == "error":
        return None
    if expected[1] != got[1]:
        return None if _same_but_for_order(expected[1], got[1]) else "another value"
    if expected[2] is not None and expected[2] != got[2]:
        return "another order"
    return None


def _of_the_jvm(expected: Answer) -> bool:
    """Errors of its compiler, which makes primitives of some locals."""
    return len(expected) > 2 and "primitive" in str(expected[2])


def _same_but_for_order(left: str, right: str) -> bool:
    """Sets and large maps inside of strings: the JVM has them in the order of their hashes."""
    return '"' in left and ("#{" in left or "{" in left) and sorted(left) == sorted(right)


Differs = Callable[[list[Program]], list[bool]]
SIMPLE: tuple[Node, ...] = ("nil", "0", "1", '""', ":a", "[]", "true", ("[", "1"), ("{", ":a", "1"))


def shrink(program: Program, differs: Differs, seconds: float = 6) -> Program:
    """The smallest program that `differs` that taking parts away leads to, in the time given."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for candidates in _batches(_smaller(program), 40):
            hits = differs(candidates)
            best = next((c for c, hit in zip(candidates, hits, strict=True) if hit), None)
            if best is not None:
                program = best
                break
        else:
            return program
    return program


def _batches(programs: Iterator[Program], length: int) -> Iterator[list[Program]]:
    batch: list[Program] = []
    for each in programs:
        batch.append(each)
        if len(batch) == length:
            yield batch
            batch = []
    if batch:
        yield batch


def _smaller(program: Program) -> Iterator[Program]:
    for tree in sorted(_trees(program.function), key=size):
        yield Program(tree, program.input)
    for tree in sorted(_trees(program.input), key=size):
        yield Program(program.function, tree)


def _trees(node: Node) -> Iterator[Node]:
    whole = size(node)
    seen = {node}
    for path, part in paths(node):
        if not path:
            continue
        news: list[tuple[Node, ...]] = [()]
        if not isinstance(part, str):
            news += [(child,) for child in part[1:]]
            news += [
                (grandchild,) for c in part[1:] if not isinstance(c, str) for grandchild in c[1:]
            ]
        news += [(simple,) for simple in SIMPLE]
        for new in news:
            tree = replaced(node, path, *new)
            simpler = size(tree) == whole and new and str(new) < str(part)
            if (size(tree) < whole or simpler) and tree not in seen:
                seen.add(tree)
                yield tree
