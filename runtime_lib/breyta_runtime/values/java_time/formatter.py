"""DateTimeFormatter: Java's patterns and the ISO constants, in English."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, ClassVar

from breyta_runtime.values.errors import DateTime, DateTimeParse, IllegalArgument
from breyta_runtime.values.java_time.fields import Parsed, build
from breyta_runtime.values.java_time.parse_error import parse_error
from breyta_runtime.values.java_time.printers import (
    Fraction,
    Literally,
    LocalizedOffset,
    Number,
    Offset,
    Optional,
    Part,
    Reduced,
    Text,
    Zone,
)
from breyta_runtime.values.java_time.zoned import (
    UTC_OFFSET,
    Instant,
    OffsetDateTime,
    ZonedDateTime,
)


@dataclass(frozen=True, slots=True)
class DateTimeFormatter:
    java: ClassVar[str] = "java.time.format.DateTimeFormatter"
    parts: tuple[Part, ...]
    strict: bool = False
    zone: Any = None
    text: str = ""

    def __str__(self) -> str:
        return self.text

    @staticmethod
    def of_pattern(pattern: str, locale: Any = None) -> DateTimeFormatter:  # noqa: ARG004
        return _of_pattern(pattern)

    def with_zone(self, zone: Any) -> DateTimeFormatter:
        return replace(self, zone=zone)

    def with_locale(self, locale: Any) -> DateTimeFormatter:  # noqa: ARG002
        return self

    def format(self, temporal: Any) -> str:
        shown = temporal
        if self.zone is not None and isinstance(temporal, Instant):
            shown = temporal.at_zone(self.zone)
        elif self.zone is not None and isinstance(temporal, OffsetDateTime | ZonedDateTime):
            shown = temporal.to_instant().at_zone(self.zone)
        return "".join(part.print(shown) for part in self.parts)

    def parse_as(self, text: str, kind: str) -> Any:
        """The value of class `kind` in a text."""
        fields: Parsed = {}
        pos = 0
        for part in self.parts:
            after = part.parse(text, pos, fields)
            if after < 0:
                raise parse_error(text, pos)
            pos = after
        if pos < len(text):
            message = f"Text '{text}' could not be parsed, unparsed text found at index {pos}"
            raise DateTimeParse(message)
        try:
            found = build(fields, kind, self.strict, self.zone)
        except DateTime as error:
            raise DateTimeParse(f"Text '{text}' could not be parsed: {error}") from error
        if found is None:
            raise DateTimeParse(
                f"Text '{text}' could not be parsed: Unable to obtain {kind} from its fields "
                f"({', '.join(fields)})"
            )
        return found


@dataclass(frozen=True, slots=True)
class Locale:
    """Only English is known."""

    java: ClassVar[str] = "java.util.Locale"
    tag: str

    def __str__(self) -> str:
        return self.tag


ENGLISH, US = Locale("en"), Locale("en_US")


@dataclass(frozen=True, slots=True)
class _InstantPart(Part):
    """ISO_INSTANT: the instant in UTC with as many digits as it needs."""

    def print(self, temporal: Any) -> str:
        if isinstance(temporal, Instant):
            return str(temporal)
        if isinstance(temporal, OffsetDateTime | ZonedDateTime):
            return str(temporal.to_instant())
        raise DateTime("Unsupported field: InstantSeconds")

    def parse(self, text: str, pos: int, fields: Parsed) -> int:
        local = Instant.parse(text[pos:]).at_offset(UTC_OFFSET)
        time = local.local.time
        fields.update(
            Year=local.get_year(),
            MonthOfYear=local.get_month_value(),
            DayOfMonth=local.get_day_of_month(),
            NanoOfDay=time.nanos,
            Offset=UTC_OFFSET,
        )
        return len(text)


# -- patterns ---------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _of_pattern(pattern: str) -> DateTimeFormatter:
    return DateTimeFormatter(_reserve(_Reader(pattern).parts(nested=False)), text=pattern)


@dataclass(slots=True)
class _Reader:
    pattern: str
    pos: int = 0

    def parts(self, nested: bool) -> list[Part]:
        out: list[Part] = []
        while self.pos < len(self.pattern):
            char = self.pattern[self.pos]
            if char.isascii() and char.isalpha():
                out.append(self.letters(char))
                continue
            self.pos += 1
            match char:
                case "'":
                    out.append(Literally(self.quoted()))
                case "[":
                    out.append(Optional(_reserve(self.parts(nested=True))))
                case "]":
                    if not nested:
                        raise IllegalArgument("Pattern invalid as it contains ] without previous [")
                    return out
                case "{" | "}" | "#":
                    raise IllegalArgument(f"Pattern includes reserved character: '{char}'")
                case _:
                    out.append(Literally(char))
        return out

    def quoted(self) -> str:
        out: list[str] = []
        start = self.pos
        while self.pos < len(self.pattern):
            char = self.pattern[self.pos]
            self.pos += 1
            if char != "'":
                out.append(char)
            elif self.pattern[self.pos : self.pos + 1] == "'" and self.pos > start + 0:
                out.append("'")
                self.pos += 1
            else:
                return "".join(out) or "'"
        raise IllegalArgument(f"Pattern ends with an incomplete string literal: {self.pattern}")

    def letters(self, char: str) -> Part:
        end = self.pos
        while end < len(self.pattern) and self.pattern[end] == char:
            end += 1
        count, self.pos = end - self.pos, end
        return _part(char, count)


_NUMBERS = {
    "d": ("DayOfMonth", 2),
    "H": ("HourOfDay", 2),
    "h": ("ClockHourOfAmPm", 2),
    "K": ("HourOfAmPm", 2),
    "k": ("ClockHourOfDay", 2),
    "m": ("MinuteOfHour", 2),
    "s": ("SecondOfMinute", 2),
    "D": ("DayOfYear", 3),
}
_LONG = {"n": "NanoOfSecond", "N": "NanoOfDay", "A": "MilliOfDay"}
_OFFSETS = ("+HHmm", "+HHMM", "+HH:MM", "+HHMMss", "+HH:MM:ss")


def _part(char: str, count: int) -> Part:
    if char in "uy":
        return _year("Year" if char == "u" else "YearOfEra", count)
    if char in "MLQq":
        return _numbered("MonthOfYear" if char in "ML" else "QuarterOfYear", char, count)
    if char in _NUMBERS:
        field, most = _NUMBERS[char]
        if count > most:
            raise _too_many(char)
        if count == 1:
            return Number(field, 1, 19)
        return Number(field, count, most, "never")
    if char in _LONG:
        return Number(_LONG[char], count, 19) if count > 1 else Number(_LONG[char], 1, 19)
    match char:
        case "S":
            if count > 9:
                raise IllegalArgument(f"Invalid fraction width: {count}")
            return Fraction(count, count, False)
        case "E":
            return _named("DayOfWeek", char, count)
        case "G":
            return _named("Era", char, count)
        case "a":
            if count > 1:
                raise _too_many(char)
            return Text("AmPmOfDay", "full")
        case _:
            return _zone_part(char, count)


def _zone_part(char: str, count: int) -> Part:
    match char:
        case "V":
            if count != 2:
                raise IllegalArgument(f"Pattern letter count must be 2: {char}")
            return Zone()
        case "z":
            if count > 4:
                raise _too_many(char)
            if count == 4:
                raise IllegalArgument("Full zone names (zzzz) are not supported; use VV or z")
            return Zone(short=True)
        case "X" | "x" if count <= 5:
            zero = "Z" if char == "X" else ("+00", "+0000", "+00:00")[min(count, 3) - 1]
            if char == "x" and count > 3:
                zero = "+0000" if count == 4 else "+00:00"
            return Offset(_OFFSETS[count - 1], zero)
        case "Z" if count <= 5:
            if count == 4:
                return LocalizedOffset(True)
            return Offset("+HHMM", "+0000") if count < 4 else Offset("+HH:MM:ss", "Z")
        case "O":
            if count not in (1, 4):
                raise IllegalArgument(f"Pattern letter count must be 1 or 4: {char}")
            return LocalizedOffset(count == 4)
        case "X" | "x" | "Z":
            raise _too_many(char)
        case "Y" | "w" | "W" | "e" | "c" | "F" | "B" | "g" | "p" | "v":
            raise IllegalArgument(
                f"The pattern letter {char} is not supported: its meaning depends on a locale "
                "or on padding; use y, M, d and plain numbers"
            )
        case _:
            raise IllegalArgument(f"Unknown pattern letter: {char}")


def _year(field: str, count: int) -> Part:
    if count == 2:
        return Reduced(field)
    if count > 19:
        raise _too_many("y")
    return Number(field, count, 19, "normal" if count < 4 else "exceeds-pad")


def _numbered(field: str, char: str, count: int) -> Part:
    if count == 1:
        return Number(field, 1, 19)
    if count == 2:
        return Number(field, 2, 2, "never")
    return _named(field, char, count)


def _named(field: str, char: str, count: int) -> Part:
    if count > 5:
        raise _too_many(char)
    return Text(field, "full" if count == 4 else "narrow" if count == 5 else "short")


def _too_many(char: str) -> IllegalArgument:
    return IllegalArgument(f"Too many pattern letters: {char}")


def _reserve(parts: list[Part]) -> tuple[Part, ...]:
    """Tell a number of open width how many digits the fixed-width numbers behind it need."""
    out: list[Part] = []
    reserved = 0
    for part in reversed(parts):
        if isinstance(part, Number) and part.fixed:
            out.append(part)
            reserved += part.high
        elif isinstance(part, Reduced):
            out.append(part)
            reserved += 2
        elif isinstance(part, Number):
            out.append(replace(part, reserved=reserved))
            reserved = 0
        else:
            out.append(part)
            reserved = 0
    return tuple(reversed(out))


# -- constants --------------------------------------------------------------------------------


def _two(field: str) -> Number:
    return Number(field, 2, 2, "never")


_DASH, _COLON = Literally("-"), Literally(":")
_YEAR = Number("Year", 4, 10, "exceeds-pad")
_DATE: tuple[Part, ...] = (_YEAR, _DASH, _two("MonthOfYear"), _DASH, _two("DayOfMonth"))
_TIME: tuple[Part, ...] = (
    _two("HourOfDay"),
    _COLON,
    _two("MinuteOfHour"),
    Optional((_COLON, _two("SecondOfMinute"), Optional((Fraction(0, 9, True),)))),
)
_OFFSET = Offset("+HH:MM:ss", "Z")
_MAYBE_OFFSET = Optional((_OFFSET,))
_DATE_TIME: tuple[Part, ...] = (*_DATE, Literally("T"), *_TIME)
_REGION = Optional((Literally("["), Zone(), Literally("]")))

CONSTANTS: dict[str, DateTimeFormatter] = {
    name: DateTimeFormatter(parts, strict=name != "RFC_1123_DATE_TIME", text=name)
    for name, parts in {
        "ISO_LOCAL_DATE": _DATE,
        "ISO_LOCAL_TIME": _TIME,
        "ISO_LOCAL_DATE_TIME": _DATE_TIME,
        "ISO_OFFSET_DATE": (*_DATE, _OFFSET),
        "ISO_DATE": (*_DATE, _MAYBE_OFFSET),
        "ISO_OFFSET_TIME": (*_TIME, _OFFSET),
        "ISO_TIME": (*_TIME, _MAYBE_OFFSET),
        "ISO_OFFSET_DATE_TIME": (*_DATE_TIME, _OFFSET),
        "ISO_ZONED_DATE_TIME": (*_DATE_TIME, _OFFSET, _REGION),
        "ISO_DATE_TIME": (*_DATE_TIME, Optional((_OFFSET, _REGION))),
        "ISO_ORDINAL_DATE": (_YEAR, _DASH, Number("DayOfYear", 3, 3, "never"), _MAYBE_OFFSET),
        "ISO_WEEK_DATE": (
            Number("WeekBasedYear", 4, 10, "exceeds-pad"),
            Literally("-W"),
            _two("WeekOfWeekBasedYear"),
            _DASH,
            Number("DayOfWeek", 1, 1, "never"),
            _MAYBE_OFFSET,
        ),
        "ISO_INSTANT": (_InstantPart(),),
        "BASIC_ISO_DATE": (
            Number("Year", 4, 4, "never"),
            _two("MonthOfYear"),
            _two("DayOfMonth"),
            Optional((Offset("+HHMMss", "Z"),)),
        ),
        "RFC_1123_DATE_TIME": (
            Optional((Text("DayOfWeek", "short"), Literally(", "))),
            Number("DayOfMonth", 1, 2, "never"),
            Literally(" "),
            Text("MonthOfYear", "short"),
            Literally(" "),
            Number("Year", 4, 4, "never"),
            Literally(" "),
            _two("HourOfDay"),
            _COLON,
            _two("MinuteOfHour"),
            Optional((_COLON, _two("SecondOfMinute"))),
            Literally(" "),
            Offset("+HHMM", "GMT"),
        ),
    }.items()
}
