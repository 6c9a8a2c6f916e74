"""The LALR automaton of the grammar: tokens to forms, with a stack of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from breytac.diagnostics.rules.reader import MISSING_FORM
from breytac.syntax.build import Builder
from breytac.syntax.forms import Form
from breytac.syntax.grammar import table
from breytac.syntax.tokens import Reading, Token

_Reduction = tuple[str, int, Callable[[list[Any]], Any] | None]


@cache
def _callbacks() -> tuple[list[_Reduction], dict[str, Callable[[Token], Any]]]:
    """What to do for each rule, and for each kind of token that is a form by itself."""
    builder = Builder()
    reductions: list[_Reduction] = [
        (origin, size, getattr(builder, name) if name else None)
        for origin, size, name in table().rules
    ]
    kinds = {symbol for state in table().states for symbol in state if symbol.isupper()}
    atoms = {kind: getattr(builder, kind) for kind in kinds if hasattr(builder, kind)}
    return reductions, atoms


def parse(tokens: list[Token], reading: Reading) -> list[Form]:
    """The forms of a text whose brackets match.

    A prefix that nothing follows gets a form that is MISSING, so that every text is accepted.
    """
    reductions, atoms = _callbacks()
    rows, end_state = table().states, table().end
    states = [0]
    values: list[Any] = []
    length = len(reading.source.text)
    waiting = [Token("$END", length, length, "", reading), *reversed(tokens)]
    while True:
        token = waiting.pop()
        kind = token.type
        while True:
            action = rows[states[-1]].get(kind)
            if action is None:
                waiting += (token, _missing(values, token))
                break
            if action >= 0:
                states.append(action)
                values.append(atoms[kind](token) if kind in atoms else token)
                break
            origin, size, callback = reductions[~action]
            if callback is not None:
                if size:
                    values[-size:] = (callback(values[-size:]),)
                else:
                    values.append(callback([]))
            if size:
                del states[-size:]
            states.append(rows[states[-1]][origin])
            if states[-1] == end_state:
                forms: list[Form] = values[-1]
                return forms


_NEEDS = {
    "DISCARD": "`#_` has no form to discard",
    "META": "`^` needs metadata and a form behind it, and finds none",
    "TAG": "the tag `{}` has no form behind it",
}


def _missing(values: list[Any], token: Token) -> Token:
    """What stands for the form that the innermost prefix waits for at `token`."""
    prefix = next(value for value in reversed(values) if type(value) is Token)
    # A namespace or a conditional is faulted by its own rule.
    if prefix.type not in ("NAMESPACE", "CONDITIONAL") and not prefix.extra:
        prefix.extra = True
        message = _NEEDS.get(prefix.type, "`{}` has no form behind it").format(prefix.text)
        where = "at the end of the text" if token.type == "$END" else f"before `{token.text}`"
        hint = f"Add the form, or remove the `{prefix.text}`."
        prefix.report(MISSING_FORM, f"{message} {where}", hint)
    return Token("MISSING", prefix.end, prefix.end, "", prefix.reading)
