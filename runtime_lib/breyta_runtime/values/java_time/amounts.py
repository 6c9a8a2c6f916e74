"""Duration and Period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from breyta_runtime.values.errors import Arithmetic
from breyta_runtime.values.java_time.parse_error import parse_error
from breyta_runtime.values.java_time.units import (
    DAY_NANOS,
    NANOS,
    UNITS,
    ChronoUnit,
    exact,
    long_of,
    month_length,
    to_epoch_day,
    unsupported,
)

_DURATION = re.compile(
    r"([-+]?)P(?:([-+]?[0-9]+)D)?"
    r"(T(?:([-+]?[0-9]+)H)?(?:([-+]?[0-9]+)M)?(?:([-+]?[0-9]+)(?:[.,]([0-9]{0,9}))?S)?)?",
    re.IGNORECASE | re.ASCII,
)
_PERIOD = re.compile(
    r"([-+]?)P(?:([-+]?[0-9]+)Y)?(?:([-+]?[0-9]+)M)?(?:([-+]?[0-9]+)W)?(?:([-+]?[0-9]+)D)?",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A length of time in whole nanoseconds."""

    nanos: int

    def __post_init__(self) -> None:
        exact(self.nanos // NANOS)

    def __str__(self) -> str:
        if self.nanos == 0:
            return "PT0S"
        sign, rest = (-1, -self.nanos) if self.nanos < 0 else (1, self.nanos)
        seconds, nanos = divmod(rest, NANOS)
        hours, seconds = divmod(seconds, 3600)
        minutes, seconds = divmod(seconds, 60)
        out = "PT"
        if hours:
            out += f"{sign * hours}H"
        if minutes:
            out += f"{sign * minutes}M"
        if seconds or nanos:
            fraction = f".{nanos:09d}".rstrip("0") if nanos else ""
            out += f"{'-' if sign < 0 else ''}{seconds}{fraction}S"
        return out

    # -- making one ---------------------------------------------------------------------------

    @staticmethod
    def of(amount: int, unit: ChronoUnit) -> Duration:
        if unit.is_date_based() and unit is not UNITS["DAYS"]:
            raise unsupported(f"{unit} must not have an estimated duration")
        return Duration(long_of(amount) * unit.nanos)

    @staticmethod
    def of_days(n: int) -> Duration:
        return Duration(long_of(n) * DAY_NANOS)

    @staticmethod
    def of_hours(n: int) -> Duration:
        return Duration(long_of(n) * 3600 * NANOS)

    @staticmethod
    def of_minutes(n: int) -> Duration:
        return Duration(long_of(n) * 60 * NANOS)

    @staticmethod
    def of_seconds(n: int, nanos: int = 0) -> Duration:
        return Duration(long_of(n) * NANOS + long_of(nanos))

    @staticmethod
    def of_millis(n: int) -> Duration:
        return Duration(long_of(n) * 1_000_000)

    @staticmethod
    def of_nanos(n: int) -> Duration:
        return Duration(long_of(n))

    @staticmethod
    def between(start: Any, end: Any) -> Duration:
        return Duration(start.nanos_until(end))

    @staticmethod
    def parse(text: str) -> Duration:
        found = _DURATION.fullmatch(text)
        if not found or found[3] in ("T", "t") or not (found[2] or found[3]):
            raise parse_error(text, 0, "Text cannot be parsed to a Duration")
        days, hours, minutes, seconds = (int(found[i] or 0) for i in (2, 4, 5, 6))
        fraction = int((found[7] or "").ljust(9, "0"))
        if (found[6] or "").startswith("-"):
            fraction = -fraction
        total = days * 86_400 + hours * 3600 + minutes * 60 + seconds
        sign = -1 if found[1] == "-" else 1
        return Duration(sign * (total * NANOS + fraction))

    # -- reading ------------------------------------------------------------------------------

    def to_nanos(self) -> int:
        return exact(self.nanos)

    def to_millis(self) -> int:
        return exact(truncated(self.nanos, 1_000_000))

    def to_seconds(self) -> int:
        return self.nanos // NANOS

    def get_seconds(self) -> int:
        return self.nanos // NANOS

    def get_nano(self) -> int:
        return self.nanos % NANOS

    def to_minutes(self) -> int:
        return truncated(self.to_seconds(), 60)

    def to_hours(self) -> int:
        return truncated(self.to_seconds(), 3600)

    def to_days(self) -> int:
        return truncated(self.to_seconds(), 86_400)

    to_days_part = to_days

    def to_hours_part(self) -> int:
        return self.to_hours() - 24 * self.to_days()

    def to_minutes_part(self) -> int:
        return self.to_minutes() - 60 * self.to_hours()

    def to_seconds_part(self) -> int:
        return self.to_seconds() - 60 * truncated(self.to_seconds(), 60)

    def to_millis_part(self) -> int:
        return self.get_nano() // 1_000_000

    def to_nanos_part(self) -> int:
        return self.get_nano()

    def is_zero(self) -> bool:
        return self.nanos == 0

    def is_negative(self) -> bool:
        return self.nanos < 0

    def compare_to(self, other: Duration) -> int:
        return (self.nanos > other.nanos) - (self.nanos < other.nanos)

    # -- arithmetic ---------------------------------------------------------------------------

    def plus(self, amount: Any, unit: ChronoUnit | None = None) -> Duration:
        added = amount if unit is None else Duration.of(amount, unit)
        return Duration(self.nanos + added.nanos)

    def minus(self, amount: Any, unit: ChronoUnit | None = None) -> Duration:
        taken = amount if unit is None else Duration.of(amount, unit)
        return Duration(self.nanos - taken.nanos)

    def plus_days(self, n: int) -> Duration:
        return self.plus(n, UNITS["DAYS"])

    def plus_hours(self, n: int) -> Duration:
        return self.plus(n, UNITS["HOURS"])

    def plus_minutes(self, n: int) -> Duration:
        return self.plus(n, UNITS["MINUTES"])

    def plus_seconds(self, n: int) -> Duration:
        return self.plus(n, UNITS["SECONDS"])

    def plus_millis(self, n: int) -> Duration:
        return self.plus(n, UNITS["MILLIS"])

    def plus_nanos(self, n: int) -> Duration:
        return self.plus(n, UNITS["NANOS"])

    def minus_days(self, n: int) -> Duration:
        return self.minus(n, UNITS["DAYS"])

    def minus_hours(self, n: int) -> Duration:
        return self.minus(n, UNITS["HOURS"])

    def minus_minutes(self, n: int) -> Duration:
        return self.minus(n, UNITS["MINUTES"])

    def minus_seconds(self, n: int) -> Duration:
        return self.minus(n, UNITS["SECONDS"])

    def minus_millis(self, n: int) -> Duration:
        return self.minus(n, UNITS["MILLIS"])

    def minus_nanos(self, n: int) -> Duration:
        return self.minus(n, UNITS["NANOS"])

    def multiplied_by(self, n: int) -> Duration:
        return Duration(self.nanos * long_of(n))

    def divided_by(self, divisor: Any) -> Any:
        by = divisor.nanos if isinstance(divisor, Duration) else long_of(divisor)
        if by == 0:
            raise Arithmetic("Cannot divide by zero")
        result = truncated(self.nanos, by)
        return result if isinstance(divisor, Duration) else Duration(result)

    def negated(self) -> Duration:
        return Duration(-self.nanos)

    def abs(self) -> Duration:
        return Duration(abs(self.nanos))

    def truncated_to(self, unit: ChronoUnit) -> Duration:
        if unit.nanos > DAY_NANOS or DAY_NANOS % unit.nanos:
            raise unsupported("Unit is too large to be used for truncation")
        return Duration(truncated(self.nanos, unit.nanos) * unit.nanos)

    def added_to(self, temporal: Any, sign: int) -> Any:
        seconds, nanos = self.nanos // NANOS, self.nanos % NANOS
        moved = temporal.plus(sign * seconds, UNITS["SECONDS"]) if seconds else temporal
        return moved.plus(sign * nanos, UNITS["NANOS"]) if nanos else moved


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of years, months and days."""

    years: int
    months: int
    days: int

    def __str__(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{n}{letter}" for n, letter in parts if n) or "0D")

    @staticmethod
    def of(years: int, months: int, days: int) -> Period:
        return Period(long_of(years), long_of(months), long_of(days))

    @staticmethod
    def of_days(n: int) -> Period:
        return Period(0, 0, long_of(n))

    @staticmethod
    def of_weeks(n: int) -> Period:
        return Period(0, 0, 7 * long_of(n))

    @staticmethod
    def of_months(n: int) -> Period:
        return Period(0, long_of(n), 0)

    @staticmethod
    def of_years(n: int) -> Period:
        return Period(long_of(n), 0, 0)

    @staticmethod
    def between(start: Any, end: Any) -> Period:
        """Whole years, months and days from one LocalDate to another."""
        months = end.proleptic_month - start.proleptic_month
        days = end.day - start.day
        if months > 0 and days < 0:
            months -= 1
            year, month0 = divmod(start.proleptic_month + months, 12)
            day = min(start.day, month_length(year, month0 + 1))
            days = end.to_epoch_day() - to_epoch_day(year, month0 + 1, day)
        elif months < 0 and days > 0:
            months += 1
            days -= month_length(end.year, end.month)
        return Period(truncated(months, 12), months - 12 * truncated(months, 12), days)

    @staticmethod
    def parse(text: str) -> Period:
        found = _PERIOD.fullmatch(text)
        if not found or not any(found[i] for i in (2, 3, 4, 5)):
            raise parse_error(text, 0, "Text cannot be parsed to a Period")
        sign = -1 if found[1] == "-" else 1
        years, months, weeks, days = (sign * int(found[i] or 0) for i in (2, 3, 4, 5))
        return Period(years, months, weeks * 7 + days)

    def get_years(self) -> int:
        return self.years

    def get_months(self) -> int:
        return self.months

    def get_days(self) -> int:
        return self.days

    def to_total_months(self) -> int:
        return self.years * 12 + self.months

    def is_zero(self) -> bool:
        return not (self.years or self.months or self.days)

    def is_negative(self) -> bool:
        return min(self.years, self.months, self.days) < 0

    def plus(self, other: Period) -> Period:
        return Period(self.years + other.years, self.months + other.months, self.days + other.days)

    def minus(self, other: Period) -> Period:
        return self.plus(other.negated())

    def plus_days(self, n: int) -> Period:
        return Period(self.years, self.months, self.days + long_of(n))

    def plus_months(self, n: int) -> Period:
        return Period(self.years, self.months + long_of(n), self.days)

    def plus_years(self, n: int) -> Period:
        return Period(self.years + long_of(n), self.months, self.days)

    def minus_days(self, n: int) -> Period:
        return self.plus_days(-n)

    def minus_months(self, n: int) -> Period:
        return self.plus_months(-n)

    def minus_years(self, n: int) -> Period:
        return self.plus_years(-n)

    def multiplied_by(self, n: int) -> Period:
        by = long_of(n)
        return Period(self.years * by, self.months * by, self.days * by)

    def negated(self) -> Period:
        return self.multiplied_by(-1)

    def normalized(self) -> Period:
        months = self.to_total_months()
        return Period(truncated(months, 12), months - 12 * truncated(months, 12), self.days)

    def added_to(self, temporal: Any, sign: int) -> Any:
        months = self.to_total_months()
        moved = temporal.plus(sign * months, UNITS["MONTHS"]) if months else temporal
        return moved.plus(sign * self.days, UNITS["DAYS"]) if self.days else moved


def truncated(number: int, by: int) -> int:
    """Division towards zero, as Java divides."""
    result = abs(number) // abs(by)
    return result if (number < 0) == (by < 0) else -result
