"""Compiles grammar.lark with lark and keeps what comes out in grammar_table.py.

    python -m breytac.syntax.tabulate

Importing lark and compiling the grammar takes some 80 ms; a start of the program may take 250 ms
in all (docs/decisions/reader.md).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from breytac.syntax.grammar import Table

_HERE = Path(__file__)


def tabulate(grammar: str) -> Table:
    """The LALR table of a grammar, and its terminals as one regular expression."""
    lark = Lark(grammar, parser="lalr", lexer="basic", maybe_placeholders=False)
    data, memo = lark.memo_serialize([TerminalDef, Rule])
    parser = data["parser"]["parser"]
    numbers = {reference["@"]: number for number, reference in enumerate(data["rules"])}
    rules = tuple(_rule(memo[reference["@"]]) for reference in data["rules"])
    rows = {
        number: {
            parser["tokens"][symbol]: ~numbers[target["@"]] if is_reduction else target
            for symbol, (is_reduction, target) in row.items()
        }
        for number, row in parser["states"].items()
    }
    start, end = parser["start_states"]["start"], parser["end_states"]["start"]
    order = _in_order(rows, start)
    states = tuple(
        {
            symbol: action if action < 0 else order[action]
            for symbol, action in sorted(rows[number].items())
        }
        for number in order
    )
    return Table(_pattern(lark), rules, states, order[end])


def _in_order(rows: dict[int, dict[str, int]], start: int) -> dict[int, int]:
    """New numbers for the states, in the order they are met; lark's differ from run to run."""
    order = {start: 0}
    waiting = [start]
    while waiting:
        row = rows[waiting.pop()]
        for _, action in sorted(row.items()):
            if action >= 0 and action not in order:
                order[action] = len(order)
                waiting.append(action)
    return order


def _rule(rule: dict[str, Any]) -> tuple[str, int, str]:
    """(what it makes, how many parts it takes, the callback; "" to pass its one part on)."""
    origin, size = rule["origin"]["name"], len(rule["expansion"])
    passes = rule["alias"] is None and rule["options"]["expand1"] and size == 1
    return str(origin), size, "" if passes else str(rule["alias"] or origin)


def _pattern(lark: Lark) -> str:
    """Skips blanks and matches the next token, named by its terminal.

    Terminals are tried in the order of the grammar.  At the end of a text no group matches.
    """
    skipped, tokens = [], []
    for terminal in lark.terminals:
        pattern = terminal.pattern.to_regexp()
        if terminal.name in lark.ignore_tokens:
            skipped.append(pattern)
        else:
            tokens.append(f"(?P<{terminal.name}>{pattern})")
    return f"(?:{'|'.join(skipped)})*+(?:{'|'.join(tokens)}|\\Z)"


def module_text(grammar: str, made_by: str = "breytac.syntax.tabulate") -> str:
    """What grammar_table.py should hold."""
    table = tabulate(grammar)
    lines = [
        f'"""The table of grammar.lark, made by `python -m {made_by}`; not by hand."""',
        "",
        f"PATTERN = {table.pattern!r}",
        f"END = {table.end}",
        'RULES = """',
        *(" ".join((origin, str(size), name)).rstrip() for origin, size, name in table.rules),
        '"""',
        'STATES = """',
        *map(_row, table.states),
        '"""',
    ]
    return "\n".join(lines) + "\n"


def _row(state: dict[str, int]) -> str:
    """`action symbol symbol …; action …`."""
    by_action: dict[int, list[str]] = defaultdict(list)
    for symbol, action in state.items():
        by_action[action].append(symbol)
    return "; ".join(
        " ".join((str(action), *sorted(symbols))) for action, symbols in sorted(by_action.items())
    )


def grammar_text() -> str:
    return _HERE.with_name("grammar.lark").read_text(encoding="utf-8")


def main() -> None:
    text = module_text(grammar_text())
    _HERE.with_name("grammar_table.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
