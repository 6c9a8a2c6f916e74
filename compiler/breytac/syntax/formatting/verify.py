"""Proof that a formatted text says what the text before said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from breytac.syntax.forms import Branch, Form, List, parts
from breytac.syntax.tokens import Token

_COMMENT = re.compile(r"(?:;|#!)[^\n\r]*")


def same_forms(ours: Iterable[Form], theirs: Iterable[Form]) -> bool:
    """Whether forms are the same, their metadata and reader sugar included."""
    left, right = list(ours), list(theirs)
    if len(left) != len(right):
        return False
    stack: list[tuple[Form | None, Form | None]] = list(zip(left, right, strict=True))
    while stack:
        one, other = stack.pop()
        if one is None or other is None:
            if one is not other:
                return False
            continue
        if type(one) is not type(other):
            return False
        if isinstance(one, Branch):
            if isinstance(one, List) and isinstance(other, List) and one.sugar != other.sugar:
                return False
            inner, outer = parts(one), parts(other)
            if len(inner) != len(outer):
                return False
            stack.extend(zip(inner, outer, strict=True))
        elif one != other:
            return False
        stack.append((one.meta, other.meta))
    return True


def same_words(
    before: str, tokens_before: list[Token], after: str, tokens_after: list[Token]
) -> bool:
    """Whether two texts differ in nothing but blanks between tokens and behind comments."""
    return len(tokens_before) == len(tokens_after) and all(
        one == other
        for one, other in zip(
            _words(before, tokens_before), _words(after, tokens_after), strict=True
        )
    )


def _words(text: str, tokens: list[Token]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every token, with the comments before it; those at the end come with no token."""
    at = 0
    for token in tokens:
        yield token.text, _comments(text[at : token.start])
        at = token.end
    yield "", _comments(text[at:])


def _comments(gap: str) -> tuple[str, ...]:
    if gap.isspace() or not gap:
        return ()
    return tuple(comment.rstrip(" \t\f\v") for comment in _COMMENT.findall(gap))
