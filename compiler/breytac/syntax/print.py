"""Forms to text: canonical EDN on one line, which reads back as the same form."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, TypeAlias

from breytac.syntax.forms import (
    Bool,
    Char,
    Decimal,
    Float,
    Form,
    Integer,
    Keyword,
    List,
    Map,
    Nil,
    Ratio,
    Regex,
    Set,
    String,
    Symbol,
    Tagged,
    Vector,
)

if TYPE_CHECKING:
    from breytac.syntax.reader import ReadResult

_Piece: TypeAlias = str | Form

_CHAR_NAMES = {
    "\n": "newline",
    " ": "space",
    "\t": "tab",
    "\b": "backspace",
    "\f": "formfeed",
    "\r": "return",
}
_STRING_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\b": "\\b",
    "\f": "\\f",
}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')


def print_form(form: Form, *, sugar: bool = True) -> str:
    """The form as text, with metadata; `'x`, `@x` and `#(…)` as they are written by hand, or
    without `sugar` as the lists they stand for."""
    out: list[str] = []
    stack: list[_Piece] = [form]
    while stack:
        piece = stack.pop()
        if isinstance(piece, str):
            out.append(piece)
        else:
            stack.extend(reversed(_pieces(piece, sugar)))
    return "".join(out)


def show_forms(result: ReadResult) -> str:
    """What was read as EDN, every form on a line of its own."""
    return "".join(f"{print_form(form, sugar=False)}\n" for form in result.forms)


def print_string(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _STRING_ESCAPES.get(char) or f"\\u{ord(char):04x}"


def _pieces(form: Form, sugared: bool) -> list[_Piece]:
    """One step of printing: text, and forms that are still to be printed."""
    pieces: list[_Piece] = [] if form.meta is None else ["^", form.meta, " "]
    match form:
        case List(sugar="#(") if sugared and _is_function_literal(form):
            body = form.items[2]
            assert isinstance(body, List)
            return [*pieces, *_spaced("#(", body.items, ")")]
        case List(items=(_, target), sugar=sugar) if sugared and sugar and sugar != "#(":
            # `~ @x` would be read as `~@ x`.
            gap = " " if sugar == "~" and isinstance(target, List) and target.sugar == "@" else ""
            return [*pieces, sugar, gap, target]
        case List():
            return pieces + _spaced("(", form.items, ")")
        case Vector():
            return pieces + _spaced("[", form.items, "]")
        case Set():
            return pieces + _spaced("#{", form.items, "}")
        case Map():
            items = [f for key, value in form.pairs for f in _entry(key, value)]
            return pieces + _spaced("{", tuple(items), "}")
        case Tagged():
            return [*pieces, "#", form.tag, " ", form.form]
        case _:
            return [*pieces, _atom(form)]


def _entry(key: Form, value: Form) -> tuple[Form, ...]:
    return (key,) if key is value else (key, value)


def _is_function_literal(form: List) -> bool:
    match form.items:
        case (Symbol(), Vector(), List(meta=None, sugar="")):
            return True
    return False


def _spaced(opener: str, items: tuple[Form, ...], closer: str) -> list[_Piece]:
    pieces: list[_Piece] = [opener]
    for item in items:
        pieces += (item, " ")
    if items:
        pieces.pop()
    pieces.append(closer)
    return pieces


def _atom(form: Form) -> str:
    match form:
        case Nil():
            return "nil"
        case Bool(value=value):
            return "true" if value else "false"
        case Integer(value=value, big=big):
            return f"{value}N" if big else str(value)
        case Float(value=value):
            return _float(value)
        case Ratio(value=value):
            return f"{value.numerator}/{value.denominator}"
        case Decimal(value=value):
            return f"{value}M"
        case Char(value=value):
            return _char(value)
        case String(value=value):
            return print_string(value)
        case Regex(pattern=pattern):
            return f'#"{pattern}"'
        case Keyword():
            return f":{form.full_name}"
        case Symbol():
            return form.full_name
    raise TypeError(f"not a form: {type(form).__name__}")


def _float(value: float) -> str:
    if math.isnan(value):
        return "##NaN"
    if value in (float("inf"), float("-inf")):
        return "##Inf" if value > 0 else "##-Inf"
    return repr(value)


def _char(value: str) -> str:
    if value in _CHAR_NAMES:
        return f"\\{_CHAR_NAMES[value]}"
    if value.isprintable() and not value.isspace():
        return f"\\{value}"
    return f"\\u{ord(value):04x}"
