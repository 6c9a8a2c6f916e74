"""grammar.lark as lark compiled it: an automaton and a regular expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from breytac.syntax import grammar_table as kept


@dataclass(frozen=True, slots=True)
class Table:
    """What lark makes of the grammar: an LALR(1) automaton and a regular expression for tokens."""

    pattern: str
    """Skips blanks and matches the next token, named by its terminal; no group at the end."""
    rules: tuple[tuple[str, int, str], ...]
    """(what it makes, how many parts it takes, the callback; "" to pass its one part on)."""
    states: tuple[dict[str, int], ...]
    """By symbol: the state to go to, or the complement (~) of the rule to apply."""
    end: int
    """The state in which the text is accepted; the first one is 0."""


@cache
def table() -> Table:
    rules = []
    for line in kept.RULES.strip().split("\n"):
        origin, size, *callback = line.split(" ")
        rules.append((origin, int(size), "".join(callback)))
    states = tuple(
        {
            symbol: int(action)
            for group in row.split("; ")
            for action, *symbols in [group.split(" ")]
            for symbol in symbols
        }
        for row in kept.STATES.strip().split("\n")
    )
    return Table(kept.PATTERN, tuple(rules), states, kept.END)


@cache
def token_pattern() -> re.Pattern[str]:
    return re.compile(kept.PATTERN)
