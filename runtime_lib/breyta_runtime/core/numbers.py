"""Arithmetic and numeric comparison: longs overflow loudly, ratios stay exact, doubles spread.

Each function tries the case of two longs first; everything else goes by category:
double over decimal over ratio over bigint over long.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from math import inf, isinf, isnan, nan
from typing import Any

from breyta_runtime.limits import MAX_NUMBER_BITS, MAX_RATIO_BITS
from breyta_runtime.values.classes import class_name
from breyta_runtime.values.errors import (
    Arithmetic,
    Arity,
    ClassCast,
    LimitExceeded,
    NullPointer,
    NumberFormat,
)
from breyta_runtime.values.numbers import (
    EXACT,
    LONG_MAX,
    LONG_MIN,
    NUMBERS,
    BigInt,
    Ratio,
    ratio,
    to_float,
)
from breyta_runtime.values.ordering import compare_numbers

_NONE: Any = object()
_INTS = frozenset({int, BigInt})
_REALS = frozenset({int, float, BigInt})


def not_number(value: Any) -> Exception:
    """The error of an operand that is no number."""
    if value is None:
        return NullPointer('Cannot invoke "Object.getClass()" because "x" is null')
    return ClassCast(f"class {class_name(value)} cannot be cast to class java.lang.Number")


def check_number(value: Any) -> Any:
    if type(value) not in NUMBERS:
        raise not_number(value)
    return value


def overflow() -> Arithmetic:
    return Arithmetic("long overflow")


def to_decimal(value: Any) -> Decimal:
    if type(value) is Ratio:
        return divide_decimals(Decimal(value.numerator), Decimal(value.denominator))
    return value if type(value) is Decimal else Decimal(int(value))


def _parts(value: Any) -> tuple[int, int]:
    if type(value) is Ratio:
        return value.numerator, value.denominator
    return value, 1


def _category(a: Any, b: Any) -> str:
    kind, other = type(a), type(b)
    if kind not in NUMBERS:
        raise not_number(a)
    if other not in NUMBERS:
        raise not_number(b)
    if kind is float or other is float:
        return "double"
    if kind is Decimal or other is Decimal:
        return "decimal"
    if kind is Ratio or other is Ratio:
        return "ratio"
    if kind is BigInt or other is BigInt:
        return "bigint"
    return "long"


_DECIMAL_OPS: dict[Callable[[Any, Any], Any], Callable[[Decimal, Decimal], Decimal]] = {
    operator.add: EXACT.add,
    operator.sub: EXACT.subtract,
    operator.mul: EXACT.multiply,
}


def _ratio_op(op: Callable[[Any, Any], Any], a: Any, b: Any) -> Any:
    (an, ad), (bn, bd) = _parts(a), _parts(b)
    if (an * ad * bn * bd).bit_length() > MAX_RATIO_BITS:
        raise LimitExceeded("the ratio has too many digits")
    if op is operator.mul:
        return ratio(an * bn, ad * bd)
    return ratio(op(an * bd, bn * ad), ad * bd)


def _big(result: int) -> BigInt:
    if result.bit_length() > MAX_NUMBER_BITS:
        raise LimitExceeded("the number has too many digits")
    return BigInt(result)


def _apply(op: Callable[[Any, Any], Any], a: Any, b: Any, *, promote: bool = False) -> Any:
    """`+`, `-` or `*` of any two numbers."""
    category = _category(a, b)
    if category == "double":
        return op(to_float(a), to_float(b))
    if category == "decimal":
        return _DECIMAL_OPS[op](to_decimal(a), to_decimal(b))
    if category == "ratio":
        return _ratio_op(op, a, b)
    result = op(int(a), int(b))
    if category == "bigint":
        return _big(result)
    if LONG_MIN <= result <= LONG_MAX:
        return result
    if promote:
        return BigInt(result)
    raise overflow()


def _fold(op: Callable[[Any, Any], Any], start: Any, more: tuple[Any, ...]) -> Any:
    for value in more:
        start = op(start, value)
    return start


def add(a: Any = 0, b: Any = _NONE, /, *more: Any) -> Any:
    result: Any
    if type(a) is int and type(b) is int:
        result = a + b
        if not -0x8000000000000000 <= result <= 0x7FFFFFFFFFFFFFFF:
            raise overflow()
        if not more:
            return result
    elif type(a) is float and type(b) is float:
        result = a + b
    elif b is _NONE:
        return a if a is None else check_number(a)
    else:
        result = _apply(operator.add, a, b)
    return _fold(add, result, more) if more else result


def sum_of_longs(start: Any, items: tuple[Any, ...]) -> int | None:
    """The sum if all are longs and no partial sum is too large for one, else None."""
    if type(start) is not int:
        return None
    total: int = start
    for item in items:
        if type(item) is not int:
            return None
        total += item
        if not -0x8000000000000000 <= total <= 0x7FFFFFFFFFFFFFFF:
            return None
    return total


def sub(a: Any, b: Any = _NONE, /, *more: Any) -> Any:
    result: Any
    if type(a) is int and type(b) is int:
        result = a - b
        if not -0x8000000000000000 <= result <= 0x7FFFFFFFFFFFFFFF:
            raise overflow()
        if not more:
            return result
    elif type(a) is float and type(b) is float:
        result = a - b
    elif b is _NONE:
        return _negate(a)
    else:
        result = _apply(operator.sub, a, b)
    return _fold(sub, result, more) if more else result


def _negate(value: Any) -> Any:
    return -value if type(value) is float else sub(0, check_number(value))


def mul(a: Any = 1, b: Any = _NONE, /, *more: Any) -> Any:
    result: Any
    if type(a) is int and type(b) is int:
        result = a * b
        if not -0x8000000000000000 <= result <= 0x7FFFFFFFFFFFFFFF:
            raise overflow()
        if not more:
            return result
    elif type(a) is float and type(b) is float:
        result = a * b
    elif b is _NONE:
        return a if a is None else check_number(a)
    else:
        result = _apply(operator.mul, a, b)
    return _fold(mul, result, more) if more else result


def div(a: Any, b: Any = _NONE, /, *more: Any) -> Any:
    if b is _NONE:
        return div(1, a)
    result = _divide(a, b)
    return _fold(div, result, more) if more else result


def _divide(a: Any, b: Any) -> Any:
    category = _category(a, b)
    if category == "double":
        return divide_floats(to_float(a), to_float(b))
    if not b:
        raise Arithmetic("Divide by zero")
    if category == "decimal":
        return divide_decimals(to_decimal(a), to_decimal(b))
    if category == "ratio":
        (an, ad), (bn, bd) = _parts(a), _parts(b)
        return ratio(an * bd, ad * bn)
    result = ratio(int(a), int(b))
    if category == "long" and type(result) is BigInt:
        whole = int(result)
        return whole if whole <= LONG_MAX else LONG_MIN
    return result


def divide_floats(a: float, b: float) -> float:
    if b == 0:
        if a == 0 or isnan(a):
            return nan
        negative = str(b)[0] == "-"
        return -inf if (a < 0) != negative else inf
    return a / b


def _scale(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)


def divide_decimals(a: Decimal, b: Decimal) -> Decimal:
    """`BigDecimal.divide`: exact, or an error when the expansion does not end."""
    scale = _scale(a) - _scale(b)
    if a == 0:
        return Decimal(0).scaleb(-scale, EXACT)
    an, ad = a.as_integer_ratio()
    bn, bd = b.as_integer_ratio()
    quotient = ratio(an * bd, ad * bn)
    n, d = _parts(quotient)
    places, rest = 0, d
    while rest > 1:
        if rest % 10 == 0:
            rest //= 10
        elif rest % 2 == 0:
            rest //= 2
        elif rest % 5 == 0:
            rest //= 5
        else:
            raise Arithmetic(
                "Non-terminating decimal expansion; no exact representable decimal result."
            )
        places += 1
    unscaled = int(n) * 10**places // d
    exact = Decimal(unscaled).scaleb(-places, EXACT)
    return _to_scale(exact, scale)


def _to_scale(value: Decimal, preferred: int) -> Decimal:
    """The representation whose scale is as near to the preferred one as the value allows."""
    tight = value.normalize(EXACT)
    if _scale(tight) >= preferred:
        return tight
    return tight.quantize(Decimal(1).scaleb(-preferred, EXACT), context=EXACT)


def inc(value: Any) -> Any:
    if type(value) is int:
        if value == LONG_MAX:
            raise overflow()
        return value + 1
    return add(check_number(value), 1)


def dec(value: Any) -> Any:
    if type(value) is int:
        if value == LONG_MIN:
            raise overflow()
        return value - 1
    return sub(check_number(value), 1)


def add_p(*values: Any) -> Any:
    """`+'`: bigints instead of overflow."""
    return _promoting(operator.add, 0, values)


def mul_p(*values: Any) -> Any:
    return _promoting(operator.mul, 1, values)


def _promoting(op: Callable[[Any, Any], Any], start: int, values: tuple[Any, ...]) -> Any:
    if len(values) < 2:
        return check_number(values[0]) if values else start
    result = values[0]
    for value in values[1:]:
        result = _apply(op, result, value, promote=True)
    return result


def sub_p(first: Any, *more: Any) -> Any:
    if not more:
        return -first if type(first) is float else _apply(operator.sub, 0, first, promote=True)
    for value in more:
        first = _apply(operator.sub, first, value, promote=True)
    return first


def inc_p(value: Any) -> Any:
    return _apply(operator.add, value, 1, promote=True)


def dec_p(value: Any) -> Any:
    return _apply(operator.sub, value, 1, promote=True)


def quot(a: Any, b: Any) -> Any:
    """Division truncated towards zero."""
    if type(a) in _INTS and type(b) in _INTS:
        if not b:
            raise Arithmetic("Divide by zero")
        result = abs(int(a)) // abs(int(b))
        if (a < 0) != (b < 0):
            result = -result
        if type(a) is BigInt or type(b) is BigInt:
            return BigInt(result)
        return result if result <= LONG_MAX else LONG_MIN
    return _slow_quot(a, b)


def _slow_quot(a: Any, b: Any) -> Any:
    category = _category(a, b)
    if not b:
        raise Arithmetic("Divide by zero")
    if category == "double":
        quotient = divide_floats(to_float(a), to_float(b))
        if isinf(quotient) or isnan(quotient):
            raise NumberFormat("Infinite or NaN")
        return float(int(quotient))
    if category == "decimal":
        return _decimal_quot(to_decimal(a), to_decimal(b))
    (an, ad), (bn, bd) = _parts(a), _parts(b)
    n, d = an * bd, ad * bn
    result = abs(n) // abs(d)
    return BigInt(-result if (n < 0) != (d < 0) else result)


def _decimal_quot(a: Decimal, b: Decimal) -> Decimal:
    """`BigDecimal.divideToIntegralValue`, scale included."""
    preferred = _scale(a) - _scale(b)
    whole = EXACT.divide_int(a, b)
    if not whole:
        return Decimal(0).scaleb(-preferred, EXACT)
    return _to_scale(whole, preferred)


def rem(a: Any, b: Any) -> Any:
    """What `quot` leaves; has the sign of the dividend."""
    if type(a) is int and type(b) is int:
        if not b:
            raise Arithmetic("Divide by zero")
        result = abs(a) % abs(b)
        return -result if a < 0 else result
    return sub(a, mul(quot(a, b), b))


def mod(a: Any, b: Any) -> Any:
    """The remainder with the sign of the divisor."""
    if type(a) is int and type(b) is int:
        if not b:
            raise Arithmetic("Divide by zero")
        return a % b
    left = rem(a, b)
    if not left or (_negative(a) == _negative(b)):
        return left
    return add(left, b)


def _negative(value: Any) -> bool:
    return value.numerator < 0 if type(value) is Ratio else bool(value < 0)


def _order(a: Any, b: Any) -> int | None:
    """The order of two numbers; None when one is NaN."""
    if type(a) not in NUMBERS:
        raise not_number(a)
    if type(b) not in NUMBERS:
        raise not_number(b)
    if (type(a) is float and isnan(a)) or (type(b) is float and isnan(b)):
        return None
    return compare_numbers(a, b)


def _chain(holds: Callable[[Any, Any], bool], a: Any, b: Any, more: tuple[Any, ...]) -> bool:
    if b is _NONE:
        return True
    if not holds(a, b):
        return False
    for value in more:
        if not holds(b, value):
            return False
        b = value
    return True


def _lt(a: Any, b: Any) -> bool:
    order = _order(a, b)
    return order is not None and order < 0


def _le(a: Any, b: Any) -> bool:
    order = _order(a, b)
    return order is not None and order <= 0


def lt(a: Any, b: Any = _NONE, /, *more: Any) -> bool:
    if not more and type(a) in _REALS and type(b) in _REALS:
        return a < b  # type: ignore[no-any-return]
    return _chain(_lt, a, b, more)


def le(a: Any, b: Any = _NONE, /, *more: Any) -> bool:
    if not more and type(a) in _REALS and type(b) in _REALS:
        return a <= b  # type: ignore[no-any-return]
    return _chain(_le, a, b, more)


def gt(a: Any, b: Any = _NONE, /, *more: Any) -> bool:
    if not more and type(a) in _REALS and type(b) in _REALS:
        return a > b  # type: ignore[no-any-return]
    return _chain(lambda x, y: _lt(y, x), a, b, more)


def ge(a: Any, b: Any = _NONE, /, *more: Any) -> bool:
    if not more and type(a) in _REALS and type(b) in _REALS:
        return a >= b  # type: ignore[no-any-return]
    return _chain(lambda x, y: _le(y, x), a, b, more)


def num_eq(a: Any, b: Any = _NONE, /, *more: Any) -> bool:
    """`==`: equal as numbers, whatever their types."""
    return _chain(lambda x, y: _order(x, y) == 0, a, b, more)


def _extreme(values: tuple[Any, ...], wins: Callable[[Any, Any], bool], name: str) -> Any:
    if not values:
        raise Arity(f"Wrong number of args (0) passed to: clojure.core/{name}")
    best = values[0]
    if len(values) == 1:
        return best
    for value in values[1:]:
        if type(best) is float and isnan(best):
            check_number(value)
        elif type(value) is float and isnan(value):
            check_number(best)
            best = value
        elif not wins(best, value):
            best = value
    return best


def max_(*values: Any) -> Any:
    return _extreme(values, lambda x, y: _lt(y, x), "max")


def min_(*values: Any) -> Any:
    return _extreme(values, _lt, "min")


def abs_(value: Any) -> Any:
    if type(value) is Ratio:
        return Ratio(abs(value.numerator), value.denominator)
    check_number(value)
    if type(value) is BigInt:
        return BigInt(abs(int(value)))
    if type(value) is int and value == LONG_MIN:
        return value
    return abs(value) if type(value) is not Decimal else value.copy_abs()
