"""The pieces a DateTimeFormatter is made of; each prints a part of a value and parses it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from breyta_runtime.values.errors import DateTime
from breyta_runtime.values.java_time.fields import Parsed, field_of
from breyta_runtime.values.java_time.units import DAYS_OF_WEEK, MONTHS, UnsupportedTemporal
from breyta_runtime.values.java_time.zoned import UTC_OFFSET, ZoneId, ZoneOffset

Sign = Literal["normal", "exceeds-pad", "never"]
FAILED = -1


class Part:
    """`print` gives the text; `parse` stores fields and gives the new position, or FAILED."""

    __slots__ = ()

    def print(self, _temporal: Any, /) -> str:
        return ""

    def parse(self, _text: str, pos: int, _fields: Parsed, /) -> int:
        return pos


@dataclass(frozen=True, slots=True)
class Literally(Part):
    text: str

    def print(self, temporal: Any) -> str:  # noqa: ARG002
        return self.text

    def parse(self, text: str, pos: int, fields: Parsed) -> int:  # noqa: ARG002
        return pos + len(self.text) if text.startswith(self.text, pos) else FAILED


@dataclass(frozen=True, slots=True)
class Number(Part):
    """A field in digits; `reserved` digits belong to the fixed-width numbers that follow."""

    field: str
    low: int
    high: int
    sign: Sign = "normal"
    reserved: int = 0

    @property
    def fixed(self) -> bool:
        return self.low == self.high and self.sign == "never"

    def print(self, temporal: Any) -> str:
        value = field_of(temporal, self.field)
        digits = str(abs(value))
        if len(digits) > self.high:
            raise DateTime(
                f"Field {self.field} cannot be printed as the value {value} exceeds the maximum "
                f"print width of {self.high}"
            )
        if value < 0 and self.sign == "never":
            raise DateTime(
                f"Field {self.field} cannot be printed as the value {value} cannot be negative "
                "according to the SignStyle"
            )
        plus = "+" if self.sign == "exceeds-pad" and value >= 10**self.low else ""
        return ("-" if value < 0 else plus) + digits.zfill(self.low)

    def parse(self, text: str, pos: int, fields: Parsed) -> int:
        start = pos
        sign = text[pos : pos + 1] if self.sign != "never" else ""
        if sign in ("-", "+") and sign:
            if sign == "+" and self.sign == "normal":
                return FAILED
            pos += 1
        else:
            sign = ""
        end = pos
        while end < len(text) and end - pos < self.high + self.reserved and text[end] in _DIGITS:
            end += 1
        end = max(pos + self.low, end - self.reserved) if self.reserved else end
        end = min(end, pos + self.high)
        if end - pos < self.low or end > len(text) or end == pos:
            return FAILED
        if self.sign == "exceeds-pad" and (
            (not sign and end - pos > self.low) or (sign == "+" and end - pos <= self.low)
        ):
            return FAILED
        value = int(text[pos:end])
        return store(fields, self.field, -value if sign == "-" else value, end, start)


_DIGITS = "0123456789"


def store(fields: Parsed, name: str, value: Any, end: int, start: int) -> int:  # noqa: ARG001
    if fields.setdefault(name, value) != value:
        return FAILED
    return end


@dataclass(frozen=True, slots=True)
class Reduced(Part):
    """A year in two digits, meaning 2000 to 2099."""

    field: str
    reserved: int = 0

    def print(self, temporal: Any) -> str:
        return f"{abs(field_of(temporal, self.field)) % 100:02d}"

    def parse(self, text: str, pos: int, fields: Parsed) -> int:
        digits = text[pos : pos + 2]
        if len(digits) < 2 or any(c not in _DIGITS for c in digits):
            return FAILED
        return store(fields, self.field, 2000 + int(digits), pos + 2, pos)


@dataclass(frozen=True, slots=True)
class Fraction(Part):
    """Digits of the second's fraction."""

    low: int
    high: int
    point: bool

    def print(self, temporal: Any) -> str:
        digits = f"{field_of(temporal, 'NanoOfSecond'):09d}"[: self.high]
        digits = digits.rstrip("0").ljust(self.low, "0")
        return f".{digits}" if self.point and digits else digits

    def parse(self, text: str, pos: int, fields: Parsed) -> int:
        start = pos
        if self.point:
            if text[pos : pos + 1] != ".":
                return FAILED if self.low else pos
            pos += 1
        end = pos
        while end < len(text) and end - pos < self.high and text[end] in _DIGITS:
            end += 1
        if end - pos < max(self.low, 0 if self.point else 1):
            return FAILED
        return store(fields, "NanoOfSecond", int(text[pos:end].ljust(9, "0") or 0), end, start)


_NAMES: dict[str, tuple[tuple[str, int], ...]] = {
    "MonthOfYear": tuple((m.text.title(), m.get_value()) for m in MONTHS),
    "DayOfWeek": tuple((d.text.title(), d.get_value()) for d in DAYS_OF_WEEK),
    "AmPmOfDay": (("AM", 0), ("PM", 1)),
    "Era": (("Anno Domini", 1), ("Before Christ", 0)),
    "QuarterOfYear": (
        ("1st quarter", 1),
        ("2nd quarter", 2),
        ("3rd quarter", 3),
        ("4th quarter", 4),
    ),
}
_SHORT = {"Anno Domini": "AD", "Before Christ": "BC"}


@dataclass(frozen=True, slots=True)
class Text(Part):
    """A field as an English name: full, short (three letters) or narrow (one)."""

    field: str
    style: Literal["full", "short", "narrow"]

    def _styled(self, name: str, value: int) -> str:
        if self.field == "QuarterOfYear":
            return name if self.style == "full" else f"{'Q' * (self.style == 'short')}{value}"
        if self.style == "full":
            return name
        if self.style == "narrow":
            return name[0].lower() if self.field == "AmPmOfDay" else name[0]
        return _SHORT.get(name, name[:3])

    def print(self, temporal: Any) -> str:
        value = field_of(temporal, self.field)
        return next(self._styled(name, n) for name, n in _NAMES[self.field] if n == value)

    def parse(self, text: str, pos: int, fields: Parsed) -> int:
        styled = [(self._styled(name, n), n) for name, n in _NAMES[self.field]]
        for name, number in sorted(styled, key=lambda pair: -len(pair[0])):
            if text.startswith(name, pos):
                return store(fields, self.field, number, pos + len(name), pos)
        return FAILED


_OFFSET_FORMS = {
    "+HHmm": r"([-+])(\d\d)(?:(\d\d))?()",
    "+HHMM": r"([-+])(\d\d)(\d\d)()",
    "+HH:MM": r"([-+])(\d\d):(\d\d)()",
    "+HHMMss": r"([-+])(\d\d)(\d\d)(?:(\d\d))?",
    "+HH:MM:ss": r"([-+])(\d\d):(\d\d)(?::(\d\d))?",
}


@dataclass(frozen=True, slots=True)
class Offset(Part):
    """The distance from UTC; `zero` is written for none at all."""

    form: str
    zero: str

    def print(self, temporal: Any) -> str:
        offset: ZoneOffset | None = getattr(temporal, "offset", None)
        if offset is None:
            raise UnsupportedTemporal("Unsupported field: OffsetSeconds")
        if offset.seconds == 0:
            return self.zero
        minutes, second = divmod(abs(offset.seconds), 60)
        hour, minute = divmod(minutes, 60)
        colon = ":" if ":" in self.form else ""
        out = f"{'-' if offset.seconds < 0 else '+'}{hour:02d}"
        if "MM" in self.form or minute:
            out += f"{colon}{minute:02d}"
        return out + (f"{colon}{second:02d}" if second and "ss" in self.form else "")

    def parse(self, text: str, pos: int, fields: Parsed) -> int:
        found = re.compile(_OFFSET_FORMS[self.form], re.ASCII).match(text, pos)
        if found is not None:
            hour, minute, second = (int(found[i] or 0) for i in (2, 3, 4))
            if minute > 59 or second > 59:
                return FAILED
            total = hour * 3600 + minute * 60 + second
            offset = ZoneOffset.of_total_seconds(-total if found[1] == "-" else total)
            return store(fields, "Offset", offset, found.end(), pos)
        if text.startswith(self.zero, pos):
            return store(fields, "Offset", UTC_OFFSET, pos + len(self.zero), pos)
        return FAILED


@dataclass(frozen=True, slots=True)
class LocalizedOffset(Part):
    """`GMT+2` or `GMT+02:00`."""

    full: bool

    def print(self, temporal: Any) -> str:
        offset: ZoneOffset | None = getattr(temporal, "offset", None)
        if offset is None:
            raise UnsupportedTemporal("Unsupported field: OffsetSeconds")
        if offset.seconds == 0:
            return "GMT"
        minutes, second = divmod(abs(offset.seconds), 60)
        hour, minute = divmod(minutes, 60)
        sign = "-" if offset.seconds < 0 else "+"
        if self.full:
            tail = f"{hour:02d}:{minute:02d}"
        else:
            tail = f"{hour}:{minute:02d}" if minute else str(hour)
        return f"GMT{sign}{tail}" + (f":{second:02d}" if second else "")

    def parse(self, text: str, pos: int, fields: Parsed) -> int:
        found = re.compile(r"GMT(?:([-+])(\d{1,2})(?::(\d\d))?)?", re.ASCII).match(text, pos)
        if found is None:
            return FAILED
        total = int(found[2] or 0) * 3600 + int(found[3] or 0) * 60
        offset = ZoneOffset(-total if found[1] == "-" else total)
        return store(fields, "Offset", offset, found.end(), pos)


@dataclass(frozen=True, slots=True)
class Zone(Part):
    """A zone's id, or its abbreviation when `short`."""

    short: bool = False

    def print(self, temporal: Any) -> str:
        zone = getattr(temporal, "zone", None)
        if zone is None:
            raise DateTime(f"Unable to extract ZoneId from temporal {temporal}")
        return zone.abbreviation(temporal) if self.short else str(zone)

    def parse(self, text: str, pos: int, fields: Parsed) -> int:
        found = re.compile(r"[A-Za-z0-9~/._+:-]+").match(text, pos)
        if found is None:
            return FAILED
        try:
            zone = ZoneId.of(found[0])
        except DateTime:
            return FAILED
        return store(fields, "Zone", zone, found.end(), pos)


@dataclass(frozen=True, slots=True)
class Optional(Part):
    """`[…]`: printed when the value has the fields, skipped in a text that lacks them."""

    parts: tuple[Part, ...]

    def print(self, temporal: Any) -> str:
        try:
            return "".join(part.print(temporal) for part in self.parts)
        except DateTime:
            return ""

    def parse(self, text: str, pos: int, fields: Parsed) -> int:
        attempt = dict(fields)
        at = pos
        for part in self.parts:
            at = part.parse(text, at, attempt)
            if at < 0:
                return pos
        fields.update(attempt)
        return at
