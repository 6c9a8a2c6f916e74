"""The fields a formatter prints and parses, and putting parsed fields together again."""

from __future__ import annotations

from typing import Any

from breyta_runtime.values.errors import DateTime
from breyta_runtime.values.java_time.local import LocalDate, LocalDateTime, LocalTime
from breyta_runtime.values.java_time.units import (
    NANOS,
    UnsupportedTemporal,
    check,
    is_leap,
    to_epoch_day,
)
from breyta_runtime.values.java_time.zoned import (
    Instant,
    OffsetDateTime,
    ZonedDateTime,
    ZoneOffset,
)

Parsed = dict[str, Any]

_DATE_FIELDS = frozenset(
    {"Year", "YearOfEra", "Era", "MonthOfYear", "DayOfMonth", "DayOfYear", "DayOfWeek"}
    | {"QuarterOfYear", "WeekBasedYear", "WeekOfWeekBasedYear"}
)


def field_of(temporal: Any, name: str) -> int:
    """The number in a field, or Java's error for a value that has no such field."""
    value = _date_field(temporal, name) if name in _DATE_FIELDS else _time_field(temporal, name)
    if value is None:
        raise UnsupportedTemporal(f"Unsupported field: {name}")
    return value


def _date_field(temporal: Any, name: str) -> int | None:
    date = temporal.date_part
    if date is None:
        return getattr(temporal, "partial_field", lambda _: None)(name)
    match name:
        case "Year":
            return int(date.year)
        case "YearOfEra":
            return int(date.year if date.year > 0 else 1 - date.year)
        case "Era":
            return int(date.year > 0)
        case "MonthOfYear":
            return int(date.month)
        case "DayOfMonth":
            return int(date.day)
        case "DayOfYear":
            return int(date.get_day_of_year())
        case "DayOfWeek":
            return int(date.get_day_of_week().get_value())
        case "QuarterOfYear":
            return (int(date.month) + 2) // 3
        case _:
            return iso_week(date)[0 if name == "WeekBasedYear" else 1]


def iso_week(date: LocalDate) -> tuple[int, int]:
    """The ISO week-based year and the week in it: the week of the Thursday."""
    thursday = date.plus_days(4 - date.get_day_of_week().get_value())
    return thursday.year, (thursday.get_day_of_year() - 1) // 7 + 1


def _time_field(temporal: Any, name: str) -> int | None:
    time = temporal.time_part
    if time is None:
        return None
    match name:
        case "HourOfDay":
            return int(time.hour)
        case "ClockHourOfDay":
            return time.hour or 24
        case "HourOfAmPm":
            return int(time.hour % 12)
        case "ClockHourOfAmPm":
            return time.hour % 12 or 12
        case "AmPmOfDay":
            return int(time.hour // 12)
        case "MinuteOfHour":
            return int(time.minute)
        case "SecondOfMinute":
            return int(time.second)
        case "NanoOfSecond":
            return int(time.nano)
        case "MilliOfDay":
            return int(time.nanos // 1_000_000)
        case "NanoOfDay":
            return int(time.nanos)
        case _:
            return None


# -- putting together -------------------------------------------------------------------------


def resolve_date(fields: Parsed, strict: bool) -> LocalDate | None:
    year = fields.get("Year", fields.get("YearOfEra", fields.get("WeekBasedYear")))
    if fields.get("Era") == 0 and "YearOfEra" in fields:
        year = 1 - fields["YearOfEra"]
    if year is None:
        return None
    date: LocalDate | None = None
    if "MonthOfYear" in fields and "DayOfMonth" in fields:
        month = check("MonthOfYear", fields["MonthOfYear"], 1, 12)
        day = check("DayOfMonth", fields["DayOfMonth"], 1, 31)
        if not strict:
            day = min(day, LocalDate(year, month, 1).length_of_month())
        date = LocalDate.of(year, month, day)
    elif "DayOfYear" in fields:
        if fields["DayOfYear"] == 366 and not is_leap(year) and not strict:
            raise DateTime(f"Invalid date 'DayOfYear 366' as '{year}' is not a leap year")
        date = LocalDate.of_year_day(year, fields["DayOfYear"])
    elif "WeekOfWeekBasedYear" in fields:
        date = _of_week(year, fields["WeekOfWeekBasedYear"], fields.get("DayOfWeek", 1))
    wanted = fields.get("DayOfWeek")
    if date is not None and wanted not in (None, date.get_day_of_week().get_value()):
        raise DateTime(
            f"Conflict found: Field DayOfWeek {date.get_day_of_week().get_value()} differs from "
            f"DayOfWeek {wanted} derived from {date}"
        )
    return date


def _of_week(year: int, week: int, day: int) -> LocalDate:
    fourth = to_epoch_day(year, 1, 4)
    monday = fourth - (fourth + 3) % 7
    return LocalDate.of_epoch_day(monday + (week - 1) * 7 + day - 1)


def resolve_time(fields: Parsed, strict: bool) -> tuple[LocalTime, int] | None:
    """The time of day, and the days to add (24:00 is the next midnight)."""
    if "NanoOfDay" in fields:
        return LocalTime.of_nano_of_day(fields["NanoOfDay"]), 0
    if "MilliOfDay" in fields:
        return LocalTime.of_nano_of_day(fields["MilliOfDay"] * 1_000_000), 0
    hour = _hour(fields)
    if hour is None:
        return None
    minute, second = fields.get("MinuteOfHour", 0), fields.get("SecondOfMinute", 0)
    nano = fields.get("NanoOfSecond", 0)
    if (hour, minute, second, nano) == (24, 0, 0, 0) and not strict:
        return LocalTime(0), 1
    return LocalTime.of(hour, minute, second, nano), 0


def _hour(fields: Parsed) -> int | None:
    if "HourOfDay" in fields:
        return int(fields["HourOfDay"])
    if "ClockHourOfDay" in fields:
        return check("ClockHourOfDay", fields["ClockHourOfDay"], 1, 24) % 24
    half = fields.get("AmPmOfDay")
    if half is None:
        return None
    if "ClockHourOfAmPm" in fields:
        return int(check("ClockHourOfAmPm", fields["ClockHourOfAmPm"], 1, 12) % 12 + 12 * half)
    if "HourOfAmPm" in fields:
        return int(check("HourOfAmPm", fields["HourOfAmPm"], 0, 11) + 12 * half)
    return None


def build(fields: Parsed, kind: str, strict: bool, zone: Any) -> Any:
    """The value of class `kind` that the parsed fields describe."""
    date, timed = resolve_date(fields, strict), resolve_time(fields, strict)
    offset: ZoneOffset | None = fields.get("Offset")
    zone = fields.get("Zone", zone)
    if kind == "Year" and (year := fields.get("Year", fields.get("YearOfEra"))) is not None:
        return year
    if kind == "YearMonth" and "MonthOfYear" in fields:
        year = fields.get("Year", fields.get("YearOfEra"))
        return None if year is None else (year, check("MonthOfYear", fields["MonthOfYear"], 1, 12))
    if kind == "LocalDate" and date is not None:
        return date.plus_days(timed[1]) if timed else date
    if kind == "LocalTime" and timed is not None:
        return timed[0]
    if date is None or timed is None:
        return None
    local = LocalDateTime(date.plus_days(timed[1]), timed[0])
    return _absolute(local, kind, offset, zone)


def _absolute(local: LocalDateTime, kind: str, offset: ZoneOffset | None, zone: Any) -> Any:
    if kind == "LocalDateTime":
        return local
    if offset is None and isinstance(zone, ZoneOffset):
        offset = zone
    if kind == "OffsetDateTime":
        if offset is None and zone is not None:
            return zone.zoned(local).to_offset_date_time()
        return None if offset is None else OffsetDateTime(local, offset)
    if kind == "ZonedDateTime" and offset is None and zone is None:
        return None
    if offset is None:
        there = None if zone is None else zone.zoned(local)
    elif zone is None or zone == offset:
        there = ZonedDateTime(local, offset, offset)
    else:
        there = Instant(local.local_nanos - offset.seconds * NANOS).at_zone(zone)
    if there is None or kind == "ZonedDateTime":
        return there
    return there.to_instant()
