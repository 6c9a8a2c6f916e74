"""How lists are laid out, by what they begin with.

Most lists are calls, whose arguments stand below each other.  The ones named here have a body, two
columns in, behind some arguments that stay on the first line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from breytac.syntax.formatting.tree import Node


class Binds(Enum):
    """Whether a vector is one of names and values, a pair a line."""

    NO = auto()
    WHEN_BROKEN = auto()
    ALWAYS = auto()
    """… even if several pairs would fit on one line."""


@dataclass(frozen=True, slots=True)
class Style:
    """A list with a body."""

    on_first_line: int | Callable[[list[Node]], int]
    """How many arguments stay with the head."""
    pairs: bool = False
    """The body is pairs, as in `cond`."""
    binds: Binds = Binds.NO
    """What the first argument is."""
    aligned: bool = False
    """The body stands below the first argument."""


def _of_fn(arguments: list[Node]) -> int:
    """The name, if there is one, and the parameters if there is one arity only."""
    count = 1 if arguments and arguments[0].kind.name == "SYMBOL" else 0
    return count + (len(arguments) > count and arguments[count].text == "[")


def _of_defn(arguments: list[Node]) -> int:
    return 1 + (len(arguments) > 1 and arguments[1].text == "[")


def _of_step(arguments: list[Node]) -> int:
    """The family and the id; packaged steps may have no id of their own."""
    return 1 if len(arguments) > 1 and arguments[1].text == "{" else 2


_BODY, _AFTER_ONE, _AFTER_TWO = Style(0), Style(1), Style(2)
_BINDING = Style(1, binds=Binds.WHEN_BROKEN)
STYLES: dict[str, Style] = {
    **dict.fromkeys(("do", "try", "finally", "delay", "lazy-seq", "future", "comment"), _BODY),
    **dict.fromkeys(("when", "when-not", "if", "if-not", "while", "doto"), _AFTER_ONE),
    **dict.fromkeys(("flow/poll", "flow/call-flow", "letfn", "defmethod", "ns"), _AFTER_ONE),
    **dict.fromkeys(("catch", "as->"), _AFTER_TWO),
    **dict.fromkeys(("loop", "loop*", "for", "doseq", "dotimes", "with-open"), _BINDING),
    **dict.fromkeys(("when-let", "if-let", "when-some", "if-some", "when-first"), _BINDING),
    **dict.fromkeys(("let", "let*"), Style(1, binds=Binds.ALWAYS)),
    **dict.fromkeys(("fn", "fn*"), Style(_of_fn)),
    **dict.fromkeys(("defn", "defn-", "defmacro"), Style(_of_defn)),
    "def": _AFTER_ONE,
    "flow/step": Style(_of_step),
    "cond": Style(0, pairs=True),
    "case": Style(1, pairs=True),
    "condp": Style(2, pairs=True),
    "cond->": Style(1, pairs=True),
    "cond->>": Style(1, pairs=True),
    "assoc": Style(1, pairs=True, aligned=True),
    "assoc!": Style(1, pairs=True, aligned=True),
}
THREADING = frozenset({"->", "->>", "some->", "some->>"})
"""Calls with every argument on a line of its own."""


def style_of(node: Node) -> Style | None:
    """The style of a list with a body; None for calls and for all other nodes."""
    if node.kind.name != "LIST" or not node.children:
        return None
    head = node.children[0]
    return STYLES.get(head.text) if head.kind.name == "SYMBOL" else None


def count_on_first_line(node: Node, style: Style) -> int:
    count = style.on_first_line
    if isinstance(count, int):
        return count
    return count([child for child in node.children[1:] if child.is_form])


def first_break(node: Node) -> int | None:
    """The index of the first child whose line break is kept when the author made one.

    None if the node takes several lines in any case.
    """
    style = style_of(node)
    if style is None:
        return 1
    if style.binds is Binds.ALWAYS and _has_several_bindings(node):
        return None
    waiting = count_on_first_line(node, style)
    for index, child in enumerate(node.children[1:], 1):
        if waiting == 0:
            return index
        waiting -= child.is_form
    return len(node.children)


def _has_several_bindings(node: Node) -> bool:
    forms = [child for child in node.children[1:] if child.is_form]
    if not forms or forms[0].text != "[":
        return False
    return sum(child.is_form for child in forms[0].children) > 2
