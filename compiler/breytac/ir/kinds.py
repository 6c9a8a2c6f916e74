"""What is known of a value before it is computed: a set of kinds it can be of."""

from __future__ import annotations

from decimal import Decimal
from enum import Flag, auto

from breyta_runtime.values import names, numbers, pattern, seqs, sets


class Kind(Flag):
    NIL = auto()
    BOOL = auto()
    SMALL = auto()
    """A whole number far from the ends of a long, so that + 1 cannot overflow."""
    INT = auto()
    """Any other whole number."""
    NUMBER = auto()
    """A number of another type."""
    STR = auto()
    KEYWORD = auto()
    MAP = auto()
    VECTOR = auto()
    LIST = auto()
    """A list or seq (lazy or not)."""
    SET = auto()
    FUNCTION = auto()
    """A Python callable."""
    OTHER = auto()


NOTHING = Kind(0)
ANY = ~NOTHING
WHOLE = Kind.SMALL | Kind.INT
NUMERIC = WHOLE | Kind.NUMBER
FALSY = Kind.NIL | Kind.BOOL
SMALL_LIMIT = 2**31

OF_RETURNS: dict[str, Kind] = {
    "any": ANY,
    "bool": Kind.BOOL,
    "int": WHOLE,
    "number": NUMERIC,
    "str": Kind.STR,
    "map": Kind.MAP,
    "vector": Kind.VECTOR,
    "list": Kind.LIST,
    "seq": Kind.LIST,
    "set": Kind.SET,
    "keyword": Kind.KEYWORD,
    "nil": Kind.NIL,
}
"""From what a var is declared to return."""


def kind_of(value: object) -> Kind:
    """The kind of a known value."""
    match value:
        case None:
            return Kind.NIL
        case bool():
            return Kind.BOOL
        case int():
            return Kind.SMALL if abs(value) < SMALL_LIMIT else Kind.INT
        case float() | Decimal() | numbers.Ratio():
            return Kind.NUMBER
        case str():
            return Kind.STR
        case names.Keyword():
            return Kind.KEYWORD
        case dict():
            return Kind.MAP
        case tuple():
            return Kind.VECTOR
        case seqs.Seq():
            return Kind.LIST
        case sets.Set():
            return Kind.SET
        case pattern.Pattern():
            return Kind.OTHER
        case _:
            return Kind.OTHER
