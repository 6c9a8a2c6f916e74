"""Kinds of numbers: predicates, conversions, bits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from math import isfinite, isinf, isnan, trunc
from typing import Any

from breyta_runtime.core.numbers import (
    add,
    check_number,
    mul,
    sub,
    to_decimal,
)
from breyta_runtime.limits import MAX_NUMBER_BITS
from breyta_runtime.values.classes import class_name
from breyta_runtime.values.errors import (
    Arithmetic,
    ClassCast,
    IllegalArgument,
    LimitExceeded,
    NumberFormat,
)
from breyta_runtime.values.names import Char
from breyta_runtime.values.numbers import (
    LONG_MAX,
    LONG_MIN,
    NUMBERS,
    BigInt,
    Ratio,
    int_of_text,
    ratio,
    to_float,
)
from breyta_runtime.values.printing import java_double, str_of

_INTS = frozenset({int, BigInt})


def is_number(value: Any) -> bool:
    return type(value) in NUMBERS


def is_int(value: Any) -> bool:
    return type(value) is int


def is_integer(value: Any) -> bool:
    return type(value) in _INTS


def is_float(value: Any) -> bool:
    return type(value) is float


is_double = is_float


def is_ratio(value: Any) -> bool:
    return type(value) is Ratio


def is_decimal(value: Any) -> bool:
    return type(value) is Decimal


def is_rational(value: Any) -> bool:
    return type(value) in (int, BigInt, Ratio, Decimal)


def is_nat_int(value: Any) -> bool:
    return type(value) is int and value >= 0


def is_pos_int(value: Any) -> bool:
    return type(value) is int and value > 0


def is_neg_int(value: Any) -> bool:
    return type(value) is int and value < 0


def is_zero(value: Any) -> bool:
    if type(value) is int:
        return value == 0
    return not check_number(value)


def _sign_part(value: Any) -> Any:
    check_number(value)
    return value.numerator if type(value) is Ratio else value


def is_pos(value: Any) -> bool:
    if type(value) is int:
        return value > 0
    return bool(_sign_part(value) > 0)


def is_neg(value: Any) -> bool:
    if type(value) is int:
        return value < 0
    return bool(_sign_part(value) < 0)


def is_even(value: Any) -> bool:
    if type(value) not in _INTS:
        raise IllegalArgument(f"Argument must be an integer: {str_of(value)}")
    return value % 2 == 0  # type: ignore[no-any-return]


def is_odd(value: Any) -> bool:
    return not is_even(value)


def is_nan(value: Any) -> bool:
    return isnan(to_float(check_number(value)))


def is_infinite(value: Any) -> bool:
    return isinf(to_float(check_number(value)))


def num(value: Any) -> Any:
    return value if value is None else check_number(value)


def numerator(value: Any) -> int:
    return _big_integer(_ratio_of(value).numerator)


def denominator(value: Any) -> int:
    return _big_integer(_ratio_of(value).denominator)


def _ratio_of(value: Any) -> Ratio:
    if type(value) is not Ratio:
        raise _cast(value, "clojure.lang.Ratio")
    return value


def _big_integer(value: int) -> int:
    """A java.math.BigInteger: prints as a long does, so it is one while it fits."""
    return int(value) if LONG_MIN <= value <= LONG_MAX else BigInt(value)


def _cast(value: Any, wanted: str) -> ClassCast:
    return ClassCast(f"class {class_name(value)} cannot be cast to class {wanted}")


def _whole(value: Any, kind: str, low: int, high: int) -> int:
    if type(value) is Char:
        return ord(value.value)
    if kind == "int" and type(value) not in NUMBERS and value is not None:
        raise _cast(value, "java.lang.Character")
    check_number(value)
    if type(value) is float and not isfinite(value):
        raise IllegalArgument(f"Value out of range for {kind}: {java_double(value)}")
    found = _truncated(value)
    if not low <= found <= high:
        raise IllegalArgument(f"Value out of range for {kind}: {str_of(value)}")
    return found


def _truncated(value: Any) -> int:
    if type(value) is Ratio:
        whole = abs(value.numerator) // value.denominator
        return -whole if value.numerator < 0 else whole
    if type(value) is Decimal and value.is_finite() and value.adjusted() > MAX_NUMBER_BITS // 4:
        raise LimitExceeded("the number has too many digits")
    return trunc(value)  # type: ignore[no-any-return]


def long(value: Any) -> int:
    if type(value) is int:
        return value
    if type(value) is float and isnan(value):
        return 0
    return _whole(value, "long", LONG_MIN, LONG_MAX)


def int_(value: Any) -> int:
    found = _whole(value, "int", LONG_MIN, LONG_MAX)
    if not -0x80000000 <= found <= 0x7FFFFFFF:
        if type(value) is int:
            raise Arithmetic("integer overflow")
        raise IllegalArgument(f"Value out of range for int: {str_of(value)}")
    return found


def short(value: Any) -> int:
    return _whole(value, "short", -0x8000, 0x7FFF)


def byte(value: Any) -> int:
    return _whole(value, "byte", -0x80, 0x7F)


def double(value: Any) -> float:
    return to_float(check_number(value))


def float_(value: Any) -> float:
    """Doubles serve as floats; only the range is checked."""
    found = to_float(check_number(value))
    if isfinite(found) and abs(found) > 3.4028234663852886e38:
        raise IllegalArgument(f"Value out of range for float: {java_double(found)}")
    return found


def bigdec(value: Any) -> Decimal:
    if type(value) is float:
        if not isfinite(value):
            raise NumberFormat("Infinite or NaN")
        return Decimal(java_double(value))
    if type(value) is str:
        return _decimal_text(value)
    return to_decimal(check_number(value))


def _decimal_text(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("nan")
    if not found.is_finite() or "_" in text or text != text.strip():
        raise NumberFormat(f"Character array is not a decimal number: {text}")
    return found


def bigint(value: Any) -> BigInt:
    if type(value) is str:
        return BigInt(_integer_text(value))
    if type(value) is float:
        return BigInt(int(bigdec(value)))
    return BigInt(_truncated(check_number(value)))


def biginteger(value: Any) -> int:
    return _big_integer(bigint(value))


def _integer_text(text: str) -> int:
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not digits or not all("0" <= c <= "9" for c in digits):
        raise NumberFormat(f'For input string: "{text}"')
    if len(digits) > MAX_NUMBER_BITS // 4:
        raise LimitExceeded("the number has too many digits")
    return int_of_text(text)


def rationalize(value: Any) -> Any:
    if type(value) is float:
        return rationalize(bigdec(value))
    if type(value) is Decimal:
        n, d = value.as_integer_ratio()
        return ratio(n, d)
    return check_number(value)


# -- bits -----------------------------------------------------------------------------------------


def wrap(value: int) -> int:
    """The signed 64-bit number with the low bits of `value`."""
    value &= 0xFFFFFFFFFFFFFFFF
    return value - 0x10000000000000000 if value > LONG_MAX else value


def _bits(value: Any) -> int:
    if type(value) is int:
        return value
    if value is None:
        raise check_number(value)
    raise IllegalArgument(f"bit operation not supported for: class {class_name(value)}")


def _bit_fold(op: Callable[[int, int], int], a: Any, b: Any, more: tuple[Any, ...]) -> int:
    result = op(_bits(a), _bits(b))
    for value in more:
        result = op(result, _bits(value))
    return result


def bit_and(a: Any, b: Any, *more: Any) -> int:
    return _bit_fold(lambda x, y: x & y, a, b, more)


def bit_or(a: Any, b: Any, *more: Any) -> int:
    return _bit_fold(lambda x, y: x | y, a, b, more)


def bit_xor(a: Any, b: Any, *more: Any) -> int:
    return _bit_fold(lambda x, y: x ^ y, a, b, more)


def bit_and_not(a: Any, b: Any, *more: Any) -> int:
    return _bit_fold(lambda x, y: x & ~y, a, b, more)


def bit_not(value: Any) -> int:
    return ~_bits(value)


def bit_clear(value: Any, n: Any) -> int:
    return wrap(_bits(value) & ~(1 << (_bits(n) & 63)))


def bit_set(value: Any, n: Any) -> int:
    return wrap(_bits(value) | 1 << (_bits(n) & 63))


def bit_flip(value: Any, n: Any) -> int:
    return wrap(_bits(value) ^ 1 << (_bits(n) & 63))


def bit_test(value: Any, n: Any) -> bool:
    return bool(_bits(value) >> (_bits(n) & 63) & 1)


def bit_shift_left(value: Any, n: Any) -> int:
    return wrap(_bits(value) << (_bits(n) & 63))


def bit_shift_right(value: Any, n: Any) -> int:
    return _bits(value) >> (_bits(n) & 63)


def unsigned_bit_shift_right(value: Any, n: Any) -> int:
    return wrap((_bits(value) & 0xFFFFFFFFFFFFFFFF) >> (_bits(n) & 63))


# -- arithmetic that wraps around -----------------------------------------------------------------


def unchecked_add(a: Any, b: Any) -> Any:
    return wrap(a + b) if type(a) is int and type(b) is int else add(a, b)


def unchecked_subtract(a: Any, b: Any) -> Any:
    return wrap(a - b) if type(a) is int and type(b) is int else sub(a, b)


def unchecked_multiply(a: Any, b: Any) -> Any:
    return wrap(a * b) if type(a) is int and type(b) is int else mul(a, b)


def unchecked_inc(value: Any) -> Any:
    return unchecked_add(value, 1)


def unchecked_dec(value: Any) -> Any:
    return unchecked_subtract(value, 1)


def unchecked_negate(value: Any) -> Any:
    return unchecked_subtract(0, value)


def _low_bits(value: Any, bits: int) -> int:
    if type(value) is Char:
        found = ord(value.value)
    elif type(value) is float:
        # Java saturates at the ends of long; NaN is 0.
        found = 0 if isnan(value) else int(max(LONG_MIN, min(LONG_MAX, value)))
        if bits <= 32 and not isnan(value):
            found = max(-0x80000000, min(0x7FFFFFFF, found))
    else:
        found = _truncated(check_number(value))
    found &= (1 << bits) - 1
    return found - (1 << bits) if found >> (bits - 1) else found


def unchecked_long(value: Any) -> int:
    return _low_bits(value, 64)


def unchecked_int(value: Any) -> int:
    return _low_bits(value, 32)


def unchecked_byte(value: Any) -> int:
    return _low_bits(value, 8)
