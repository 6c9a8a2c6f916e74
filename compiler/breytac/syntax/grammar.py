"""grammar.lark, compiled: its LALR table and its terminals as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark
from lark.lexer import Lexer

from breytac.syntax.build import Builder


class _NoLexer(Lexer):
    """Lark is handed tokens that are already made and balanced."""

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:  # noqa: ARG002
        return iter(())


@cache
def parser() -> Lark:
    grammar = files("breytac.syntax").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer=_NoLexer,
        transformer=Builder(),
        maybe_placeholders=False,
    )


@cache
def token_pattern() -> re.Pattern[str]:
    """One expression that skips blanks and matches the next token, named by its terminal.

    Terminals are tried in the order of the grammar.  At the end of a text no group matches.
    """
    lark = parser()
    skipped, tokens = [], []
    for terminal in lark.terminals:
        pattern = terminal.pattern.to_regexp()
        if terminal.name in lark.ignore_tokens:
            skipped.append(pattern)
        else:
            tokens.append(f"(?P<{terminal.name}>{pattern})")
    return re.compile(f"(?:{'|'.join(skipped)})*+(?:{'|'.join(tokens)}|\\Z)")
