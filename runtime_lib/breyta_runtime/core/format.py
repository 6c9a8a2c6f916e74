"""`format`: java.util.Formatter, in English, without dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import copysign, isfinite, isnan
from typing import Any, NoReturn

from breyta_runtime.core.arguments import text_of
from breyta_runtime.values.classes import class_name
from breyta_runtime.values.errors import IllegalArgument
from breyta_runtime.values.names import Char
from breyta_runtime.values.numbers import EXACT, BigInt
from breyta_runtime.values.printing import str_of
from breyta_runtime.values.text import utf16_length

MAX_WIDTH = 1_000_000
_SPECIFIER = re.compile(
    r"%(?P<index>[0-9]+\$)?(?P<flags>[-#+ 0,(<]*)(?P<width>[0-9]+)?(?P<precision>\.[0-9]+)?"
    r"(?P<time>[tT])?(?P<conversion>[a-zA-Z%])"
)


def _error(name: str) -> type[IllegalArgument]:
    return type(name, (IllegalArgument,), {"java": f"java.util.{name}Exception"})


UnknownConversion = _error("UnknownFormatConversion")
IllegalConversion = _error("IllegalFormatConversion")
MissingArgument = _error("MissingFormatArgument")
MissingWidth = _error("MissingFormatWidth")
IllegalPrecision = _error("IllegalFormatPrecision")
IllegalWidth = _error("IllegalFormatWidth")
IllegalFlags = _error("IllegalFormatFlags")
FlagsMismatch = _error("FormatFlagsConversionMismatch")


@dataclass(frozen=True, slots=True)
class Spec:
    """One `%…` of a format string."""

    text: str
    flags: str
    width: int
    precision: int
    conversion: str
    """In lower case; `upper` says how it was written."""
    upper: bool

    def has(self, flag: str) -> bool:
        return flag in self.flags


def format_(fmt: Any, *args: Any) -> str:
    """`(format fmt & args)`."""
    template = text_of(fmt, "fmt")
    out: list[str] = []
    at, ordinary, last = 0, 0, -1
    while (percent := template.find("%", at)) >= 0:
        out.append(template[at:percent])
        found = _SPECIFIER.match(template, percent)
        if found is None:
            raise UnknownConversion("Conversion = '%'")
        at = found.end()
        spec = _spec(found)
        if spec.conversion in "n%":
            out.append(_fixed(spec))
            continue
        if spec.has("<"):
            index = last
        elif found["index"]:
            index = int(found["index"][:-1]) - 1
        else:
            index, ordinary = ordinary, ordinary + 1
        if not 0 <= index < len(args):
            raise MissingArgument(f"Format specifier '{spec.text}'")
        last = index
        out.append(_formatted(spec, args[index]))
    out.append(template[at:])
    return "".join(out)


def _spec(found: re.Match[str]) -> Spec:
    conversion = found["conversion"]
    if found["time"]:
        raise UnknownConversion(
            f"Conversion = '{found['time']}{conversion}': dates are not formatted here; "
            "use breyta.sandbox/format-instant-pattern"
        )
    if conversion not in "bBhHsScCdoxXeEfgG%n":
        raise UnknownConversion(f"Conversion = '{conversion}'")
    flags = found["flags"]
    width = int(found["width"] or -1)
    if width > MAX_WIDTH or int((found["precision"] or ".0")[1:]) > MAX_WIDTH:
        raise IllegalWidth(f"{width}")
    if width < 0 and ("-" in flags or ("0" in flags and conversion in "doxXeEfgG")):
        raise MissingWidth(found[0])
    return Spec(
        found[0],
        flags,
        width,
        int(found["precision"][1:]) if found["precision"] else -1,
        conversion.lower(),
        conversion.isupper(),
    )


def _fixed(spec: Spec) -> str:
    if spec.conversion == "n":
        if spec.width >= 0:
            raise IllegalWidth(str(spec.width))
        return "\n"
    return _padded(spec, "%")


def _formatted(spec: Spec, arg: Any) -> str:
    if spec.conversion in "sbhc":
        _refuse_flags(spec, "#+ 0,(")
    match spec.conversion:
        case "s":
            return _text(spec, "null" if arg is None else str_of(arg))
        case "b":
            truth = arg if isinstance(arg, bool) else arg is not None
            return _text(spec, "true" if truth else "false")
        case "h":
            return _text(spec, "null" if arg is None else _hash(arg))
        case "c":
            return _character(spec, arg)
        case "d" | "o" | "x":
            return _integer(spec, arg)
        case _:
            return _fraction(spec, arg)


def _text(spec: Spec, text: str) -> str:
    if spec.precision >= 0:
        text = text[: spec.precision]
    return _padded(spec, text)


def _padded(spec: Spec, text: str) -> str:
    if spec.upper:
        text = text.upper()
    missing = spec.width - utf16_length(text)
    if missing <= 0:
        return text
    return text + " " * missing if spec.has("-") else " " * missing + text


def _hash(arg: Any) -> str:
    from breyta_runtime.values.hashing import java_string_hash

    if isinstance(arg, str):
        number = java_string_hash(arg)
    elif isinstance(arg, bool):
        number = 1231 if arg else 1237
    elif isinstance(arg, int):
        low = arg & 0xFFFFFFFFFFFFFFFF
        number = low ^ low >> 32
    elif isinstance(arg, Char):
        number = ord(arg.value)
    else:
        raise IllegalConversion(f"h is supported for strings and numbers, not {class_name(arg)}")
    return f"{number & 0xFFFFFFFF:x}"


def _character(spec: Spec, arg: Any) -> str:
    if spec.precision >= 0:
        raise IllegalPrecision(str(spec.precision))
    if arg is None:
        return _padded(spec, "null")
    if type(arg) is not Char:
        _mismatch(spec, arg)
    return _padded(spec, arg.value)


def _mismatch(spec: Spec, arg: Any) -> NoReturn:
    raise IllegalConversion(f"{spec.conversion} != {class_name(arg)}")


# -- numbers ----------------------------------------------------------------------------------


def _refuse_flags(spec: Spec, refused: str) -> None:
    for flag in refused:
        if spec.has(flag):
            raise FlagsMismatch(f"Conversion = {spec.conversion}, Flags = {flag}")


def _check_flags(spec: Spec, refused: str) -> None:
    _refuse_flags(spec, refused)
    if (spec.has("-") and spec.has("0")) or (spec.has("+") and spec.has(" ")):
        raise IllegalFlags(f"Flags = '{spec.flags}'")


def _integer(spec: Spec, arg: Any) -> str:
    if spec.precision >= 0:
        raise IllegalPrecision(str(spec.precision))
    decimal = spec.conversion == "d"
    _check_flags(spec, "#" if decimal else ",")
    if arg is None:
        return _padded(spec, "null")
    if isinstance(arg, bool) or not isinstance(arg, int):
        _mismatch(spec, arg)
    big = type(arg) is BigInt or not -(1 << 63) <= arg < 1 << 63
    if decimal:
        return _signed(spec, arg < 0, int.__repr__(abs(arg)))
    if not big:
        _check_flags(spec, "(+ ")
        digits = f"{arg & 0xFFFFFFFFFFFFFFFF:{spec.conversion}}"
        prefix = ("0x" if spec.conversion == "x" else "0") if spec.has("#") else ""
        if spec.has("0"):
            digits = digits.zfill(spec.width - len(prefix))
        return _padded(spec, prefix + digits)
    prefix = ("0x" if spec.conversion == "x" else "0") if spec.has("#") else ""
    return _signed(spec, arg < 0, prefix + f"{abs(arg):{spec.conversion}}")


def _signed(spec: Spec, negative: bool, digits: str, zeros: bool = True) -> str:
    """Sign, grouping and padding around the digits of a number."""
    if spec.has(","):
        whole, point, rest = digits.partition(".")
        digits = f"{int(whole):,}" + point + rest
    before = ("(" if spec.has("(") else "-") if negative else ""
    if not negative:
        before = "+" if spec.has("+") else " " if spec.has(" ") else ""
    after = ")" if negative and spec.has("(") else ""
    if spec.has("0") and zeros:
        digits = digits.rjust(spec.width - len(before) - len(after), "0")
    return _padded(spec, before + digits + after)


def _fraction(spec: Spec, arg: Any) -> str:
    kind = spec.conversion
    _check_flags(spec, {"e": ",", "g": "#", "f": ""}[kind])
    if arg is None:
        return _padded(spec, "null")
    if isinstance(arg, float):
        if isnan(arg):
            return _padded(spec, "NaN")
        if not isfinite(arg):
            return _signed(spec, arg < 0, "Infinity", zeros=False)
        # The shortest decimal that means this double is what Java rounds, half up.
        negative, value = copysign(1.0, arg) < 0, abs(Decimal(repr(arg)))
    elif isinstance(arg, Decimal):
        negative, value = arg < 0, abs(arg)
    else:
        _mismatch(spec, arg)
    precision = 6 if spec.precision < 0 else spec.precision
    if kind == "f":
        digits = fixed(value, precision)
    elif kind == "e":
        digits = scientific(value, precision)
    else:
        digits = _general(value, precision or 1)
    if spec.has("#") and "." not in digits:
        digits += "."
    return _signed(spec, negative, digits)


def fixed(value: Decimal, places: int) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT)
    return f"{rounded:f}"


def scientific(value: Decimal, places: int) -> str:
    if not value:
        return f"{fixed(Decimal(0), places)}e+00"
    exponent = value.adjusted()
    mantissa = fixed(value.scaleb(-exponent, EXACT), places)
    if mantissa.startswith("10"):
        exponent += 1
        mantissa = fixed(value.scaleb(-exponent, EXACT), places)
    return f"{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _general(value: Decimal, precision: int) -> str:
    if not value:
        return fixed(value, precision - 1)
    text = scientific(value, precision - 1)
    exponent = int(text.partition("e")[2])
    if -4 <= exponent < precision:
        return fixed(value, precision - exponent - 1)
    return text
