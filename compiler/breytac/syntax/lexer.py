"""Text to tokens, in one pass of one regular expression."""

from __future__ import annotations

from breytac.syntax.grammar import token_pattern
from breytac.syntax.tokens import Reading, Token


def tokenize(reading: Reading) -> list[Token]:
    """All tokens of the text; blanks and comments are not among them."""
    tokens = []
    for match in token_pattern().finditer(reading.source.text):
        kind = match.lastgroup
        if kind is not None:
            start, end = match.span(kind)
            tokens.append(Token(kind, start, end, match[kind], reading))
    return tokens
