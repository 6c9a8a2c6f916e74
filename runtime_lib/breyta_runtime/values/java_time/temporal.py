"""What all points in time share: moving by units, comparing, and the fields of dates and times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from breyta_runtime.values.errors import ClassCast
from breyta_runtime.values.java_time.units import (
    DAY_NANOS,
    DAYS_OF_WEEK,
    MONTHS,
    UNITS,
    ChronoUnit,
    DayOfWeek,
    Month,
    UnsupportedTemporal,
    check,
    is_leap,
    long_of,
    month_length,
    to_epoch_day,
    unsupported,
)

if TYPE_CHECKING:
    from breyta_runtime.values.java_time.local import LocalDate, LocalTime


def months_until(start: LocalDate, end: LocalDate) -> int:
    """Whole months from one date to another."""
    packed = end.proleptic_month * 32 + end.day - (start.proleptic_month * 32 + start.day)
    return int(packed / 32)


class Temporal:
    """A point in time that can be moved; subclasses say how in `shift`."""

    __slots__ = ()

    @property
    def sort_key(self) -> Any:
        return str(self)

    def shift(self, _amount: int, unit: ChronoUnit, /) -> Self:
        raise unsupported(unit)

    def with_date(self, _date: LocalDate, /) -> Any:
        raise UnsupportedTemporal("Unsupported field: EpochDay")

    def with_time(self, _time: LocalTime, /) -> Any:
        raise UnsupportedTemporal("Unsupported field: NanoOfDay")

    def plus(self, amount: Any, unit: ChronoUnit | None = None) -> Self:
        if unit is None:
            moved: Self = amount.added_to(self, 1)
            return moved
        return self.shift(long_of(amount), unit)

    def minus(self, amount: Any, unit: ChronoUnit | None = None) -> Self:
        if unit is None:
            moved: Self = amount.added_to(self, -1)
            return moved
        return self.shift(-long_of(amount), unit)

    def adjusted(self, adjuster: Any) -> Any:
        """`.with(adjuster)`."""
        return adjuster.adjust_into(self)

    # -- comparing ----------------------------------------------------------------------------

    def _key_of(self, other: Any) -> Any:
        if type(other) is not type(self):
            raise ClassCast(
                f"class java.time.{type(other).__name__} cannot be cast to "
                f"class java.time.{type(self).__name__}"
            )
        return other.sort_key

    def compare_to(self, other: Any) -> int:
        a, b = self.sort_key, self._key_of(other)
        return int(a > b) - int(a < b)

    def is_before(self, other: Any) -> bool:
        return bool(self.sort_key < self._key_of(other))

    def is_after(self, other: Any) -> bool:
        return bool(self.sort_key > self._key_of(other))

    def __lt__(self, other: Any) -> bool:
        return self.compare_to(other) < 0

    def __le__(self, other: Any) -> bool:
        return self.compare_to(other) <= 0

    def __gt__(self, other: Any) -> bool:
        return self.compare_to(other) > 0

    def __ge__(self, other: Any) -> bool:
        return self.compare_to(other) >= 0

    # -- moving -------------------------------------------------------------------------------

    def plus_nanos(self, n: int) -> Self:
        return self.plus(n, UNITS["NANOS"])

    def plus_millis(self, n: int) -> Self:
        return self.plus(n, UNITS["MILLIS"])

    def plus_seconds(self, n: int) -> Self:
        return self.plus(n, UNITS["SECONDS"])

    def plus_minutes(self, n: int) -> Self:
        return self.plus(n, UNITS["MINUTES"])

    def plus_hours(self, n: int) -> Self:
        return self.plus(n, UNITS["HOURS"])

    def plus_days(self, n: int) -> Self:
        return self.plus(n, UNITS["DAYS"])

    def plus_weeks(self, n: int) -> Self:
        return self.plus(n, UNITS["WEEKS"])

    def plus_months(self, n: int) -> Self:
        return self.plus(n, UNITS["MONTHS"])

    def plus_years(self, n: int) -> Self:
        return self.plus(n, UNITS["YEARS"])

    def minus_nanos(self, n: int) -> Self:
        return self.minus(n, UNITS["NANOS"])

    def minus_millis(self, n: int) -> Self:
        return self.minus(n, UNITS["MILLIS"])

    def minus_seconds(self, n: int) -> Self:
        return self.minus(n, UNITS["SECONDS"])

    def minus_minutes(self, n: int) -> Self:
        return self.minus(n, UNITS["MINUTES"])

    def minus_hours(self, n: int) -> Self:
        return self.minus(n, UNITS["HOURS"])

    def minus_days(self, n: int) -> Self:
        return self.minus(n, UNITS["DAYS"])

    def minus_weeks(self, n: int) -> Self:
        return self.minus(n, UNITS["WEEKS"])

    def minus_months(self, n: int) -> Self:
        return self.minus(n, UNITS["MONTHS"])

    def minus_years(self, n: int) -> Self:
        return self.minus(n, UNITS["YEARS"])

    # -- parts, for formatters ----------------------------------------------------------------

    @property
    def date_part(self) -> LocalDate | None:
        return None

    @property
    def time_part(self) -> LocalTime | None:
        return None

    def format(self, formatter: Any) -> str:
        return str(formatter.format(self))


class DateFields(Temporal):
    """Fields of whatever has a date."""

    __slots__ = ()

    @property
    def _date(self) -> LocalDate:
        date = self.date_part
        assert date is not None
        return date

    def get_year(self) -> int:
        return self._date.year

    def get_month_value(self) -> int:
        return self._date.month

    def get_month(self) -> Month:
        return MONTHS[self._date.month - 1]

    def get_day_of_month(self) -> int:
        return self._date.day

    def get_day_of_year(self) -> int:
        date = self._date
        return date.to_epoch_day() - to_epoch_day(date.year, 1, 1) + 1

    def get_day_of_week(self) -> DayOfWeek:
        return DAYS_OF_WEEK[(self._date.to_epoch_day() + 3) % 7]

    def with_year(self, year: int) -> Any:
        date = self._date
        check("Year", year, -999_999_999, 999_999_999)
        day = min(date.day, month_length(year, date.month))
        return self.with_date(date.of(year, date.month, day))

    def with_month(self, month: int) -> Any:
        date = self._date
        check("MonthOfYear", month, 1, 12)
        day = min(date.day, month_length(date.year, month))
        return self.with_date(date.of(date.year, month, day))

    def with_day_of_month(self, day: int) -> Any:
        date = self._date
        return self.with_date(date.of(date.year, date.month, day))

    def with_day_of_year(self, day: int) -> Any:
        date = self._date
        return self.with_date(date.of_year_day(date.year, day))

    def length_of_month(self) -> int:
        return month_length(self._date.year, self._date.month)

    def length_of_year(self) -> int:
        return 366 if self.is_leap_year() else 365

    def is_leap_year(self) -> bool:
        return is_leap(self._date.year)


class TimeFields(Temporal):
    """Fields of whatever has a time of day."""

    __slots__ = ()

    @property
    def _time(self) -> LocalTime:
        time = self.time_part
        assert time is not None
        return time

    def get_hour(self) -> int:
        return self._time.hour

    def get_minute(self) -> int:
        return self._time.minute

    def get_second(self) -> int:
        return self._time.second

    def get_nano(self) -> int:
        return self._time.nano

    def _time_with(self, hour: int, minute: int, second: int, nano: int) -> Any:
        return self.with_time(self._time.of(hour, minute, second, nano))

    def with_hour(self, hour: int) -> Any:
        t = self._time
        return self._time_with(hour, t.minute, t.second, t.nano)

    def with_minute(self, minute: int) -> Any:
        t = self._time
        return self._time_with(t.hour, minute, t.second, t.nano)

    def with_second(self, second: int) -> Any:
        t = self._time
        return self._time_with(t.hour, t.minute, second, t.nano)

    def with_nano(self, nano: int) -> Any:
        t = self._time
        return self._time_with(t.hour, t.minute, t.second, nano)

    def truncated_to(self, unit: ChronoUnit) -> Any:
        return self.with_time(type(self._time)(truncate_nanos(self._time.nanos, unit)))


def truncate_nanos(nanos: int, unit: ChronoUnit) -> int:
    if unit.nanos > DAY_NANOS:
        raise unsupported("Unit is too large to be used for truncation")
    return nanos - nanos % unit.nanos
