"""LocalDate, LocalTime and LocalDateTime."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from breyta_runtime.values.errors import DateTime
from breyta_runtime.values.java_time.amounts import Period, truncated
from breyta_runtime.values.java_time.parse_error import parse_error
from breyta_runtime.values.java_time.temporal import (
    DateFields,
    Temporal,
    TimeFields,
    months_until,
)
from breyta_runtime.values.java_time.units import (
    DAY_NANOS,
    MAX_YEAR,
    MIN_YEAR,
    MONTHS,
    MONTHS_IN,
    NANOS,
    ChronoUnit,
    Month,
    check,
    exact,
    fraction_text,
    from_epoch_day,
    is_leap,
    long_of,
    month_length,
    to_epoch_day,
    unsupported,
    year_text,
)

DATE = r"(?P<year>[0-9]{4}|[-+][0-9]{4,9})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
TIME = (
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<nano>[0-9]{0,9}))?)?"
)
_DATE = re.compile(DATE)
_TIME = re.compile(TIME)
_DATE_TIME = re.compile(f"{DATE}[Tt]{TIME}")


@dataclass(frozen=True, slots=True)
class LocalDate(DateFields):
    """A date without a time zone."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{year_text(self.year)}-{self.month:02d}-{self.day:02d}"

    @property
    def sort_key(self) -> tuple[int, int, int]:
        return (self.year, self.month, self.day)

    @property
    def date_part(self) -> LocalDate:
        return self

    def with_date(self, date: LocalDate) -> LocalDate:
        return date

    @property
    def proleptic_month(self) -> int:
        return self.year * 12 + self.month - 1

    # -- making one ---------------------------------------------------------------------------

    @staticmethod
    def of(year: int, month: int | Month, day: int) -> LocalDate:
        number = month.get_value() if isinstance(month, Month) else long_of(month)
        check("Year", long_of(year), MIN_YEAR, MAX_YEAR)
        check("MonthOfYear", number, 1, 12)
        check("DayOfMonth", long_of(day), 1, 31)
        if day > month_length(year, number):
            if day == 29:
                raise DateTime(f"Invalid date 'February 29' as '{year}' is not a leap year")
            raise DateTime(f"Invalid date '{MONTHS[number - 1]} {day}'")
        return LocalDate(int(year), number, int(day))

    @staticmethod
    def of_epoch_day(day: int) -> LocalDate:
        check("EpochDay", long_of(day), -365_243_219_162, 365_241_780_471)
        return LocalDate(*from_epoch_day(int(day)))

    @staticmethod
    def of_year_day(year: int, day: int) -> LocalDate:
        check("Year", long_of(year), MIN_YEAR, MAX_YEAR)
        check("DayOfYear", long_of(day), 1, 366)
        if day == 366 and not is_leap(year):
            raise DateTime(f"Invalid date 'DayOfYear 366' as '{year}' is not a leap year")
        return LocalDate.of_epoch_day(to_epoch_day(year, 1, 1) + day - 1)

    @staticmethod
    def parse(text: str, formatter: Any = None) -> LocalDate:
        if formatter is not None:
            return formatter.parse_as(text, "LocalDate")  # type: ignore[no-any-return]
        return date_of(text, matched(_DATE, text))

    # -- reading and moving -------------------------------------------------------------------

    def to_epoch_day(self) -> int:
        return to_epoch_day(self.year, self.month, self.day)

    def shift(self, amount: int, unit: ChronoUnit) -> LocalDate:
        match unit.text:
            case "DAYS":
                return LocalDate.of_epoch_day(self.to_epoch_day() + amount)
            case "WEEKS":
                return LocalDate.of_epoch_day(self.to_epoch_day() + 7 * amount)
            case name if name in MONTHS_IN:
                year, month0 = divmod(self.proleptic_month + amount * MONTHS_IN[name], 12)
                check("Year", year, MIN_YEAR, MAX_YEAR)
                return LocalDate(year, month0 + 1, min(self.day, month_length(year, month0 + 1)))
            case _:
                raise unsupported(unit)

    def until(self, end: Any, unit: ChronoUnit | None = None) -> Any:
        other = date_in(end)
        if unit is None:
            return Period.between(self, other)
        match unit.text:
            case "DAYS":
                return other.to_epoch_day() - self.to_epoch_day()
            case "WEEKS":
                return truncated(other.to_epoch_day() - self.to_epoch_day(), 7)
            case name if name in MONTHS_IN:
                return truncated(months_until(self, other), MONTHS_IN[name])
            case _:
                raise unsupported(unit)

    def nanos_until(self, _end: Any) -> int:
        raise unsupported("Seconds")

    def is_equal(self, other: LocalDate) -> bool:
        return self == other

    def at_start_of_day(self, zone: Any = None) -> Any:
        start = LocalDateTime(self, LocalTime(0))
        return start if zone is None else start.at_zone(zone)

    def at_time(self, hour: Any, minute: int = 0, second: int = 0, nano: int = 0) -> Any:
        if isinstance(hour, LocalTime):
            return LocalDateTime(self, hour)
        if not isinstance(hour, int):
            return hour.at_date(self)
        return LocalDateTime(self, LocalTime.of(hour, minute, second, nano))

    def adjust_into(self, temporal: Any) -> Any:
        return temporal.with_date(self)


@dataclass(frozen=True, slots=True)
class LocalTime(TimeFields):
    """A time of day, as nanoseconds since midnight."""

    nanos: int

    def __str__(self) -> str:
        text = f"{self.hour:02d}:{self.minute:02d}"
        if self.second or self.nano:
            text += f":{self.second:02d}{fraction_text(self.nano)}"
        return text

    @property
    def sort_key(self) -> int:
        return self.nanos

    @property
    def time_part(self) -> LocalTime:
        return self

    def with_time(self, time: LocalTime) -> LocalTime:
        return time

    @property
    def hour(self) -> int:
        return self.nanos // (3600 * NANOS)

    @property
    def minute(self) -> int:
        return self.nanos // (60 * NANOS) % 60

    @property
    def second(self) -> int:
        return self.nanos // NANOS % 60

    @property
    def nano(self) -> int:
        return self.nanos % NANOS

    @staticmethod
    def of(hour: int, minute: int, second: int = 0, nano: int = 0) -> LocalTime:
        check("HourOfDay", long_of(hour), 0, 23)
        check("MinuteOfHour", long_of(minute), 0, 59)
        check("SecondOfMinute", long_of(second), 0, 59)
        check("NanoOfSecond", long_of(nano), 0, NANOS - 1)
        return LocalTime(((hour * 60 + minute) * 60 + second) * NANOS + nano)

    @staticmethod
    def of_second_of_day(second: int) -> LocalTime:
        return LocalTime(check("SecondOfDay", long_of(second), 0, 86_399) * NANOS)

    @staticmethod
    def of_nano_of_day(nano: int) -> LocalTime:
        return LocalTime(check("NanoOfDay", long_of(nano), 0, DAY_NANOS - 1))

    @staticmethod
    def parse(text: str, formatter: Any = None) -> LocalTime:
        if formatter is not None:
            return formatter.parse_as(text, "LocalTime")  # type: ignore[no-any-return]
        return time_of(text, matched(_TIME, text))

    def to_second_of_day(self) -> int:
        return self.nanos // NANOS

    def to_nano_of_day(self) -> int:
        return self.nanos

    def shift(self, amount: int, unit: ChronoUnit) -> LocalTime:
        if not unit.is_time_based():
            raise unsupported(unit)
        return LocalTime((self.nanos + amount * unit.nanos) % DAY_NANOS)

    def until(self, end: Any, unit: ChronoUnit) -> int:
        if not unit.is_time_based():
            raise unsupported(unit)
        return truncated(self.nanos_until(end), unit.nanos)

    def nanos_until(self, end: Any) -> int:
        time = end.time_part
        if time is None:
            raise DateTime(f"Unable to obtain LocalTime from TemporalAccessor: {end}")
        return int(time.nanos) - self.nanos

    def at_date(self, date: LocalDate) -> LocalDateTime:
        return LocalDateTime(date, self)

    def adjust_into(self, temporal: Any) -> Any:
        return temporal.with_time(self)


@dataclass(frozen=True, slots=True)
class LocalDateTime(DateFields, TimeFields):
    """A date and time of day without a time zone."""

    date: LocalDate
    time: LocalTime

    def __str__(self) -> str:
        return f"{self.date}T{self.time}"

    @property
    def sort_key(self) -> Any:
        return (self.date.sort_key, self.time.nanos)

    @property
    def date_part(self) -> LocalDate:
        return self.date

    @property
    def time_part(self) -> LocalTime:
        return self.time

    def with_date(self, date: LocalDate) -> LocalDateTime:
        return LocalDateTime(date, self.time)

    def with_time(self, time: LocalTime) -> LocalDateTime:
        return LocalDateTime(self.date, time)

    @property
    def local_nanos(self) -> int:
        """Nanoseconds since 1970-01-01T00:00 on the same clock."""
        return self.date.to_epoch_day() * DAY_NANOS + self.time.nanos

    @staticmethod
    def of_local_nanos(nanos: int) -> LocalDateTime:
        day, of_day = divmod(nanos, DAY_NANOS)
        return LocalDateTime(LocalDate.of_epoch_day(day), LocalTime(of_day))

    @staticmethod
    def of(*fields: Any) -> LocalDateTime:
        if isinstance(fields[0], LocalDate):
            return LocalDateTime(fields[0], fields[1])
        year, month, day, *time = fields
        return LocalDateTime(LocalDate.of(year, month, day), LocalTime.of(*time))

    @staticmethod
    def of_epoch_second(second: int, nano: int, offset: Any) -> LocalDateTime:
        return LocalDateTime.of_local_nanos((second + offset.seconds) * NANOS + nano)

    @staticmethod
    def of_instant(instant: Any, zone: Any) -> LocalDateTime:
        return instant.at_zone(zone).local  # type: ignore[no-any-return]

    @staticmethod
    def parse(text: str, formatter: Any = None) -> LocalDateTime:
        if formatter is not None:
            return formatter.parse_as(text, "LocalDateTime")  # type: ignore[no-any-return]
        return date_time_of(text, matched(_DATE_TIME, text))

    def shift(self, amount: int, unit: ChronoUnit) -> LocalDateTime:
        if unit.is_time_based():
            return LocalDateTime.of_local_nanos(self.local_nanos + amount * unit.nanos)
        return LocalDateTime(self.date.shift(amount, unit), self.time)

    def until(self, end: Any, unit: ChronoUnit) -> int:
        other = local_in(end)
        nanos = other.local_nanos - self.local_nanos
        if unit.is_time_based():
            return exact(truncated(nanos, unit.nanos))
        day = other.date
        if day.sort_key > self.date.sort_key and other.time.nanos < self.time.nanos:
            day = day.minus_days(1)
        elif day.sort_key < self.date.sort_key and other.time.nanos > self.time.nanos:
            day = day.plus_days(1)
        return int(self.date.until(day, unit))

    def nanos_until(self, end: Any) -> int:
        return local_in(end).local_nanos - self.local_nanos

    def is_equal(self, other: LocalDateTime) -> bool:
        return self == other

    def to_local_date(self) -> LocalDate:
        return self.date

    def to_local_time(self) -> LocalTime:
        return self.time

    def to_epoch_second(self, offset: Any) -> int:
        return self.local_nanos // NANOS - int(offset.seconds)

    def to_instant(self, offset: Any) -> Any:
        return self.at_offset(offset).to_instant()

    def at_zone(self, zone: Any) -> Any:
        return zone.zoned(self)

    def at_offset(self, offset: Any) -> Any:
        return offset.at_local(self)

    def adjust_into(self, temporal: Any) -> Any:
        return temporal.with_date(self.date).with_time(self.time)


# -- reading text -----------------------------------------------------------------------------


def matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is not None:
        return found
    start = pattern.match(text)
    if start is not None:
        raise parse_error(
            text,
            start.end(),
            f"Text '{text}' could not be parsed, unparsed text found at index {start.end()}",
        )
    raise parse_error(text, _stuck_at(pattern.pattern, text))


def _stuck_at(pattern: str, text: str) -> int:
    """How far a text follows an ISO pattern; the start of the field that does not."""
    parts = re.split(r"(?=[-:T]\(|\[Tt\]|\(\?:)", pattern)
    reached = 0
    for i in range(1, len(parts) + 1):
        try:
            found = re.match("".join(parts[:i]), text)
        except re.error:
            continue
        if found is None:
            return reached + (
                1 if reached and reached < len(text) and text[reached] in "-:T" else 0
            )
        reached = found.end()
    return reached


def date_of(text: str, found: re.Match[str]) -> LocalDate:
    year = found["year"]
    if (year[0] == "-" and int(year) == 0) or (year[0] == "+" and len(year) == 5):
        raise parse_error(text, 0)
    try:
        return LocalDate.of(int(year), int(found["month"]), int(found["day"]))
    except DateTime as error:
        raise parse_error(text, 0, f"Text '{text}' could not be parsed: {error}") from error


def time_of(text: str, found: re.Match[str]) -> LocalTime:
    nano = int((found["nano"] or "").ljust(9, "0"))
    fields = (int(found["hour"]), int(found["minute"]), int(found["second"] or 0), nano)
    try:
        return LocalTime.of(*fields)
    except DateTime as error:
        raise parse_error(text, 0, f"Text '{text}' could not be parsed: {error}") from error


def date_time_of(text: str, found: re.Match[str]) -> LocalDateTime:
    return LocalDateTime(date_of(text, found), time_of(text, found))


def date_in(temporal: Any) -> LocalDate:
    """The date of a LocalDate, LocalDateTime, ZonedDateTime …"""
    date = temporal.date_part if isinstance(temporal, Temporal) else None
    if date is None:
        raise DateTime(f"Unable to obtain LocalDate from TemporalAccessor: {temporal}")
    return date


def time_in(temporal: Any) -> LocalTime:
    time = temporal.time_part if isinstance(temporal, Temporal) else None
    if time is None:
        raise DateTime(f"Unable to obtain LocalTime from TemporalAccessor: {temporal}")
    return time


def local_in(temporal: Any) -> LocalDateTime:
    if isinstance(temporal, LocalDateTime):
        return temporal
    if not isinstance(temporal, Temporal) or None in (temporal.date_part, temporal.time_part):
        raise DateTime(f"Unable to obtain LocalDateTime from TemporalAccessor: {temporal}")
    return LocalDateTime(date_in(temporal), time_in(temporal))


MIN_DATE, MAX_DATE = LocalDate(MIN_YEAR, 1, 1), LocalDate(MAX_YEAR, 12, 31)
MIDNIGHT, NOON = LocalTime(0), LocalTime(DAY_NANOS // 2)
MAX_TIME = LocalTime(DAY_NANOS - 1)
