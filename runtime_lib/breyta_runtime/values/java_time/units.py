"""ChronoUnit, DayOfWeek and Month, and the arithmetic of the proleptic ISO calendar."""

from __future__ import annotations

from functools import total_ordering
from typing import Any

from breyta_runtime.values.errors import Arithmetic, ClassCast, DateTime, IllegalArgument

NANOS = 1_000_000_000
DAY_NANOS = 86_400 * NANOS
MIN_YEAR, MAX_YEAR = -999_999_999, 999_999_999


class UnsupportedTemporal(DateTime):
    java = "java.time.temporal.UnsupportedTemporalTypeException"


def long_of(value: Any) -> int:
    """An argument that Java declares as long; doubles are truncated as Clojure coerces them."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ClassCast(f"{type(value).__name__} cannot be cast to class java.lang.Number")
    number = int(value)
    if not -(1 << 63) <= number < 1 << 63:
        raise Arithmetic("long overflow")
    return number


def exact(number: int) -> int:
    """A result that Java keeps in a long."""
    if not -(1 << 63) <= number < 1 << 63:
        raise Arithmetic("long overflow")
    return number


def check(name: str, value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise DateTime(
            f"Invalid value for {name} (valid values {low} - {high}): {value}"
            if name not in _VARIABLE
            else f"Invalid value for {name} (valid values {_VARIABLE[name]}): {value}"
        )
    return value


_VARIABLE = {"DayOfMonth": "1 - 28/31", "DayOfYear": "1 - 365/366"}


class Named:
    """An enum constant of Java: interned, ordered by declaration."""

    __slots__ = ("ordinal", "text")
    ordinal: int
    text: str

    def __init__(self, ordinal: int, text: str) -> None:
        self.ordinal = ordinal
        self.text = text

    def __str__(self) -> str:
        return self.text

    def name(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self})"

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: Any) -> Any:
        return self

    def compare_to(self, other: Any) -> int:
        if type(other) is not type(self):
            raise ClassCast(f"{type(other).__name__} cannot be cast to {type(self).__name__}")
        return self.ordinal - int(other.ordinal)


@total_ordering
class ChronoUnit(Named):
    """A unit of time; `nanos` is its (estimated, for dates) length."""

    __slots__ = ("nanos",)
    nanos: int

    def __init__(self, ordinal: int, text: str, nanos: int) -> None:
        super().__init__(ordinal, text)
        self.nanos = nanos

    def __str__(self) -> str:
        return "HalfDays" if self.text == "HALF_DAYS" else self.text.title()

    def __lt__(self, other: ChronoUnit) -> bool:
        return self.ordinal < other.ordinal

    def __reduce__(self) -> tuple[Any, ...]:
        return (unit, (self.text,))

    def is_date_based(self) -> bool:
        return 7 <= self.ordinal < 15

    def is_time_based(self) -> bool:
        return self.ordinal < 7

    def between(self, start: Any, end: Any) -> int:
        return int(start.until(end, self))


_YEAR_NANOS = 31_556_952 * NANOS
UNITS: dict[str, ChronoUnit] = {
    name: ChronoUnit(i, name, nanos)
    for i, (name, nanos) in enumerate(
        {
            "NANOS": 1,
            "MICROS": 1000,
            "MILLIS": 1_000_000,
            "SECONDS": NANOS,
            "MINUTES": 60 * NANOS,
            "HOURS": 3600 * NANOS,
            "HALF_DAYS": DAY_NANOS // 2,
            "DAYS": DAY_NANOS,
            "WEEKS": 7 * DAY_NANOS,
            "MONTHS": _YEAR_NANOS // 12,
            "YEARS": _YEAR_NANOS,
            "DECADES": 10 * _YEAR_NANOS,
            "CENTURIES": 100 * _YEAR_NANOS,
            "MILLENNIA": 1000 * _YEAR_NANOS,
        }.items()
    )
}

MONTHS_IN = {"MONTHS": 1, "YEARS": 12, "DECADES": 120, "CENTURIES": 1200, "MILLENNIA": 12000}


def unit(name: str) -> ChronoUnit:
    found = UNITS.get(name)
    if found is None:
        raise IllegalArgument(f"No enum constant java.time.temporal.ChronoUnit.{name}")
    return found


def unsupported(what: Any) -> UnsupportedTemporal:
    return UnsupportedTemporal(f"Unsupported unit: {what}")


@total_ordering
class DayOfWeek(Named):
    """MONDAY (1) to SUNDAY (7)."""

    __slots__ = ()

    def __lt__(self, other: DayOfWeek) -> bool:
        return self.ordinal < other.ordinal

    def __reduce__(self) -> tuple[Any, ...]:
        return (DayOfWeek.value_of, (self.text,))

    def get_value(self) -> int:
        return self.ordinal + 1

    def plus(self, days: int) -> DayOfWeek:
        return DAYS_OF_WEEK[(self.ordinal + long_of(days)) % 7]

    def minus(self, days: int) -> DayOfWeek:
        return self.plus(-long_of(days))

    @staticmethod
    def of(number: int) -> DayOfWeek:
        if not 1 <= number <= 7:
            raise DateTime(f"Invalid value for DayOfWeek: {number}")
        return DAYS_OF_WEEK[number - 1]

    @staticmethod
    def value_of(name: str) -> DayOfWeek:
        for day in DAYS_OF_WEEK:
            if day.text == name:
                return day
        raise IllegalArgument(f"No enum constant java.time.DayOfWeek.{name}")


@total_ordering
class Month(Named):
    """JANUARY (1) to DECEMBER (12)."""

    __slots__ = ()

    def __lt__(self, other: Month) -> bool:
        return self.ordinal < other.ordinal

    def __reduce__(self) -> tuple[Any, ...]:
        return (Month.value_of, (self.text,))

    def get_value(self) -> int:
        return self.ordinal + 1

    def plus(self, months: int) -> Month:
        return MONTHS[(self.ordinal + long_of(months)) % 12]

    def minus(self, months: int) -> Month:
        return self.plus(-long_of(months))

    def length(self, leap_year: bool) -> int:
        return month_length(4 if leap_year else 1, self.ordinal + 1)

    def min_length(self) -> int:
        return month_length(1, self.ordinal + 1)

    def max_length(self) -> int:
        return month_length(4, self.ordinal + 1)

    @staticmethod
    def of(number: int) -> Month:
        if not 1 <= number <= 12:
            raise DateTime(f"Invalid value for MonthOfYear: {number}")
        return MONTHS[number - 1]

    @staticmethod
    def value_of(name: str) -> Month:
        for month in MONTHS:
            if month.text == name:
                return month
        raise IllegalArgument(f"No enum constant java.time.Month.{name}")


DAYS_OF_WEEK = tuple(
    DayOfWeek(i, name)
    for i, name in enumerate(
        ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
    )
)
MONTHS = tuple(
    Month(i, name)
    for i, name in enumerate(
        [
            "JANUARY",
            "FEBRUARY",
            "MARCH",
            "APRIL",
            "MAY",
            "JUNE",
            "JULY",
            "AUGUST",
            "SEPTEMBER",
            "OCTOBER",
            "NOVEMBER",
            "DECEMBER",
        ]
    )
)

# -- calendar ---------------------------------------------------------------------------------

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def to_epoch_day(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01, counting years from March so that leap days come last."""
    y = year - (month <= 2)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return 365 * y + y // 4 - y // 100 + y // 400 + day_of_year - 719_468


def from_epoch_day(epoch_day: int) -> tuple[int, int, int]:
    era, of_era = divmod(epoch_day + 719_468, 146_097)
    y = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    day_of_year = of_era - (365 * y + y // 4 - y // 100)
    m = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * m + 2) // 5 + 1
    month = m + 3 if m < 10 else m - 9
    return era * 400 + y + (month <= 2), month, day


def year_text(year: int) -> str:
    if abs(year) < 10_000:
        return f"{'-' if year < 0 else ''}{abs(year):04d}"
    return f"{year:+d}"


def fraction_text(nanos: int) -> str:
    """A fraction in groups of three digits, as `toString` writes it."""
    if nanos == 0:
        return ""
    if nanos % 1_000_000 == 0:
        return f".{nanos // 1_000_000:03d}"
    if nanos % 1000 == 0:
        return f".{nanos // 1000:06d}"
    return f".{nanos:09d}"
