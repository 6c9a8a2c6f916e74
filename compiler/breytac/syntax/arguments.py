"""The `%` arguments of `#()`: found while the tokens are still in a row."""

from __future__ import annotations

from dataclasses import dataclass

from breytac.diagnostics.finding import Related
from breytac.diagnostics.rules.reader import BAD_FUNCTION_LITERAL
from breytac.syntax.tokens import Token

MAX_ARGUMENTS = 20
"""As many positional parameters as a Clojure function can have."""


@dataclass(slots=True)
class Arguments:
    """What the body of a `#()` refers to."""

    highest: int = 0
    rest: bool = False

    @property
    def names(self) -> list[str]:
        names = [f"%{number}" for number in range(1, self.highest + 1)]
        return [*names, "&", "%&"] if self.rest else names


def mark_arguments(tokens: list[Token]) -> None:
    """Makes `%` symbols inside a `#()` ARGUMENT tokens, and counts them in its first token.

    A symbol such as `%` outside of `#()` is a symbol like any other.
    """
    functions: list[Token] = []
    depths: list[int] = []
    depth = 0
    for token in tokens:
        kind = token.type
        if kind == "LFUNCTION":
            _check_nesting(token, functions)
            token.extra = Arguments()
            functions.append(token)
            depths.append(depth)
        elif kind == "RPAREN" and depths and depths[-1] == depth - 1:
            functions.pop()
            depths.pop()
        elif kind == "SYMBOL" and functions and token.text[0] == "%":
            _count(token, functions[-1].extra)
        if kind in ("LPAREN", "LFUNCTION"):
            depth += 1
        elif kind == "RPAREN":
            depth -= 1


def _check_nesting(token: Token, functions: list[Token]) -> None:
    if functions:
        outer = functions[-1]
        token.report(
            BAD_FUNCTION_LITERAL,
            "`#()` stands inside another `#()`",
            hint="Write the inner one as `(fn [x] …)`.",
            related=(Related(outer.span, "the outer `#()` is opened here"),),
        )


def _count(token: Token, arguments: Arguments) -> None:
    name = token.text[1:]
    token.type = "ARGUMENT"
    if name == "&":
        arguments.rest = True
    elif not name:
        arguments.highest = max(arguments.highest, 1)
    elif name.isascii() and name.isdigit() and 1 <= int(name[:9]) <= MAX_ARGUMENTS:
        arguments.highest = max(arguments.highest, int(name))
    else:
        token.type = "SYMBOL"
        token.report(
            BAD_FUNCTION_LITERAL,
            f"`{token.text}` is not an argument of `#()`",
            hint=f"Arguments are `%`, `%1` to `%{MAX_ARGUMENTS}` and `%&`.",
        )
