"""Instant, ZoneOffset, ZoneId, OffsetDateTime and ZonedDateTime."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from breyta_runtime.values.errors import DateTime
from breyta_runtime.values.java_time.amounts import truncated
from breyta_runtime.values.java_time.local import (
    DATE,
    TIME,
    LocalDate,
    LocalDateTime,
    LocalTime,
    date_of,
    date_time_of,
    matched,
)
from breyta_runtime.values.java_time.parse_error import parse_error
from breyta_runtime.values.java_time.temporal import (
    DateFields,
    Temporal,
    TimeFields,
    truncate_nanos,
)
from breyta_runtime.values.java_time.units import (
    NANOS,
    UNITS,
    ChronoUnit,
    exact,
    fraction_text,
    long_of,
    unsupported,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_OFFSET = r"(?P<offset>[Zz]|[-+][0-9]{2}(?::[0-9]{2}(?::[0-9]{2})?)?)"
_OFFSET_DATE_TIME = re.compile(f"{DATE}[Tt]{TIME}{_OFFSET}")
_ZONED = re.compile(rf"{DATE}[Tt]{TIME}(?:{_OFFSET}(?:\[(?P<zone>[^\]]+)\])?)")
_MIN_SECOND, _MAX_SECOND = -31_557_014_167_219_200, 31_556_889_864_403_199


class ZoneRules(DateTime):
    java = "java.time.zone.ZoneRulesException"


@dataclass(frozen=True, slots=True)
class Instant(Temporal):
    """A point on the time line, in nanoseconds since 1970-01-01T00:00Z."""

    nanos: int

    def __post_init__(self) -> None:
        if not _MIN_SECOND <= self.nanos // NANOS <= _MAX_SECOND:
            raise DateTime("Instant exceeds minimum or maximum instant")

    def __str__(self) -> str:
        local = LocalDateTime.of_local_nanos(self.nanos)
        time = local.time
        clock = f"{time.hour:02d}:{time.minute:02d}:{time.second:02d}{fraction_text(time.nano)}"
        return f"{local.date}T{clock}Z"

    @property
    def sort_key(self) -> int:
        return self.nanos

    @staticmethod
    def of_epoch_milli(milli: int) -> Instant:
        return Instant(long_of(milli) * 1_000_000)

    @staticmethod
    def of_epoch_second(second: int, nanos: int = 0) -> Instant:
        return Instant(long_of(second) * NANOS + long_of(nanos))

    @staticmethod
    def parse(text: str) -> Instant:
        found = matched(_OFFSET_DATE_TIME, text)
        if found["second"] is None:
            raise parse_error(text, found.end("minute"))
        if found["hour"] == "24" and re.search(r"T24:00:00(?:\.0*)?[^0-9.]", text.upper()):
            # Only here, 24:00 is the next midnight.
            local = LocalDateTime(date_of(text, found).plus_days(1), LocalTime(0))
        else:
            local = date_time_of(text, found)
        return Instant(local.local_nanos - ZoneOffset.of(found["offset"].upper()).seconds * NANOS)

    def get_epoch_second(self) -> int:
        return self.nanos // NANOS

    def get_nano(self) -> int:
        return self.nanos % NANOS

    def to_epoch_milli(self) -> int:
        return exact(self.nanos // 1_000_000)

    def shift(self, amount: int, unit: ChronoUnit) -> Instant:
        if unit.ordinal > UNITS["DAYS"].ordinal:
            raise unsupported(unit)
        return Instant(self.nanos + amount * unit.nanos)

    def until(self, end: Any, unit: ChronoUnit) -> int:
        if unit.ordinal > UNITS["DAYS"].ordinal:
            raise unsupported(unit)
        return exact(truncated(self.nanos_until(end), unit.nanos))

    def nanos_until(self, end: Any) -> int:
        return instant_in(end).nanos - self.nanos

    def truncated_to(self, unit: ChronoUnit) -> Instant:
        return Instant(truncate_nanos(self.nanos, unit))

    def at_zone(self, zone: Any) -> ZonedDateTime:
        offset = zone.offset_at(self.nanos // NANOS)
        local = LocalDateTime.of_local_nanos(self.nanos + offset.seconds * NANOS)
        return ZonedDateTime(local, offset, zone)

    def at_offset(self, offset: ZoneOffset) -> OffsetDateTime:
        return OffsetDateTime(
            LocalDateTime.of_local_nanos(self.nanos + offset.seconds * NANOS), offset
        )


class _Zone:
    """What ZoneOffset and regions share."""

    __slots__ = ()

    def get_id(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class ZoneOffset(_Zone):
    """A fixed distance from UTC in seconds."""

    seconds: int

    def __str__(self) -> str:
        if self.seconds == 0:
            return "Z"
        minutes, second = divmod(abs(self.seconds), 60)
        text = f"{'-' if self.seconds < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
        return f"{text}:{second:02d}" if second else text

    @staticmethod
    def of_total_seconds(seconds: int) -> ZoneOffset:
        if not -64_800 <= long_of(seconds) <= 64_800:
            raise DateTime("Zone offset not in valid range: -18:00 to +18:00")
        return ZoneOffset(int(seconds))

    @staticmethod
    def of_hours(hours: int) -> ZoneOffset:
        return ZoneOffset.of_total_seconds(long_of(hours) * 3600)

    @staticmethod
    def of_hours_minutes(hours: int, minutes: int) -> ZoneOffset:
        if hours > 0 > minutes or hours < 0 < minutes:
            raise DateTime("Zone offset minutes and seconds must have the same sign as hours")
        return ZoneOffset.of_total_seconds(long_of(hours) * 3600 + long_of(minutes) * 60)

    @staticmethod
    def of(text: str) -> ZoneOffset:
        if text in ("Z", "z"):
            return UTC_OFFSET
        found = re.fullmatch(
            r"([-+])([0-9]{1,2})(?::?([0-9]{2}))?(?::?([0-9]{2}))?", text, re.ASCII
        )
        if found is None:
            raise DateTime(f"Invalid ID for ZoneOffset, invalid format: {text}")
        hours, minutes, seconds = (int(found[i] or 0) for i in (2, 3, 4))
        if minutes > 59 or seconds > 59:
            raise DateTime(f"Zone offset minutes not in valid range: value {minutes}")
        total = hours * 3600 + minutes * 60 + seconds
        return ZoneOffset.of_total_seconds(-total if found[1] == "-" else total)

    def get_total_seconds(self) -> int:
        return self.seconds

    def offset_at(self, second: int) -> ZoneOffset:  # noqa: ARG002
        return self

    def zoned(self, local: LocalDateTime) -> ZonedDateTime:
        return ZonedDateTime(local, self, self)

    def at_local(self, local: LocalDateTime) -> OffsetDateTime:
        return OffsetDateTime(local, self)

    def normalized(self) -> ZoneOffset:
        return self

    def abbreviation(self, moment: ZonedDateTime) -> str:  # noqa: ARG002
        return str(self)


UTC_OFFSET = ZoneOffset(0)


@dataclass(frozen=True, slots=True)
class ZoneId(_Zone):
    """A region such as Europe/Oslo, or a prefixed offset such as UTC+01:00 (then `fixed`)."""

    name: str
    fixed: ZoneOffset | None = None

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def of(name: str) -> ZoneId | ZoneOffset:
        if name in ("Z", "z") or name[:1] in ("+", "-"):
            return ZoneOffset.of(name)
        for prefix in ("UTC", "GMT", "UT"):
            if name == prefix:
                return ZoneId(name, UTC_OFFSET)
            if name.startswith((prefix + "+", prefix + "-")):
                offset = ZoneOffset.of(name[len(prefix) :])
                return ZoneId(prefix + (str(offset) if offset.seconds else ""), offset)
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9~/._+-]+", name):
            raise DateTime(f"Invalid ID for region-based ZoneId, invalid format: {name}")
        _region(name)
        return ZoneId(name)

    def offset_at(self, second: int) -> ZoneOffset:
        if self.fixed is not None:
            return self.fixed
        moment = _moment(second).replace(tzinfo=UTC)
        return _offset(moment.astimezone(_region(self.name)))

    def zoned(self, local: LocalDateTime) -> ZonedDateTime:
        """The earlier offset where clocks go back; moved on by the gap where they go forward."""
        if self.fixed is not None:
            return ZonedDateTime(local, self.fixed, self)
        there = _moment(local.local_nanos // NANOS).replace(tzinfo=_region(self.name))
        before = _offset(there)
        return Instant(local.local_nanos - before.seconds * NANOS).at_zone(self)

    def normalized(self) -> ZoneId | ZoneOffset:
        return self if self.fixed is None else self.fixed

    def abbreviation(self, moment: ZonedDateTime) -> str:
        """`CET`, `CEST` …, as the time zone database has it."""
        if self.fixed is not None:
            return self.name
        second = moment.to_epoch_second()
        return _moment(second).replace(tzinfo=UTC).astimezone(_region(self.name)).tzname() or ""


_EPOCH = datetime(1970, 1, 1)
_FIRST, _LAST = -62_000_000_000, 253_000_000_000


def _moment(second: int) -> datetime:
    """A datetime for a second, kept in the years Python knows; offsets do not change beyond."""
    while second > _LAST:
        second -= 12_622_780_800  # 400 years
    return _EPOCH + timedelta(seconds=max(second, _FIRST))


def _offset(moment: datetime) -> ZoneOffset:
    found = moment.utcoffset()
    assert found is not None
    return ZoneOffset(int(found.total_seconds()))


@lru_cache(maxsize=256)
def _region(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ZoneRules(f"Unknown time-zone ID: {name}") from None


class _Absolute(DateFields, TimeFields):
    """A local date and time at a known offset."""

    __slots__ = ()
    local: LocalDateTime
    offset: ZoneOffset

    def _with_local(self, local: LocalDateTime) -> Any:
        return local

    @property
    def date_part(self) -> LocalDate:
        return self.local.date

    @property
    def time_part(self) -> LocalTime:
        return self.local.time

    def with_date(self, date: LocalDate) -> Any:
        return self._with_local(self.local.with_date(date))

    def with_time(self, time: LocalTime) -> Any:
        return self._with_local(self.local.with_time(time))

    @property
    def instant_nanos(self) -> int:
        return self.local.local_nanos - self.offset.seconds * NANOS

    @property
    def sort_key(self) -> Any:
        return (self.instant_nanos, self.local.sort_key)

    def is_before(self, other: Any) -> bool:
        return bool(self.instant_nanos < self._key_of(other)[0])

    def is_after(self, other: Any) -> bool:
        return bool(self.instant_nanos > self._key_of(other)[0])

    def is_equal(self, other: Any) -> bool:
        return bool(self.instant_nanos == other.instant_nanos)

    def to_instant(self) -> Instant:
        return Instant(self.instant_nanos)

    def to_epoch_second(self) -> int:
        return self.instant_nanos // NANOS

    def to_local_date(self) -> LocalDate:
        return self.local.date

    def to_local_time(self) -> LocalTime:
        return self.local.time

    def to_local_date_time(self) -> LocalDateTime:
        return self.local

    def get_offset(self) -> ZoneOffset:
        return self.offset

    def nanos_until(self, end: Any) -> int:
        return instant_in(end).nanos - self.instant_nanos


@dataclass(frozen=True, slots=True)
class OffsetDateTime(_Absolute):
    local: LocalDateTime
    offset: ZoneOffset

    def __str__(self) -> str:
        return f"{self.local}{self.offset}"

    def _with_local(self, local: LocalDateTime) -> OffsetDateTime:
        return OffsetDateTime(local, self.offset)

    @staticmethod
    def of(*fields: Any) -> OffsetDateTime:
        return OffsetDateTime(LocalDateTime.of(*fields[:-1]), fields[-1])

    @staticmethod
    def of_instant(instant: Instant, zone: Any) -> OffsetDateTime:
        return instant.at_zone(zone).to_offset_date_time()

    @staticmethod
    def parse(text: str, formatter: Any = None) -> OffsetDateTime:
        if formatter is not None:
            return formatter.parse_as(text, "OffsetDateTime")  # type: ignore[no-any-return]
        found = matched(_OFFSET_DATE_TIME, text)
        return OffsetDateTime(date_time_of(text, found), ZoneOffset.of(found["offset"]))

    def shift(self, amount: int, unit: ChronoUnit) -> OffsetDateTime:
        return OffsetDateTime(self.local.shift(amount, unit), self.offset)

    def until(self, end: Any, unit: ChronoUnit) -> int:
        return self.local.until(instant_in(end).at_offset(self.offset).local, unit)

    def with_offset_same_instant(self, offset: ZoneOffset) -> OffsetDateTime:
        return self.to_instant().at_offset(offset)

    def with_offset_same_local(self, offset: ZoneOffset) -> OffsetDateTime:
        return OffsetDateTime(self.local, offset)

    def to_zoned_date_time(self) -> ZonedDateTime:
        return ZonedDateTime(self.local, self.offset, self.offset)

    def at_zone_same_instant(self, zone: Any) -> ZonedDateTime:
        return self.to_instant().at_zone(zone)

    def adjust_into(self, temporal: Any) -> Any:
        return temporal.with_date(self.local.date).with_time(self.local.time)


@dataclass(frozen=True, slots=True)
class ZonedDateTime(_Absolute):
    local: LocalDateTime
    offset: ZoneOffset
    zone: ZoneId | ZoneOffset

    def __str__(self) -> str:
        text = f"{self.local}{self.offset}"
        return text if self.zone == self.offset else f"{text}[{self.zone}]"

    def _with_local(self, local: LocalDateTime) -> ZonedDateTime:
        """The same zone at another local time; the offset is kept where it is still valid."""
        same = Instant(local.local_nanos - self.offset.seconds * NANOS).at_zone(self.zone)
        return same if same.local == local else self.zone.zoned(local)

    @staticmethod
    def of(*fields: Any) -> ZonedDateTime:
        return LocalDateTime.of(*fields[:-1]).at_zone(fields[-1])  # type: ignore[no-any-return]

    @staticmethod
    def of_instant(instant: Instant, zone: Any) -> ZonedDateTime:
        return instant.at_zone(zone)

    @staticmethod
    def parse(text: str, formatter: Any = None) -> ZonedDateTime:
        if formatter is not None:
            return formatter.parse_as(text, "ZonedDateTime")  # type: ignore[no-any-return]
        found = matched(_ZONED, text)
        local, offset = date_time_of(text, found), ZoneOffset.of(found["offset"].upper())
        if found["zone"] is None:
            return ZonedDateTime(local, offset, offset)
        zone = ZoneId.of(found["zone"])
        there = Instant(local.local_nanos - offset.seconds * NANOS).at_zone(zone)
        return there if there.local == local else zone.zoned(local)

    def shift(self, amount: int, unit: ChronoUnit) -> ZonedDateTime:
        if unit.is_time_based():
            return self.to_instant().shift(amount, unit).at_zone(self.zone)
        return self._with_local(self.local.shift(amount, unit))

    def until(self, end: Any, unit: ChronoUnit) -> int:
        other = instant_in(end).at_zone(self.zone)
        if unit.is_time_based():
            return self.to_instant().until(other.to_instant(), unit)
        return self.local.until(other.local, unit)

    def get_zone(self) -> ZoneId | ZoneOffset:
        return self.zone

    def with_zone_same_instant(self, zone: Any) -> ZonedDateTime:
        return self.to_instant().at_zone(zone)

    def with_zone_same_local(self, zone: Any) -> ZonedDateTime:
        return zone.zoned(self.local)  # type: ignore[no-any-return]

    def to_offset_date_time(self) -> OffsetDateTime:
        return OffsetDateTime(self.local, self.offset)

    def adjust_into(self, temporal: Any) -> Any:
        return temporal.with_date(self.local.date).with_time(self.local.time)


def instant_in(temporal: Any) -> Instant:
    if isinstance(temporal, Instant):
        return temporal
    if isinstance(temporal, OffsetDateTime | ZonedDateTime):
        return temporal.to_instant()
    raise DateTime(f"Unable to obtain Instant from TemporalAccessor: {temporal}")


EPOCH = Instant(0)
MIN_INSTANT, MAX_INSTANT = Instant(_MIN_SECOND * NANOS), Instant(_MAX_SECOND * NANOS + NANOS - 1)
MIN_OFFSET, MAX_OFFSET = ZoneOffset(-64_800), ZoneOffset(64_800)
