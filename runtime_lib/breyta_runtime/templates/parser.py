"""Text to template, with the LALR automaton that lark makes of `grammar.lark`.

The tags of blocks are matched before the automaton sees them, so that one missing tag is one
problem that names both ends.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from breyta_runtime.templates import grammar_table
from breyta_runtime.templates.build import ATOMS, REDUCTIONS
from breyta_runtime.templates.lexer import Token, tokenize
from breyta_runtime.templates.nodes import Template
from breyta_runtime.templates.problems import Problem, TemplateError

MAX_DEPTH = 24
"""Blocks and parentheses inside each other."""
MAX_ELSE = 60
"""`{{else if}}`s of one block."""

_Reduction = tuple[str, int, str]


@lru_cache(maxsize=1024)
def parse(text: str) -> Template:
    """What a text says as a template; raises TemplateError."""
    tokens = tokenize(text)
    _match_blocks(tokens)
    return _parse(tokens, len(text))


def _match_blocks(tokens: list[Token]) -> None:
    open_blocks: list[tuple[Token, Token, int]] = []
    depth = 0
    for i, token in enumerate(tokens):
        head = tokens[i + 1] if i + 1 < len(tokens) else token
        if token.type in ("OPEN_BLOCK", "OPEN_INVERSE", "OPEN_RAW"):
            open_blocks.append((token, head, 0))
        elif token.type == "OPEN_END":
            if not open_blocks:
                what = f"{{{{/{head.text}}}}} closes a block that was never opened"
                raise TemplateError(Problem(what, token.start, head.end))
            _check_name(open_blocks.pop(), token, head)
        elif token.type == "OPEN_ELSE":
            if not open_blocks:
                problem = Problem("an else outside of any block", token.start, token.end)
                raise TemplateError(problem)
            opening, name, elses = open_blocks[-1]
            open_blocks[-1] = (opening, name, elses + 1)
            if elses == MAX_ELSE:
                raise TemplateError(_too_deep(token, f"a block has at most {MAX_ELSE} elses"))
        depth += (token.type == "LPAREN") - (token.type == "RPAREN")
        if max(depth, 0) + len(open_blocks) > MAX_DEPTH:
            raise TemplateError(_too_deep(token, f"nested deeper than {MAX_DEPTH} levels"))
    if open_blocks:
        opening, name, _ = open_blocks[-1]
        hint = f"Write {{{{/{name.text}}}}} where it ends."
        what = f"the block {_shown(opening, name)} is never closed"
        raise TemplateError(Problem(what, opening.start, name.end, hint))


def _shown(opening: Token, name: Token) -> str:
    return f"{opening.text.replace('~', '')}{name.text} …}}}}"


def _too_deep(token: Token, why: str) -> Problem:
    return Problem(f"the template is too complex: {why}", token.start, token.end)


def _check_name(opened: tuple[Token, Token, int], token: Token, name: Token) -> None:
    opening, expected, _ = opened
    if name.text != expected.text:
        raise TemplateError(
            Problem(
                f"{{{{/{name.text}}}}} closes the block {_shown(opening, expected)}",
                token.start,
                name.end,
                f"Write {{{{/{expected.text}}}}}.",
                (opening.start, expected.end),
            )
        )


@cache
def _table() -> tuple[list[_Reduction], list[dict[str, int]]]:
    rules = []
    for line in grammar_table.RULES.strip().split("\n"):
        origin, size, *callback = line.split(" ")
        rules.append((origin, int(size), "".join(callback)))
    states = [
        {
            symbol: int(action)
            for group in row.split("; ")
            for action, *symbols in [group.split(" ")]
            for symbol in symbols
        }
        for row in grammar_table.STATES.strip().split("\n")
    ]
    return rules, states


def _parse(tokens: list[Token], length: int) -> Template:
    rules, rows = _table()
    states = [0]
    values: list[Any] = []
    for token in (*tokens, Token("$END", length, length, "")):
        while True:
            action = rows[states[-1]].get(token.type)
            if action is None:
                raise TemplateError(_unexpected(token, rows[states[-1]]))
            if action >= 0:
                states.append(action)
                values.append(ATOMS[token.type](token) if token.type in ATOMS else token)
                break
            origin, size, callback = rules[~action]
            parts = []
            if size:
                parts = values[-size:]
                del values[-size:], states[-size:]
            values.append(REDUCTIONS[callback](parts) if callback else parts[0])
            states.append(rows[states[-1]][origin])
            if states[-1] == grammar_table.END:
                made: Template = values[-1]
                return made
    raise AssertionError("the end of the text is accepted or refused")


_NAMED = {
    "STRING": "a string",
    "NUMBER": "a number",
    "BOOLEAN": "true or false",
    "PATH": "a name",
    "HASH": "an option",
    "CLOSE": "the end of the tag",
    "AS": "`as |…|`",
    "OPEN_ELSE": "a second else",
    "OPEN_END": "the end of a block",
}


def _unexpected(token: Token, row: dict[str, int]) -> Problem:
    found = _NAMED.get(token.type, f"`{token.text}`")
    hint = None
    if token.type == "CLOSE" and "PATH" in row:
        hint = "A tag holds a name, or a helper and its arguments."
    elif token.type in ("STRING", "NUMBER", "BOOLEAN") and "STRING" not in row:
        hint = "A tag begins with the name of a value or of a helper."
    elif token.type == "PATH" and "HASH" in row:
        hint = "Options such as length=10 come after all other arguments."
    elif token.type == "OPEN_ELSE" and "OPEN_END" in row:
        hint = "An inverted block {{^x}} has no else."
    return Problem(f"{found} cannot stand here", token.start, max(token.end, token.start), hint)
