"""The same meaning in the syntax of Python's `re` (with the flags ASCII and DOTALL)."""

from __future__ import annotations

from breyta_runtime.values.java_regex.nodes import (
    Alt,
    Assert,
    Atomic,
    BackRef,
    Chars,
    Group,
    Look,
    Node,
    Repeat,
    Seq,
)
from breyta_runtime.values.java_regex.parser import width

_ENDS = r"[\n\r\x85\u2028\u2029]"

_PLACES = {
    ("start", False): r"\A",
    ("end", False): r"\Z",
    ("word", False): r"\b",
    ("not-word", False): r"(?!\b)",
    ("last-line-end", True): r"(?=\n?\Z)",
    ("last-line-end", False): rf"(?:\Z|(?={_ENDS}\Z)(?<!\r(?=\n))|(?=\r\n\Z))",
    ("line-end", True): r"(?=\n|\Z)",
    ("line-end", False): r"(?:\Z|(?=[\r\x85\u2028\u2029])|(?=\n)(?<!\r))",
    ("line-start", True): r"(?:\A|(?<=\n))(?!\Z)",
    ("line-start", False): r"(?:\A|(?<=[\n\x85\u2028\u2029])|(?<=\r)(?!\n))(?!\Z)",
}


class Inexpressible(Exception):
    """Python's `re` has nothing that means the same."""


def to_python(node: Node) -> str:
    match node:
        case Chars(chars):
            return chars.python()
        case Seq(items):
            return "".join(
                f"(?:{to_python(item)})" if isinstance(item, Alt) else to_python(item)
                for item in items
            )
        case Alt(options):
            return "|".join(to_python(option) for option in options)
        case Group(_, body):
            return f"({to_python(body)})"
        case Atomic(body):
            _without_groups(body)
            return f"(?>{to_python(body)})"
        case Repeat():
            return _repeat(node)
        case Look():
            return _look(node)
        case BackRef(index, ignore_case, known):
            if not known:
                return "(?!)"
            return f"(?ai:(?:\\{index}))" if ignore_case else f"(?:\\{index})"
        case Assert(place, unix, unicode):
            if unicode:
                return r"(?u:\b)" if place == "word" else r"(?u:(?!\b))"
            return _PLACES[(place, unix)]


def _repeat(node: Repeat) -> str:
    if node.mode == "possessive":
        _without_groups(node.body)
    body = to_python(node.body)
    if not isinstance(node.body, Chars | Group | Atomic) or body == "(?!)":
        body = f"(?:{body})"
    match node.low, node.high:
        case 0, None:
            count = "*"
        case 1, None:
            count = "+"
        case 0, 1:
            count = "?"
        case low, None:
            count = f"{{{low},}}"
        case low, high:
            count = f"{{{low}}}" if low == high else f"{{{low},{high}}}"
    return body + count + {"greedy": "", "lazy": "?", "possessive": "+"}[node.mode]


def _without_groups(node: Node) -> None:
    """Python can get groups inside atomic groups and possessive loops wrong."""
    match node:
        case Group():
            raise Inexpressible
        case Seq(items) | Alt(items):
            for item in items:
                _without_groups(item)
        case Repeat(body) | Atomic(body) | Look(body):
            _without_groups(body)


def _look(node: Look) -> str:
    least, most = width(node.body)
    if not node.ahead and least != most:
        raise Inexpressible
    arrow = "" if node.ahead else "<"
    return f"(?{arrow}{'!' if node.negative else '='}{to_python(node.body)})"
