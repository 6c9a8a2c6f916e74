"""The number types Python lacks, and which category a number belongs to.

long = int within 64 bits, bigint = `BigInt`, double = float, ratio = `Ratio`, decimal = Decimal.
"""

from __future__ import annotations

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from math import gcd, inf
from typing import Any

LONG_MIN = -0x8000000000000000
LONG_MAX = 0x7FFFFFFFFFFFFFFF

EXACT = Context(prec=min(MAX_PREC, 1_000_000), Emax=MAX_EMAX, Emin=MIN_EMIN)
"""Java's BigDecimal adds and multiplies exactly; so does this context."""


def int_text(value: int) -> str:
    """The decimal digits of any whole number; Python's own way stops at 4300 of them."""
    try:
        return int.__repr__(value)
    except ValueError:
        return str(Decimal(value))


def int_of_text(text: str) -> int:
    """The inverse: optional sign and decimal digits."""
    try:
        return int(text)
    except ValueError:
        return int(Decimal(text))


class BigInt(int):
    """An arbitrary-precision integer (`1N`); equal to the long of the same value."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"BigInt({int(self)})"

    def __str__(self) -> str:
        return int_text(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return (BigInt, (int(self),))


class Ratio:
    """A ratio in lowest terms whose denominator is at least 2; made by `ratio`."""

    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: int, denominator: int) -> None:
        self.numerator = numerator
        self.denominator = denominator

    def __eq__(self, other: object) -> bool:
        return (
            type(other) is Ratio
            and other.numerator == self.numerator
            and other.denominator == self.denominator
        )

    def __hash__(self) -> int:
        return hash(("ratio", self.numerator, self.denominator))

    def __float__(self) -> float:
        return ratio_to_float(self.numerator, self.denominator)

    def __repr__(self) -> str:
        return f"{int_text(self.numerator)}/{int_text(self.denominator)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Ratio, (self.numerator, self.denominator))


def ratio(numerator: int, denominator: int) -> Ratio | BigInt:
    """The reduced quotient; whole results are bigints, as Clojure's are."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    common = gcd(numerator, denominator)
    if common == denominator:
        return BigInt(numerator // denominator)
    return Ratio(numerator // common, denominator // common)


_SIXTEEN = Context(prec=16, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding="ROUND_HALF_UP")


def ratio_to_float(numerator: int, denominator: int) -> float:
    """Clojure divides with 16 decimal digits and then makes the double: 2/3 -> 0.6666666666666667."""
    return float(_SIXTEEN.divide(Decimal(numerator), Decimal(denominator)))


def to_float(value: Any) -> float:
    """The double of any number; Java gives infinity where Python gives up."""
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf


INTEGERS: frozenset[type] = frozenset({int, BigInt})
NUMBERS: frozenset[type] = frozenset({int, float, BigInt, Ratio, Decimal})


def is_number(value: Any) -> bool:
    return type(value) in NUMBERS
