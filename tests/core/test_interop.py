"""FN-021: the documented Java classes, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from breyta_runtime import interop
from breyta_runtime.interop.classes import CLASSES
from breyta_runtime.values import (
    Arithmetic,
    BigInt,
    Char,
    DateTime,
    ExInfo,
    IllegalArgument,
    LimitExceeded,
    Map,
    NullPointer,
    kw,
    str_,
)
from breyta_runtime.values.instants import Instant, LocalDate

DOCUMENTED = [
    "java.time.Instant",
    "java.time.Duration",
    "java.time.LocalDate",
    "java.time.LocalTime",
    "java.time.LocalDateTime",
    "java.time.OffsetDateTime",
    "java.time.ZonedDateTime",
    "java.time.ZoneId",
    "java.time.ZoneOffset",
    "java.time.Period",
    "java.time.DayOfWeek",
    "java.time.Month",
    "java.time.Year",
    "java.time.YearMonth",
    "java.time.format.DateTimeFormatter",
    "java.time.temporal.ChronoUnit",
    "java.time.temporal.TemporalAdjusters",
    "java.util.UUID",
    "java.util.Base64",
    "java.math.BigInteger",
    "java.math.BigDecimal",
]


@pytest.mark.parametrize("name", DOCUMENTED)
def test_documented_classes_resolve_in_full_and_by_simple_name(name: str) -> None:
    assert interop.resolve_class(name) == name
    assert interop.resolve_class(name.rpartition(".")[2]) == name


@pytest.mark.parametrize(
    "name",
    [
        "System",
        "java.lang.System",
        "Runtime",
        "Thread",
        "java.io.File",
        "Class",
        "java.lang.Class",
        "Long",
        "Math",
        "java.lang.Math",
        "java.net.URL",
        "java.lang.ProcessBuilder",
        "clojure.lang.RT",
        "java.lang.ClassLoader",
        "java.nio.file.Files",
        "java.util.Date",
        "RoundingMode",
    ],
)
def test_everything_else_is_refused(name: str) -> None:
    """FN-021: System/getenv and the like never resolve."""
    assert interop.resolve_class(name) is None
    assert interop.lookup_static(name, "getenv") is None
    with pytest.raises(IllegalArgument):
        interop.call_static(name, "getenv", "HOME")
    with pytest.raises(IllegalArgument):
        interop.construct(name)


@pytest.mark.parametrize(
    ("symbol", "hint"),
    [
        ("Long", "parse-long"),
        ("java.lang.Integer", "parse-long"),
        ("Math", "abs"),
        ("RoundingMode", "ROUND_HALF_UP"),
        ("java.util.Date", "java.time.Instant"),
        ("java.security.MessageDigest", "sha256-hex"),
    ],
)
def test_refused_classes_come_with_a_hint(symbol: str, hint: str) -> None:
    assert hint in (interop.class_hint(symbol) or "")


@pytest.mark.parametrize(
    ("cls", "member", "hint"),
    [
        ("Instant", "now", "no clock"),
        ("LocalDate", "now", "no clock"),
        ("ZonedDateTime", "now", "no clock"),
        ("UUID", "randomUUID", "uuid-from"),
        ("ZoneId", "systemDefault", "name a zone"),
        ("String", "format", "(format"),
        ("java.time.LocalDate", "ofFoo", "LocalDate has"),
    ],
)
def test_clock_and_randomness_are_refused(cls: str, member: str, hint: str) -> None:
    """FN-022: a run can be replayed."""
    assert interop.lookup_static(cls, member) is None
    assert hint in (interop.member_hint(cls, member) or "")
    with pytest.raises(IllegalArgument, match="is not available"):
        interop.call_static(cls, member)


def test_members_tell_how_many_arguments_they_take() -> None:
    of = interop.lookup_static("LocalDate", "of")
    assert of is not None
    assert of.accepts(3)
    assert not of.accepts(2)
    assert interop.method_arities("plusDays") == ((1, 1),)
    assert set(interop.method_arities("plus")) >= {(1, 1), (1, 2)}
    assert interop.method_arities("exec") == ()
    assert interop.method_arities("toString") != ()
    assert interop.method_hint("randomUUID") is not None
    assert interop.method_hint("size") == "use (count coll)"


def test_no_member_has_a_name_of_python() -> None:
    for spec in CLASSES.values():
        for name in (*spec.statics, *spec.methods, *spec.fields):
            assert "_" not in name or name.isupper() or name.startswith(("ROUND_", "ISO_"))


def test_methods_go_by_the_class_of_the_target() -> None:
    date = interop.call_static("java.time.LocalDate", "parse", "2026-01-31")
    assert str_(interop.call_method("plusMonths", date, 1)) == "2026-02-28"
    assert interop.call_method("length", "abc") == 3
    assert interop.call_method("charAt", "abc", 1) is Char("b")
    assert interop.call_method("add", Decimal("1.5"), Decimal("2")) == Decimal("3.5")


def test_a_missing_method_is_an_error_as_on_the_jvm() -> None:
    with pytest.raises(
        IllegalArgument,
        match=r"No matching method frob found taking 1 args for class java\.lang\.String",
    ):
        interop.call_method("frob", "abc", 1)
    with pytest.raises(IllegalArgument, match=r"use \(get m k\)"):
        interop.call_method("get", Map(), kw("a"))
    with pytest.raises(NullPointer):
        interop.call_method("length", None)
    for name in ("__class__", "__init__", "upper", "encode", "shift", "_date"):
        with pytest.raises(IllegalArgument):
            interop.call_method(name, "abc")


def test_wrong_arguments_are_clojure_errors() -> None:
    date = LocalDate.of(2026, 1, 1)
    with pytest.raises(IllegalArgument):
        interop.call_method("isBefore", "abc", date)
    with pytest.raises(IllegalArgument, match="No matching method"):
        interop.call_method("plus", date, 1, "days")
    with pytest.raises(IllegalArgument):
        interop.call_static("LocalDate", "of", 2026)
    with pytest.raises(DateTime):
        interop.call_static("LocalDate", "of", 2026, 2, 30)
    with pytest.raises(IllegalArgument):
        interop.call_static("LocalDate", "parse", None)


def test_constructors() -> None:
    assert interop.construct("BigDecimal", "1.10") == Decimal("1.10")
    assert interop.construct("java.math.BigInteger", "12") == BigInt(12)
    assert interop.construct("String", b"h\xc3\xa9", "UTF-8") == "hé"
    error = interop.construct("IllegalArgumentException", "no")
    assert isinstance(error, IllegalArgument)
    assert interop.call_method("getMessage", error) == "no"
    assert interop.call_method("getData", ExInfo("no", Map())) == Map()


def test_instance_of() -> None:
    assert interop.instance_of("Instant", Instant(0))
    assert not interop.instance_of("java.time.Instant", "2026")
    assert interop.instance_of("String", "a")
    assert interop.instance_of("BigDecimal", Decimal(1))
    assert not interop.instance_of("BigInteger", 1)


def test_numbers_are_bounded() -> None:
    with pytest.raises(LimitExceeded):
        interop.call_method("pow", BigInt(10), 10_000_000)
    with pytest.raises(LimitExceeded):
        interop.call_method("setScale", Decimal("1E+1"), 10_000_000)
    with pytest.raises(LimitExceeded):
        interop.call_method("toPlainString", Decimal("1E+999999"))
    with pytest.raises(LimitExceeded):
        interop.call_method("repeat", "abc", 10**9)
    with pytest.raises(Arithmetic, match="Non-terminating"):
        interop.call_method("divide", Decimal(1), Decimal(3))
