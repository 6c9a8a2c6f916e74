"""Sources with a layout that no person would give them."""

from __future__ import annotations

import random

from breytac.syntax.formatting import verify
from breytac.syntax.lexer import tokenize
from breytac.syntax.source import Source
from breytac.syntax.tokens import Reading, Token

BLANKS = ["\n", "\n\n", "\n   ", "\n\n\n\n ", "\r\n", ", ", "  ", "\t"]
REMARKS = [" ; c\n", "\n;; own\n", " ;x  \n\n", "\n\n;; a\n;; b\n", "\n #! sh \n ", ";\n"]
DISCARDS = ["\n#_ x\n", " #_(a\n b) ", " #_y ", " #_#_:k 1\n"]
TOUCHING = {"QUOTE", "META", "NAMESPACE", "CONDITIONAL", "DEREF", "VAR", "DISCARD", "LFUNCTION"}


def tokens_of(text: str) -> list[Token]:
    return tokenize(Reading(Source("t", text), frozenset()))


def comments_of(text: str) -> list[str]:
    tokens = tokens_of(text)
    return [comment for _, comments in verify._words(text, tokens) for comment in comments]


def collapsed(text: str) -> str:
    """The source on one line, but for its comments."""
    out, at = [], 0
    for token in tokens_of(text):
        gap = text[at : token.start]
        at = token.end
        out.append((gap if ";" in gap else " " if gap else "") + token.text)
    return "".join(out) + text[at:]


def mangled(text: str, seed: int) -> str:
    """The source with other blanks, and with comments and discarded forms everywhere."""
    draw = random.Random(seed)
    rate = draw.choice([0.02, 0.1, 0.3, 0.6])
    out: list[str] = []
    before: Token | None = None
    for token in tokens_of(text):
        gap = "" if before is None else _gap(before, token, draw, rate)
        out.append(gap + token.text)
        before = token
    return "".join(out) + draw.choice(["", "\n", " ; end", "\n\n", "\n;; end"])


def _gap(before: Token, token: Token, draw: random.Random, rate: float) -> str:
    if before.type in TOUCHING:
        return ""
    chance = draw.random()
    if chance < rate / 2:
        return draw.choice(REMARKS + DISCARDS)
    if chance < rate:
        return draw.choice(BLANKS)
    return " " if before.end != token.start else ""
