"""`hash`: Clojure's Murmur3 values, so that they are the same in every process and on the JVM."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from breyta_runtime.values.kinds import MapLike, Sequential, SetLike
from breyta_runtime.values.names import Char, Keyword, Symbol
from breyta_runtime.values.numbers import LONG_MAX, LONG_MIN, BigInt, Ratio
from breyta_runtime.values.text import to_units

_MASK = 0xFFFFFFFF


def _signed(value: int) -> int:
    value &= _MASK
    return value - 0x100000000 if value & 0x80000000 else value


def _rotate(value: int, by: int) -> int:
    value &= _MASK
    return (value << by | value >> (32 - by)) & _MASK


def _mix_k(k: int) -> int:
    return _rotate((k & _MASK) * 0xCC9E2D51, 15) * 0x1B873593 & _MASK


def _mix_h(h: int, k: int) -> int:
    return (_rotate(h ^ k, 13) * 5 + 0xE6546B64) & _MASK


def _finish(h: int, length: int) -> int:
    h ^= length
    h = (h ^ h >> 16) * 0x85EBCA6B & _MASK
    h = (h ^ h >> 13) * 0xC2B2AE35 & _MASK
    return _signed(h ^ h >> 16)


def _hash_int(value: int) -> int:
    return 0 if value == 0 else _finish(_mix_h(0, _mix_k(value)), 4)


def _hash_long(value: int) -> int:
    if value == 0:
        return 0
    low, high = value & _MASK, (value >> 32) & _MASK
    return _finish(_mix_h(_mix_h(0, _mix_k(low)), _mix_k(high)), 8)


def java_string_hash(text: str) -> int:
    """`String.hashCode`."""
    h = 0
    for char in to_units(text):
        h = (h * 31 + ord(char)) & _MASK
    return _signed(h)


def _hash_name(text: str) -> int:
    """Murmur3 over the UTF-16 units, two at a time."""
    units = to_units(text)
    h = 0
    for i in range(1, len(units), 2):
        h = _mix_h(h, _mix_k(ord(units[i - 1]) | ord(units[i]) << 16))
    if len(units) % 2:
        h ^= _mix_k(ord(units[-1]))
    return _finish(h, 2 * len(units))


def _combine(seed: int, value: int) -> int:
    seed &= _MASK
    signed = _signed(seed)
    return _signed(seed ^ (value + 0x9E3779B9 + (seed << 6) + (signed >> 2)))


def _hash_symbol(ns: str | None, name: str) -> int:
    return _combine(_hash_name(name), 0 if ns is None else java_string_hash(ns))


def _mix_coll(h: int, count: int) -> int:
    return _finish(_mix_h(0, _mix_k(h)), count)


def _ordered(items: Iterable[Any]) -> int:
    h, count = 1, 0
    for item in items:
        h = (31 * h + hash_of(item)) & _MASK
        count += 1
    return _mix_coll(h, count)


def _unordered(hashes: Iterable[int]) -> int:
    h = count = 0
    for value in hashes:
        h = (h + value) & _MASK
        count += 1
    return _mix_coll(h, count)


def _fold(value: int) -> int:
    """`Long.hashCode` of 64 bits."""
    value &= (1 << 64) - 1
    return _signed(value ^ value >> 32)


def _hash_big(value: int) -> int:
    """`BigInteger.hashCode`: over the words of the magnitude, highest first."""
    magnitude, h, words = abs(value), 0, []
    while magnitude:
        words.append(magnitude & _MASK)
        magnitude >>= 32
    for word in reversed(words):
        h = (31 * h + word) & _MASK
    return _signed(-h if value < 0 else h)


def _hash_float(value: float) -> int:
    import struct

    if value == 0:
        return 0
    return _fold(struct.unpack(">q", struct.pack(">d", value))[0])


def _hash_decimal(value: Decimal) -> int:
    if not value:
        return 0
    sign, digits, exponent = value.as_tuple()
    unscaled = int("".join(map(str, digits)))
    scale = -int(exponent)
    while unscaled % 10 == 0:
        unscaled //= 10
        scale -= 1
    whole = -unscaled if sign else unscaled
    if LONG_MIN < whole <= LONG_MAX:
        magnitude = abs(whole)
        h = ((magnitude >> 32) * 31 + (magnitude & _MASK)) & _MASK
        return _signed(31 * (-h if whole < 0 else h) + scale)
    return _signed(31 * _hash_big(whole) + scale)


def _hash_number(value: Any) -> int | None:
    kind = type(value)
    if kind is int or kind is BigInt:
        return _hash_long(value) if LONG_MIN <= value <= LONG_MAX else _hash_big(value)
    if kind is float:
        return _hash_float(value)
    if kind is Ratio:
        return _signed(_hash_big(value.numerator) ^ _hash_big(value.denominator))
    if kind is Decimal:
        return _hash_decimal(value)
    return None


def hash_of(value: Any) -> int:
    """`(hash value)`."""
    kind = type(value)
    if kind is str:
        return _hash_int(java_string_hash(value)) if value else 0
    if kind is Keyword:
        return _signed(_hash_symbol(value.ns, value.name) + 0x9E3779B9)
    if value is None:
        return 0
    if kind is bool:
        return 1231 if value else 1237
    number = _hash_number(value)
    if number is not None:
        return number
    if kind is Symbol:
        return _hash_symbol(value.ns, value.name)
    if kind is Char:
        return ord(value.value)
    if isinstance(value, (tuple, Sequential)):
        return _ordered(value)
    if isinstance(value, (dict, MapLike)):
        return _unordered(map(_ordered, value.items()))  # type: ignore[union-attr]
    if isinstance(value, SetLike):
        return _unordered(map(hash_of, value))
    return _hash_other(value)


def _hash_other(value: Any) -> int:
    if type(value).__name__ == "UUID":
        return _fold((value.int >> 64) ^ (value.int & (1 << 64) - 1))
    nanos = getattr(value, "nanos", None)
    if isinstance(nanos, int):
        return _signed(_fold(nanos // 1_000_000_000) + 51 * (nanos % 1_000_000_000))
    # Identity has no stable hash; the name of the type is at least the same in every run.
    return _hash_int(java_string_hash(type(value).__qualname__ + getattr(value, "__name__", "")))
