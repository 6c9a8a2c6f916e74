"""java.time in the allowlist."""

from __future__ import annotations

from typing import Any

from breyta_runtime.interop.table import ClassSpec, Function, Member, members
from breyta_runtime.values.java_time import adjusters, formatter, local, zoned
from breyta_runtime.values.java_time.adjusters import Year, YearMonth
from breyta_runtime.values.java_time.amounts import Duration, Period
from breyta_runtime.values.java_time.formatter import DateTimeFormatter, Locale
from breyta_runtime.values.java_time.local import LocalDate, LocalDateTime, LocalTime
from breyta_runtime.values.java_time.units import (
    DAYS_OF_WEEK,
    MONTHS,
    UNITS,
    ChronoUnit,
    DayOfWeek,
    Month,
    unit,
)
from breyta_runtime.values.java_time.zoned import (
    Instant,
    OffsetDateTime,
    ZonedDateTime,
    ZoneId,
    ZoneOffset,
)

_NO_CLOCK = (
    "functions have no clock, so that a run can be replayed; pass the time in, for example from "
    "(flow/now-ms)"
)
_NOW = {"now": _NO_CLOCK}
_ORDER = "isBefore:1 isAfter:1 compareTo:1"
_DATE = """getYear getMonth getMonthValue getDayOfMonth getDayOfYear getDayOfWeek
    plusDays:1 plusWeeks:1 plusMonths:1 plusYears:1
    minusDays:1 minusWeeks:1 minusMonths:1 minusYears:1
    withYear:1 withMonth:1 withDayOfMonth:1 withDayOfYear:1"""
_TIME = """getHour getMinute getSecond getNano truncatedTo:1
    plusHours:1 plusMinutes:1 plusSeconds:1 plusNanos:1
    minusHours:1 minusMinutes:1 minusSeconds:1 minusNanos:1
    withHour:1 withMinute:1 withSecond:1 withNano:1"""
_MOVE = "plus:1..2 minus:1..2 with=adjusted:1 format:1"
_ABSOLUTE = "toInstant toEpochSecond toLocalDate toLocalTime toLocalDateTime getOffset isEqual:1"


def _ordinal(value: Any) -> int:
    return int(value.ordinal)


def _constants(*values: Any) -> dict[str, Any]:
    return {value.text: value for value in values}


def _point(
    kind: type,
    statics: str,
    methods: str,
    fields: dict[str, Any] | None = None,
    from_: Function | None = None,
) -> ClassSpec:
    return ClassSpec(
        f"java.time.{kind.__name__}",
        (kind,),
        statics=members(kind, statics, None if from_ is None else {"from": from_}),
        fields=fields or {},
        methods=members(kind, methods),
        refused={**_NOW, "get": "use a getter such as .getYear", "query": "use a getter"},
    )


_POINTS = [
    _point(
        Instant,
        "parse:1 ofEpochMilli:1 ofEpochSecond:1..2 from:1",
        f"""toEpochMilli getEpochSecond getNano plus:1..2 minus:1..2 plusSeconds:1 plusMillis:1
        plusNanos:1 minusSeconds:1 minusMillis:1 minusNanos:1 truncatedTo:1 atZone:1 atOffset:1
        until:2 with=adjusted:1 {_ORDER}""",
        {"EPOCH": zoned.EPOCH, "MIN": zoned.MIN_INSTANT, "MAX": zoned.MAX_INSTANT},
        from_=zoned.instant_in,
    ),
    _point(
        LocalDate,
        "of:3 ofEpochDay:1 ofYearDay:2 parse:1..2 from:1",
        f"""{_DATE} {_MOVE} {_ORDER} isEqual:1 lengthOfMonth lengthOfYear isLeapYear toEpochDay
        atStartOfDay:0..1 atTime:1..4 until:1..2""",
        {
            "EPOCH": local.LocalDate(1970, 1, 1),
            "MIN": local.MIN_DATE,
            "MAX": local.MAX_DATE,
        },
        from_=local.date_in,
    ),
    _point(
        LocalTime,
        "of:2..4 ofSecondOfDay:1 ofNanoOfDay:1 parse:1..2 from:1",
        f"{_TIME} {_MOVE} {_ORDER} toSecondOfDay toNanoOfDay atDate:1 until:2",
        {
            "MIDNIGHT": local.MIDNIGHT,
            "NOON": local.NOON,
            "MIN": local.MIDNIGHT,
            "MAX": local.MAX_TIME,
        },
        from_=local.time_in,
    ),
    _point(
        LocalDateTime,
        "of:2..7 ofEpochSecond:3 ofInstant:2 parse:1..2 from:1",
        f"""{_DATE} {_TIME} {_MOVE} {_ORDER} isEqual:1 toLocalDate toLocalTime toEpochSecond:1
        toInstant:1 atZone:1 atOffset:1 until:2""",
        from_=local.local_in,
    ),
    _point(
        OffsetDateTime,
        "of:3..8 ofInstant:2 parse:1..2",
        f"""{_DATE} {_TIME} {_MOVE} {_ORDER} {_ABSOLUTE} withOffsetSameInstant:1
        withOffsetSameLocal:1 toZonedDateTime atZoneSameInstant:1 until:2""",
    ),
    _point(
        ZonedDateTime,
        "of:3..8 ofInstant:2 parse:1..2",
        f"""{_DATE} {_TIME} {_MOVE} {_ORDER} {_ABSOLUTE} getZone withZoneSameInstant:1
        withZoneSameLocal:1 toOffsetDateTime until:2""",
    ),
    _point(
        Year,
        "of:1 parse:1..2 isLeap=is_leap_year:1",
        f"getValue isLeap length atDay:1 atMonth:1 plusYears:1 minusYears:1 plus:2 minus:2 {_ORDER}",
    ),
    _point(
        YearMonth,
        "of:2 parse:1..2 from=from_:1",
        f"""getYear getMonth getMonthValue isLeapYear lengthOfMonth lengthOfYear isValidDay:1 atDay:1
        atEndOfMonth withYear:1 withMonth:1 plusMonths:1 plusYears:1 minusMonths:1 minusYears:1
        plus:2 minus:2 until:2 format:1 {_ORDER}""",
    ),
]

_AMOUNTS = [
    ClassSpec(
        "java.time.Duration",
        (Duration,),
        statics=members(
            Duration,
            """of:2 ofDays:1 ofHours:1 ofMinutes:1 ofSeconds:1..2 ofMillis:1 ofNanos:1 between:2
            parse:1""",
        ),
        fields={"ZERO": Duration(0)},
        methods=members(
            Duration,
            """toDays toHours toMinutes toSeconds getSeconds toMillis toNanos getNano toDaysPart
            toHoursPart toMinutesPart toSecondsPart toMillisPart toNanosPart plus:1..2 minus:1..2
            plusDays:1 plusHours:1 plusMinutes:1 plusSeconds:1 plusMillis:1 plusNanos:1 minusDays:1
            minusHours:1 minusMinutes:1 minusSeconds:1 minusMillis:1 minusNanos:1 multipliedBy:1
            dividedBy:1 negated abs truncatedTo:1 isZero isNegative compareTo:1""",
        ),
    ),
    ClassSpec(
        "java.time.Period",
        (Period,),
        statics=members(Period, "of:3 ofDays:1 ofWeeks:1 ofMonths:1 ofYears:1 between:2 parse:1"),
        fields={"ZERO": Period(0, 0, 0)},
        methods=members(
            Period,
            """getYears getMonths getDays toTotalMonths plus:1 minus:1 plusDays:1 plusMonths:1
            plusYears:1 minusDays:1 minusMonths:1 minusYears:1 multipliedBy:1 negated normalized
            isZero isNegative""",
        ),
    ),
]

_ZONES = [
    ClassSpec(
        "java.time.ZoneId",
        (ZoneId,),
        statics=members(ZoneId, "of:1"),
        methods=members(ZoneId, "getId normalized"),
        refused={
            "systemDefault": "the zone of the machine is not available; name a zone, or use UTC",
            "getAvailableZoneIds": "name the zone",
            "getRules": "use .atZone and .getOffset",
        },
    ),
    ClassSpec(
        "java.time.ZoneOffset",
        (ZoneOffset,),
        statics=members(ZoneOffset, "of:1 ofHours:1 ofHoursMinutes:2 ofTotalSeconds:1"),
        fields={
            "UTC": zoned.UTC_OFFSET,
            "MIN": zoned.MIN_OFFSET,
            "MAX": zoned.MAX_OFFSET,
        },
        methods=members(ZoneOffset, "getId getTotalSeconds normalized"),
    ),
]

_ENUMS = [
    ClassSpec(
        "java.time.DayOfWeek",
        (DayOfWeek,),
        statics=members(
            DayOfWeek,
            "of:1 valueOf:1 from:1 values:0",
            {
                "from": lambda date: local.date_in(date).get_day_of_week(),
                "values": lambda: DAYS_OF_WEEK,
            },
        ),
        fields=_constants(*DAYS_OF_WEEK),
        methods=members(
            DayOfWeek, "getValue plus:1 minus:1 compareTo:1 name ordinal", {"ordinal": _ordinal}
        ),
    ),
    ClassSpec(
        "java.time.Month",
        (Month,),
        statics=members(
            Month,
            "of:1 valueOf:1 from:1 values:0",
            {"from": lambda date: local.date_in(date).get_month(), "values": lambda: MONTHS},
        ),
        fields=_constants(*MONTHS),
        methods=members(
            Month,
            "getValue plus:1 minus:1 length:1 minLength maxLength compareTo:1 name ordinal",
            {"ordinal": _ordinal},
        ),
    ),
    ClassSpec(
        "java.time.temporal.ChronoUnit",
        (ChronoUnit,),
        statics={
            "valueOf": Member(unit, 1, 1),
            "values": Member(lambda: tuple(UNITS.values()), 0, 0),
        },
        fields=dict(UNITS),
        methods=members(
            ChronoUnit,
            "between:2 isDateBased isTimeBased compareTo:1 name ordinal",
            {"ordinal": _ordinal},
        ),
    ),
]

_FORMATTING = [
    ClassSpec(
        "java.time.temporal.TemporalAdjusters",
        statics=members(
            adjusters,
            """firstDayOfMonth lastDayOfMonth firstDayOfNextMonth firstDayOfYear lastDayOfYear
            firstDayOfNextYear next=next_day:1 nextOrSame:1 previous:1 previousOrSame:1
            firstInMonth:1 lastInMonth:1 dayOfWeekInMonth:2""",
        ),
    ),
    ClassSpec(
        "java.time.format.DateTimeFormatter",
        (DateTimeFormatter,),
        statics=members(DateTimeFormatter, "ofPattern:1..2"),
        fields=dict(formatter.CONSTANTS),
        methods=members(DateTimeFormatter, "format:1 withZone:1 withLocale:1"),
        refused={
            "parse": "use the class that you want to get, as in (LocalDate/parse text formatter)",
            "ofLocalizedDate": "name the pattern with DateTimeFormatter/ofPattern",
            "ofLocalizedDateTime": "name the pattern with DateTimeFormatter/ofPattern",
            "ofLocalizedTime": "name the pattern with DateTimeFormatter/ofPattern",
        },
    ),
    ClassSpec(
        "java.util.Locale",
        (Locale,),
        fields={"ENGLISH": formatter.ENGLISH, "US": formatter.US},
        refused={"getDefault": "dates are always formatted in English"},
    ),
    ClassSpec("java.time.Clock", refused={"systemUTC": _NO_CLOCK, "systemDefaultZone": _NO_CLOCK}),
]

CLASSES = [*_POINTS, *_AMOUNTS, *_ZONES, *_ENUMS, *_FORMATTING]
