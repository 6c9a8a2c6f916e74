"""TemporalAdjusters, Year and YearMonth."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from breyta_runtime.values.errors import DateTime
from breyta_runtime.values.java_time.local import LocalDate, date_in, matched
from breyta_runtime.values.java_time.parse_error import parse_error
from breyta_runtime.values.java_time.temporal import Temporal, months_until
from breyta_runtime.values.java_time.units import (
    MAX_YEAR,
    MIN_YEAR,
    MONTHS,
    MONTHS_IN,
    ChronoUnit,
    DayOfWeek,
    Month,
    check,
    is_leap,
    long_of,
    month_length,
    unsupported,
    year_text,
)

_YEAR_MONTH = re.compile(r"(?P<year>[0-9]{4}|[-+][0-9]{4,9})-(?P<month>[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Adjuster:
    """What TemporalAdjusters makes: a change of the date."""

    change: Callable[[LocalDate], LocalDate]

    def adjust_into(self, temporal: Any) -> Any:
        return temporal.with_date(self.change(date_in(temporal)))


def first_day_of_month() -> Adjuster:
    return Adjuster(lambda d: d.with_day_of_month(1))


def last_day_of_month() -> Adjuster:
    return Adjuster(lambda d: d.with_day_of_month(d.length_of_month()))


def first_day_of_next_month() -> Adjuster:
    return Adjuster(lambda d: d.with_day_of_month(1).plus_months(1))


def first_day_of_year() -> Adjuster:
    return Adjuster(lambda d: LocalDate(d.year, 1, 1))


def last_day_of_year() -> Adjuster:
    return Adjuster(lambda d: LocalDate(d.year, 12, 31))


def first_day_of_next_year() -> Adjuster:
    return Adjuster(lambda d: LocalDate(d.year + 1, 1, 1))


def next_day(day: DayOfWeek) -> Adjuster:
    return Adjuster(lambda d: d.plus_days(_ahead(d, day) or 7))


def next_or_same(day: DayOfWeek) -> Adjuster:
    return Adjuster(lambda d: d.plus_days(_ahead(d, day)))


def previous(day: DayOfWeek) -> Adjuster:
    return Adjuster(lambda d: d.minus_days(_behind(d, day) or 7))


def previous_or_same(day: DayOfWeek) -> Adjuster:
    return Adjuster(lambda d: d.minus_days(_behind(d, day)))


def first_in_month(day: DayOfWeek) -> Adjuster:
    return day_of_week_in_month(1, day)


def last_in_month(day: DayOfWeek) -> Adjuster:
    return day_of_week_in_month(-1, day)


def day_of_week_in_month(ordinal: int, day: DayOfWeek) -> Adjuster:
    def change(date: LocalDate) -> LocalDate:
        if ordinal >= 0:
            first = date.with_day_of_month(1)
            return first.plus_days(_ahead(first, day) + (ordinal - 1) * 7)  # type: ignore[no-any-return]
        last = date.with_day_of_month(date.length_of_month())
        return last.minus_days(_behind(last, day) + (-ordinal - 1) * 7)  # type: ignore[no-any-return]

    return Adjuster(change)


def _ahead(date: LocalDate, day: DayOfWeek) -> int:
    return (day.ordinal - date.get_day_of_week().ordinal) % 7


def _behind(date: LocalDate, day: DayOfWeek) -> int:
    return (date.get_day_of_week().ordinal - day.ordinal) % 7


@dataclass(frozen=True, slots=True)
class Year(Temporal):
    value: int

    def __str__(self) -> str:
        return str(self.value)

    @property
    def sort_key(self) -> int:
        return self.value

    @staticmethod
    def of(year: int) -> Year:
        return Year(check("Year", long_of(year), MIN_YEAR, MAX_YEAR))

    @staticmethod
    def parse(text: str, formatter: Any = None) -> Year:
        if formatter is not None:
            return Year.of(formatter.parse_as(text, "Year"))
        body = text[1:] if text[:1] in ("-", "+") else text
        if not (body.isascii() and body.isdigit() and len(body) >= 4):
            raise parse_error(text, 0)
        return Year.of(int(text))

    @staticmethod
    def is_leap_year(year: int) -> bool:
        return is_leap(long_of(year))

    def is_leap(self) -> bool:
        return is_leap(self.value)

    def get_value(self) -> int:
        return self.value

    def length(self) -> int:
        return 366 if is_leap(self.value) else 365

    def at_day(self, day: int) -> LocalDate:
        return LocalDate.of_year_day(self.value, day)

    def at_month(self, month: int | Month) -> YearMonth:
        return YearMonth.of(self.value, month)

    def shift(self, amount: int, unit: ChronoUnit) -> Year:
        if MONTHS_IN.get(unit.text, 0) < 12:
            raise unsupported(unit)
        return Year.of(self.value + amount * MONTHS_IN[unit.text] // 12)

    def partial_field(self, name: str) -> int | None:
        return self.value if name in ("Year", "YearOfEra") else None


@dataclass(frozen=True, slots=True)
class YearMonth(Temporal):
    year: int
    month: int

    def __str__(self) -> str:
        return f"{year_text(self.year)}-{self.month:02d}"

    @property
    def sort_key(self) -> tuple[int, int]:
        return (self.year, self.month)

    @staticmethod
    def of(year: int, month: int | Month) -> YearMonth:
        first = LocalDate.of(year, month, 1)
        return YearMonth(first.year, first.month)

    @staticmethod
    def from_(temporal: Any) -> YearMonth:
        if isinstance(temporal, YearMonth):
            return temporal
        date = date_in(temporal)
        return YearMonth(date.year, date.month)

    @staticmethod
    def parse(text: str, formatter: Any = None) -> YearMonth:
        if formatter is not None:
            return YearMonth(*formatter.parse_as(text, "YearMonth"))
        found = matched(_YEAR_MONTH, text)
        try:
            return YearMonth.of(int(found["year"]), int(found["month"]))
        except DateTime as error:
            raise parse_error(text, 0, f"Text '{text}' could not be parsed: {error}") from error

    def get_year(self) -> int:
        return self.year

    def get_month_value(self) -> int:
        return self.month

    def get_month(self) -> Month:
        return MONTHS[self.month - 1]

    def is_leap_year(self) -> bool:
        return is_leap(self.year)

    def length_of_month(self) -> int:
        return month_length(self.year, self.month)

    def length_of_year(self) -> int:
        return 366 if is_leap(self.year) else 365

    def is_valid_day(self, day: int) -> bool:
        return 1 <= day <= self.length_of_month()

    def at_day(self, day: int) -> LocalDate:
        return LocalDate.of(self.year, self.month, day)

    def at_end_of_month(self) -> LocalDate:
        return LocalDate(self.year, self.month, self.length_of_month())

    def with_year(self, year: int) -> YearMonth:
        return YearMonth.of(year, self.month)

    def with_month(self, month: int) -> YearMonth:
        return YearMonth.of(self.year, month)

    def shift(self, amount: int, unit: ChronoUnit) -> YearMonth:
        if unit.text not in MONTHS_IN:
            raise unsupported(unit)
        return YearMonth.from_(self.at_day(1).shift(amount, unit))

    def until(self, end: Any, unit: ChronoUnit) -> int:
        if unit.text not in MONTHS_IN:
            raise unsupported(unit)
        first = YearMonth.from_(end).at_day(1)
        return int(months_until(self.at_day(1), first) / MONTHS_IN[unit.text])

    def partial_field(self, name: str) -> int | None:
        match name:
            case "Year" | "YearOfEra":
                return self.year
            case "MonthOfYear":
                return self.month
            case _:
                return None
