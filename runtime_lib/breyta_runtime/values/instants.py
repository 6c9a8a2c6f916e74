"""Dates and times: `java.time` under one roof."""

from __future__ import annotations

from breyta_runtime.values.java_time.adjusters import Adjuster, Year, YearMonth
from breyta_runtime.values.java_time.amounts import Duration, Period
from breyta_runtime.values.java_time.formatter import DateTimeFormatter, Locale
from breyta_runtime.values.java_time.local import LocalDate, LocalDateTime, LocalTime
from breyta_runtime.values.java_time.temporal import Temporal
from breyta_runtime.values.java_time.units import ChronoUnit, DayOfWeek, Month
from breyta_runtime.values.java_time.zoned import (
    Instant,
    OffsetDateTime,
    ZonedDateTime,
    ZoneId,
    ZoneOffset,
)

__all__ = [
    "Adjuster",
    "ChronoUnit",
    "DateTimeFormatter",
    "DayOfWeek",
    "Duration",
    "Instant",
    "LocalDate",
    "LocalDateTime",
    "LocalTime",
    "Locale",
    "Month",
    "OffsetDateTime",
    "Period",
    "Temporal",
    "Year",
    "YearMonth",
    "ZoneId",
    "ZoneOffset",
    "ZonedDateTime",
]
