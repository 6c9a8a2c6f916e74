"""java.math.BigInteger and java.math.BigDecimal, on whole numbers and on `Decimal`."""

from __future__ import annotations

import decimal
from decimal import Decimal
from math import gcd, isqrt
from typing import Any

from breyta_runtime.core.arguments import cast_error
from breyta_runtime.limits import MAX_NUMBER_BITS
from breyta_runtime.values.errors import (
    Arithmetic,
    IllegalArgument,
    LimitExceeded,
    NullPointer,
    NumberFormat,
)
from breyta_runtime.values.numbers import EXACT, BigInt
from breyta_runtime.values.printing import java_double

ROUNDINGS = (
    decimal.ROUND_UP,
    decimal.ROUND_DOWN,
    decimal.ROUND_CEILING,
    decimal.ROUND_FLOOR,
    decimal.ROUND_HALF_UP,
    decimal.ROUND_HALF_DOWN,
    decimal.ROUND_HALF_EVEN,
)
"""By Java's number; 7 is ROUND_UNNECESSARY."""
ROUNDING_NAMES = {
    name: i
    for i, name in enumerate(
        ("UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "UNNECESSARY")
    )
}


def whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    raise _not_a(value, "java.math.BigInteger")


def _not_a(value: Any, wanted: str) -> Exception:
    return NullPointer("a number is nil") if value is None else cast_error(value, wanted)


def _big(value: int) -> BigInt:
    if value.bit_length() > MAX_NUMBER_BITS:
        raise LimitExceeded("the number has too many digits")
    return BigInt(value)


def _order(a: Any, b: Any) -> int:
    return int((a > b) - (a < b))


class BigInteger:
    """The methods of BigInteger; each takes the number first."""

    @staticmethod
    def new(text: Any, radix: int = 10) -> BigInt:
        if not isinstance(text, str):
            raise _not_a(text, "java.lang.String")
        body = text[1:] if text[:1] in ("-", "+") else text
        try:
            if not body or not body.isalnum():
                raise ValueError
            return _big(int(text, radix))
        except ValueError:
            raise NumberFormat(f'For input string: "{text}"') from None

    @staticmethod
    def value_of(n: Any) -> BigInt:
        return _big(whole(n))

    @staticmethod
    def add(a: Any, b: Any) -> BigInt:
        return _big(whole(a) + whole(b))

    @staticmethod
    def subtract(a: Any, b: Any) -> BigInt:
        return _big(whole(a) - whole(b))

    @staticmethod
    def multiply(a: Any, b: Any) -> BigInt:
        if whole(a).bit_length() + whole(b).bit_length() > MAX_NUMBER_BITS:
            raise LimitExceeded("the number has too many digits")
        return _big(whole(a) * whole(b))

    @staticmethod
    def divide(a: Any, b: Any) -> BigInt:
        if whole(b) == 0:
            raise Arithmetic("BigInteger divide by zero")
        quotient = abs(whole(a)) // abs(whole(b))
        return _big(quotient if (a < 0) == (b < 0) else -quotient)

    @staticmethod
    def remainder(a: Any, b: Any) -> BigInt:
        return _big(whole(a) - BigInteger.divide(a, b) * whole(b))

    @staticmethod
    def mod(a: Any, b: Any) -> BigInt:
        if whole(b) <= 0:
            raise Arithmetic("BigInteger: modulus not positive")
        return _big(whole(a) % whole(b))

    @staticmethod
    def pow(a: Any, n: Any) -> BigInt:
        if whole(n) < 0:
            raise Arithmetic("Negative exponent")
        if whole(a).bit_length() * whole(n) > MAX_NUMBER_BITS:
            raise LimitExceeded("the number has too many digits")
        return _big(whole(a) ** whole(n))

    @staticmethod
    def mod_pow(a: Any, exponent: Any, modulus: Any) -> BigInt:
        if whole(modulus) <= 0:
            raise Arithmetic("BigInteger: modulus not positive")
        return _big(pow(whole(a), whole(exponent), whole(modulus)))

    @staticmethod
    def gcd(a: Any, b: Any) -> BigInt:
        return _big(gcd(whole(a), whole(b)))

    @staticmethod
    def negate(a: Any) -> BigInt:
        return _big(-whole(a))

    @staticmethod
    def abs(a: Any) -> BigInt:
        return _big(abs(whole(a)))

    @staticmethod
    def signum(a: Any) -> int:
        return _order(whole(a), 0)

    @staticmethod
    def sqrt(a: Any) -> BigInt:
        if whole(a) < 0:
            raise Arithmetic("Negative BigInteger")
        return _big(isqrt(whole(a)))

    @staticmethod
    def max(a: Any, b: Any) -> BigInt:
        return _big(max(whole(a), whole(b)))

    @staticmethod
    def min(a: Any, b: Any) -> BigInt:
        return _big(min(whole(a), whole(b)))

    @staticmethod
    def and_(a: Any, b: Any) -> BigInt:
        return _big(whole(a) & whole(b))

    @staticmethod
    def or_(a: Any, b: Any) -> BigInt:
        return _big(whole(a) | whole(b))

    @staticmethod
    def xor(a: Any, b: Any) -> BigInt:
        return _big(whole(a) ^ whole(b))

    @staticmethod
    def not_(a: Any) -> BigInt:
        return _big(~whole(a))

    @staticmethod
    def shift_left(a: Any, n: Any) -> BigInt:
        if whole(n) > MAX_NUMBER_BITS:
            raise LimitExceeded("the number has too many digits")
        return _big(whole(a) << whole(n) if n >= 0 else whole(a) >> -whole(n))

    @staticmethod
    def shift_right(a: Any, n: Any) -> BigInt:
        return BigInteger.shift_left(a, -whole(n))

    @staticmethod
    def bit_length(a: Any) -> int:
        number = whole(a)
        return (number if number >= 0 else ~number).bit_length()

    @staticmethod
    def test_bit(a: Any, n: Any) -> bool:
        return bool(whole(a) >> whole(n) & 1)

    @staticmethod
    def compare_to(a: Any, b: Any) -> int:
        return _order(whole(a), whole(b))

    @staticmethod
    def to_string(a: Any, radix: int = 10) -> str:
        number, digits = abs(whole(a)), ""
        if radix == 10:
            return int.__repr__(a)
        while number:
            number, digit = divmod(number, radix)
            digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        return ("-" if a < 0 else "") + (digits or "0")


def long_value(a: Any) -> int:
    """`longValue`: the low 64 bits, a fraction cut off."""
    return (int(a) + (1 << 63)) % (1 << 64) - (1 << 63)


def int_value(a: Any) -> int:
    return (int(a) + (1 << 31)) % (1 << 32) - (1 << 31)


def double_value(a: Any) -> float:
    try:
        return float(a)
    except OverflowError:
        return float("inf") if a > 0 else float("-inf")


def decimal_of(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    raise _not_a(value, "java.math.BigDecimal")


def _clean(value: Decimal) -> Decimal:
    """Java has no negative zero."""
    return value.copy_abs() if value.is_zero() else value


def _scale(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


class BigDecimal:
    """The methods of BigDecimal; each takes the number first."""

    @staticmethod
    def new(value: Any) -> Decimal:
        if isinstance(value, str):
            return _parsed(value)
        if isinstance(value, float):
            if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124
                raise NumberFormat("Infinite or NaN")
            return _clean(Decimal(value))
        return Decimal(whole(value))

    @staticmethod
    def value_of(value: Any, scale: int = 0) -> Decimal:
        if isinstance(value, float):
            return _parsed(java_double(value))
        return _clean(Decimal(whole(value)).scaleb(-whole(scale), EXACT))

    @staticmethod
    def add(a: Any, b: Any) -> Decimal:
        return _clean(EXACT.add(decimal_of(a), decimal_of(b)))

    @staticmethod
    def subtract(a: Any, b: Any) -> Decimal:
        return _clean(EXACT.subtract(decimal_of(a), decimal_of(b)))

    @staticmethod
    def multiply(a: Any, b: Any) -> Decimal:
        return _clean(EXACT.multiply(decimal_of(a), decimal_of(b)))

    @staticmethod
    def divide(a: Any, b: Any, scale: Any = None, rounding: Any = None) -> Decimal:
        """`divide(b)` exactly, `divide(b, rounding)` at a's scale, `divide(b, scale, rounding)`."""
        x, y = decimal_of(a), decimal_of(b)
        if y.is_zero():
            raise Arithmetic("/ by zero" if x else "Division undefined")
        if scale is None:
            return _exact_quotient(x, y)
        if rounding is None:
            scale, rounding = _scale(x), scale
        return _rounded(*_over(x, y), whole(scale), rounding)

    @staticmethod
    def remainder(a: Any, b: Any) -> Decimal:
        if decimal_of(b).is_zero():
            raise Arithmetic("Division by zero")
        return _clean(EXACT.remainder(decimal_of(a), decimal_of(b)))

    @staticmethod
    def divide_to_integral_value(a: Any, b: Any) -> Decimal:
        return _clean(EXACT.divide_int(decimal_of(a), decimal_of(b)))

    @staticmethod
    def pow(a: Any, n: Any) -> Decimal:
        power = whole(n)
        if not 0 <= power <= 999_999_999:
            raise Arithmetic("Invalid operation")
        if power * len(decimal_of(a).as_tuple().digits) * 4 > MAX_NUMBER_BITS:
            raise LimitExceeded("the number has too many digits")
        digits = int(a.scaleb(_scale(a), EXACT)) ** power
        return Decimal(digits).scaleb(-_scale(a) * power, EXACT)

    @staticmethod
    def set_scale(a: Any, scale: Any, rounding: Any = 7) -> Decimal:
        return _rounded(*_over(decimal_of(a), Decimal(1)), whole(scale), rounding)

    @staticmethod
    def scale(a: Any) -> int:
        return _scale(a)

    @staticmethod
    def precision(a: Any) -> int:
        return len(a.as_tuple().digits) if a else 1

    @staticmethod
    def unscaled_value(a: Any) -> BigInt:
        return _big(int(a.scaleb(_scale(a), EXACT)))

    @staticmethod
    def strip_trailing_zeros(a: Any) -> Decimal:
        return Decimal(0) if a.is_zero() else decimal_of(a).normalize(EXACT)

    @staticmethod
    def negate(a: Any) -> Decimal:
        return _clean(a.copy_negate())

    @staticmethod
    def plus(a: Any) -> Decimal:
        return decimal_of(a)

    @staticmethod
    def abs(a: Any) -> Decimal:
        return a.copy_abs()  # type: ignore[no-any-return]

    @staticmethod
    def signum(a: Any) -> int:
        return _order(a, 0)

    @staticmethod
    def max(a: Any, b: Any) -> Decimal:
        return decimal_of(a) if a >= decimal_of(b) else decimal_of(b)

    @staticmethod
    def min(a: Any, b: Any) -> Decimal:
        return decimal_of(a) if a <= decimal_of(b) else decimal_of(b)

    @staticmethod
    def compare_to(a: Any, b: Any) -> int:
        return _order(decimal_of(a), decimal_of(b))

    @staticmethod
    def equals(a: Any, b: Any) -> bool:
        """Unlike compareTo, 1.0 and 1.00 differ."""
        return isinstance(b, Decimal) and a == b and _scale(a) == _scale(b)

    @staticmethod
    def move_point_left(a: Any, n: Any) -> Decimal:
        moved = a.scaleb(-whole(n), EXACT)
        return moved if _scale(moved) >= 0 else BigDecimal.set_scale(moved, 0)

    @staticmethod
    def move_point_right(a: Any, n: Any) -> Decimal:
        return BigDecimal.move_point_left(a, -whole(n))

    @staticmethod
    def scale_by_power_of_ten(a: Any, n: Any) -> Decimal:
        return a.scaleb(whole(n), EXACT)  # type: ignore[no-any-return]

    @staticmethod
    def to_plain_string(a: Any) -> str:
        if abs(_scale(a)) > 100_000:
            raise LimitExceeded("the number has too many digits")
        return f"{a:f}"

    @staticmethod
    def to_engineering_string(a: Any) -> str:
        return str(a.to_eng_string())

    @staticmethod
    def to_big_integer(a: Any) -> BigInt:
        if a.adjusted() * 3 > MAX_NUMBER_BITS:
            raise LimitExceeded("the number has too many digits")
        return _big(int(a))


def _parsed(text: str) -> Decimal:
    try:
        value = EXACT.create_decimal(text) if text.strip() == text and "_" not in text else None
    except (decimal.InvalidOperation, ValueError):
        value = None
    if value is None or not value.is_finite():
        raise NumberFormat(f'Cannot make a number of "{text}"')
    return _clean(value)


def _over(a: Decimal, b: Decimal) -> tuple[int, int]:
    """a / b as a quotient of whole numbers with a positive denominator."""
    (n1, d1), (n2, d2) = a.as_integer_ratio(), b.as_integer_ratio()
    top, bottom = n1 * d2, d1 * n2
    return (top, bottom) if bottom > 0 else (-top, -bottom)


def _rounded(top: int, bottom: int, scale: int, rounding: Any) -> Decimal:
    if not isinstance(rounding, int) or not 0 <= rounding <= 7:
        raise IllegalArgument("Invalid rounding mode")
    if abs(scale) > 100_000:
        raise LimitExceeded("the number has too many digits")
    if scale >= 0:
        top *= 10**scale
    else:
        bottom *= 10**-scale
    units, rest = divmod(abs(top), bottom)
    if rest and rounding == 7:
        raise Arithmetic("Rounding necessary")
    if rest:
        # A quotient between two whole numbers rounds like the half, or like more or less of it.
        half = (rest * 2 > bottom) - (rest * 2 < bottom)
        part = Decimal(("0.25", "0.5", "0.75")[half + 1])
        sign = -1 if top < 0 else 1
        last = Decimal(sign * (units % 10)) + part.copy_sign(Decimal(sign))
        units += abs(int(last.to_integral_value(ROUNDINGS[rounding]))) - units % 10
    return _clean(Decimal(-units if top < 0 else units).scaleb(-scale, EXACT))


def _exact_quotient(x: Decimal, y: Decimal) -> Decimal:
    preferred = _scale(x) - _scale(y)
    top, bottom = _over(x, y)
    common = gcd(top, bottom)
    top, bottom = top // common, bottom // common
    needed, rest = 0, bottom
    counts = {2: 0, 5: 0}
    for prime in counts:
        while rest % prime == 0:
            rest //= prime
            counts[prime] += 1
    if rest != 1:
        raise Arithmetic(
            "Non-terminating decimal expansion; no exact representable decimal result."
        )
    needed = max(counts.values())
    scale = max(preferred, needed)
    if needed == 0 and preferred < 0:
        zeros = 0
        while top and zeros < -preferred and top % 10 ** (zeros + 1) == 0:
            zeros += 1
        scale = -zeros if top else preferred
    return _rounded(top, bottom, scale, 7)
