"""Where, going by the indentation, a bracket was meant to be closed."""

from __future__ import annotations

from dataclasses import dataclass

from breytac.syntax.tokens import Token

_OPENERS = frozenset(("LPAREN", "LBRACKET", "LBRACE", "LSET", "LFUNCTION"))
_ENDERS = frozenset(("RPAREN", "RBRACKET", "RBRACE"))


@dataclass(frozen=True, slots=True)
class Guess:
    opener: Token
    place: str
    """Line and column behind the last token that seems to belong inside."""


def guess_unclosed(tokens: list[Token], first: Token, last: Token | None) -> Guess | None:
    """The first bracket from `first` on that is still open where a line begins left of its inside.

    Only up to the token `last`, if there is one.  A file that is not indented gives no guess.
    """
    open_: list[tuple[Token, int, int]] = []
    previous = first
    line_before = 0
    for token in tokens[_index(tokens, first) :]:
        if token is last:
            return None
        line, column = token.span.start_position
        if line > line_before and open_ and token.type not in _ENDERS:
            opener, opener_line, opener_column = open_[-1]
            if opener_line < line and column <= opener_column:
                return Guess(opener, f"{line_before}:{previous.span.end_position[1]}")
        line_before = token.span.end_position[0]
        if token.type in _OPENERS:
            open_.append((token, line, column))
        elif token.type in _ENDERS and open_:
            open_.pop()
        previous = token
    return None


def _index(tokens: list[Token], token: Token) -> int:
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].start < token.start:
            low = middle + 1
        else:
            high = middle
    return low
