"""The text as it was written: tokens nested by their brackets, with comments and line breaks.

Unlike forms this tree forgets nothing but blanks: discarded forms, comments, the spelling of
numbers and strings, and where the author began new lines are all in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from breytac.syntax.formatting.styles import first_break
from breytac.syntax.tokens import Token


class Kind(Enum):
    ROOT = auto()
    ATOM = auto()
    SYMBOL = auto()
    COMMENT = auto()
    LIST = auto()
    """A list or the `(…)` of a `#()`."""
    VECTOR = auto()
    SET = auto()
    MAP = auto()
    """Pairs: `{…}`, and the `(…)` of a reader conditional."""
    PREFIX = auto()
    """A quote, metadata, a tag, a `#_` …, and what it applies to."""


@dataclass(slots=True, eq=False)
class Node:
    kind: Kind
    text: str
    """An atom or comment as written, the opening bracket, or the prefix."""
    close: str = ""
    children: list[Node] = field(default_factory=list)
    newline: bool = False
    """The author began a new line before this node."""
    blank: bool = False
    """… and left at least one line empty."""
    gap: str = ""
    """The blanks before it, if it is a comment behind code."""
    width: int = 0
    """Of the node on one line."""
    hard: bool = False
    """It takes several lines, however wide they may be: it holds a comment, a string of several
    lines, or a line break of the author that is kept."""

    @property
    def is_comment(self) -> bool:
        return self.kind is Kind.COMMENT

    @property
    def is_discard(self) -> bool:
        return self.kind is Kind.PREFIX and self.text == "#_"

    @property
    def is_form(self) -> bool:
        return self.kind is not Kind.COMMENT and not self.is_discard


_OPENERS = {
    "LPAREN": (Kind.LIST, ")"),
    "LFUNCTION": (Kind.LIST, ")"),
    "LBRACKET": (Kind.VECTOR, "]"),
    "LBRACE": (Kind.MAP, "}"),
    "LSET": (Kind.SET, "}"),
}
_CLOSERS = frozenset({"RPAREN", "RBRACKET", "RBRACE"})
_TARGETS = {
    "QUOTE": 1,
    "DEREF": 1,
    "SYNTAX_QUOTE": 1,
    "UNQUOTE": 1,
    "UNQUOTE_SPLICING": 1,
    "VAR": 1,
    "DISCARD": 1,
    "TAG": 1,
    "NAMESPACE": 1,
    "CONDITIONAL": 1,
    "META": 2,
}
_TIGHT = frozenset({"'", "@", "`", "~", "~@", "#'", "#?", "#?@"})
"""Prefixes with nothing between them and what they apply to."""
_COMMENT = re.compile(r"(?:;|#!)[^\n\r]*")
_LINE_END = re.compile(r"\r\n?|\n")


def build_tree(text: str, tokens: list[Token]) -> Node:
    """The tree of a text that reads cleanly."""
    root = Node(Kind.ROOT, "")
    open_nodes = [root]
    missing: list[int] = []
    """For every open prefix how many targets it still waits for; 0 for brackets."""
    at = 0
    for token in tokens:
        newline, blank = _between(text[at : token.start], open_nodes[-1])
        at = token.end
        kind = token.type
        if kind in _CLOSERS:
            node = open_nodes.pop()
            missing.pop()
            _finish(node)
        elif kind in _OPENERS:
            shape, close = _OPENERS[kind]
            if shape is Kind.LIST and open_nodes[-1].text in ("#?", "#?@"):
                shape = Kind.MAP
            open_nodes.append(Node(shape, token.text, close, newline=newline, blank=blank))
            missing.append(0)
            continue
        elif kind in _TARGETS:
            open_nodes.append(Node(Kind.PREFIX, token.text, newline=newline, blank=blank))
            open_nodes[-1].gap = _gap_behind(text, token)
            missing.append(_TARGETS[kind])
            continue
        else:
            shape = Kind.SYMBOL if kind == "SYMBOL" else Kind.ATOM
            node = Node(shape, token.text, newline=newline, blank=blank, width=len(token.text))
            node.hard = _LINE_END.search(token.text) is not None
        _add(node, open_nodes, missing)
    _between(text[at:], root)
    return root


def _gap_behind(text: str, token: Token) -> str:
    """What stands between a prefix and its target when they share a line."""
    if token.type == "TAG":
        return " "
    if token.type == "DISCARD":
        return " " if text[token.end : token.end + 1].isspace() else ""
    # `~ @x` would be read as `~@ x`.
    return " " if token.text == "~" and text[token.end :].lstrip(" ,\t\r\n")[:1] == "@" else ""


def _add(node: Node, open_nodes: list[Node], missing: list[int]) -> None:
    """Puts a complete node into what is open, and closes the prefixes it completes."""
    while True:
        parent = open_nodes[-1]
        parent.children.append(node)
        if parent.kind is not Kind.PREFIX or node.is_discard:
            return
        missing[-1] -= 1
        if missing[-1]:
            return
        open_nodes.pop()
        missing.pop()
        _finish(parent)
        node = parent


def _between(gap: str, parent: Node) -> tuple[bool, bool]:
    """Adds the comments of a gap between tokens; whether what follows is on a new line, and
    whether an empty line is before it."""
    if gap in ("", " "):
        return False, False
    at = 0
    for match in _COMMENT.finditer(gap):
        before = gap[at : match.start()]
        lines = len(_LINE_END.findall(before))
        text = match[0].rstrip(" \t\f\v")
        is_first = parent.kind is Kind.ROOT and not parent.children
        node = Node(Kind.COMMENT, text, newline=lines > 0 or is_first, blank=lines > 1, hard=True)
        node.gap = before.translate(_BLANKS) or (" " if parent.children else "")
        parent.children.append(node)
        at = match.end()
    lines = len(_LINE_END.findall(gap[at:]))
    return lines > 0, lines > 1


_BLANKS = {ord("\t"): " ", ord(","): " ", ord("\f"): " ", ord("\v"): " ", ord("\ufeff"): None}


def _finish(node: Node) -> None:
    """What is known of a node once all its children are."""
    children = node.children
    width = len(node.text) + len(node.close)
    hard = False
    for child in children:
        width += child.width
        hard = hard or child.hard
    if node.kind is Kind.PREFIX:
        width += len(node.gap)
        width += max(0, len(children) - 1)
        label = breaks_behind_meta(node)
        node.hard = hard or (label and any(child.newline for child in children[1:]))
    else:
        width += max(0, len(children) - 1)
        kept = first_break(node)
        node.hard = hard or kept is None or any(child.newline for child in children[kept:])
    node.width = width


def breaks_behind_meta(node: Node) -> bool:
    """Whether this is metadata such as a label, which has a line of its own when it does not fit."""
    if node.text not in ("^", "#^"):
        return False
    meta = next((child for child in node.children if child.is_form), None)
    return meta is not None and (meta.kind is Kind.MAP or meta.text.startswith('"'))
