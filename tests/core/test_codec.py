"""The journal's text: every value comes back as it was, with its type."""

from __future__ import annotations

import json
from decimal import Decimal
from math import isnan
from typing import Any
from uuid import UUID

import pytest
from breyta_runtime.values import (
    EMPTY,
    BigInt,
    Char,
    ExInfo,
    IterSeq,
    JavaClass,
    Keyword,
    List,
    Map,
    MapEntry,
    Set,
    SortedMap,
    SortedSet,
    Symbol,
    equal,
    freeze,
    kw,
    map_of,
    pr_str,
    regex,
)
from breyta_runtime.values.codec import CodecError, decode, encode, encoded_size
from breyta_runtime.values.instants import (
    ChronoUnit,
    DayOfWeek,
    Duration,
    Instant,
    LocalDate,
    LocalDateTime,
    LocalTime,
    Month,
    OffsetDateTime,
    Period,
    Year,
    YearMonth,
    ZonedDateTime,
    ZoneId,
    ZoneOffset,
)
from breyta_runtime.values.java_time.units import unit
from breyta_runtime.values.numbers import Ratio
from hypothesis import given, settings, strategies as st

OSLO = ZoneId.of("Europe/Oslo")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (Map({kw("a"): 1, kw("ns/b"): "x"}), '{"a":1,"ns/b":"x"}'),
        ((1, 1.0, True), "[1,1.0,true]"),
        (kw("a/b"), '{"~k":"a/b"}'),
        (Map({kw("~k"): 1}), '{"~~k":1}'),
        (Map({"a": 1}), '{"~m":["a",1]}'),
        (Map(), "{}"),
        (Set((1, 2)), '{"~set":[1,2]}'),
        (b"hi", '{"~b":"aGk="}'),
    ],
)
def test_the_text_is_stable(value: Any, text: str) -> None:
    """Journals outlive releases: these forms must not change."""
    assert encode(value) == text
    assert equal(decode(text), value)


@pytest.mark.parametrize(
    "value",
    [
        BigInt(1),
        10**30,
        Ratio(1, 3),
        Decimal("1.10"),
        Decimal("1E+3"),
        1e300,
        -0.0,
        float("inf"),
        "half \ud800 é",
        Char("x"),
        Symbol("a/b"),
        List((1, (2,))),
        EMPTY,
        MapEntry((kw("a"), 1)),
        SortedMap([(2, "b"), (1, "a")]),
        SortedSet((3, 1, 2)),
        map_of(True, 1, 1, 2, 1.0, 3),
        freeze({(1.0,): Set((True, 1))}),
        UUID(int=5),
        JavaClass("java.lang.Long"),
        Instant.parse("2026-01-01T00:00:00.123456789Z"),
        Instant.of_epoch_milli(-1),
        Duration.of_nanos(-1),
        Period.of(1, -2, 3),
        LocalDate.of(-5, 1, 1),
        LocalTime.of(1, 2, 3, 4),
        LocalDateTime.of(2026, 1, 2, 3, 4),
        OffsetDateTime.parse("2026-01-02T03:04+05:30"),
        LocalDateTime.of(2026, 10, 25, 2, 30).at_zone(OSLO).plus_hours(1),
        ZonedDateTime.parse("2026-01-02T03:04Z"),
        OSLO,
        ZoneId.of("UTC"),
        ZoneOffset.of("-03:30"),
        DayOfWeek.of(1),
        Month.of(2),
        unit("HALF_DAYS"),
        Year.of(5),
        YearMonth.of(2026, 2),
    ],
    ids=pr_str,
)
def test_every_kind_of_value_comes_back(value: Any) -> None:
    found = decode(encode(value))
    assert type(found) is type(value)
    assert equal(found, value)
    assert pr_str(found) == pr_str(value)
    encode(value).encode()  # can be written as UTF-8


def test_patterns_come_back() -> None:
    assert decode(encode(regex(r"a\d"))).source == r"a\d"


def test_nan_comes_back() -> None:
    found = decode(encode((float("nan"),)))[0]
    assert isnan(found)


def test_lazy_seqs_are_realised_and_stay_seqs() -> None:
    found = decode(encode(IterSeq(iter((1, 2)))))
    assert isinstance(found, IterSeq)
    assert tuple(found) == (1, 2)


def test_errors_keep_message_data_and_cause() -> None:
    found = decode(encode(ExInfo("no", Map({kw("a"): 1}), ExInfo("why"))))
    assert (found.message, found.data, found.cause.message) == ("no", Map({kw("a"): 1}), "why")


def test_keywords_come_back_as_the_same_object() -> None:
    assert decode(encode(kw("some/name"))) is kw("some/name")


def test_maps_that_answer_in_their_own_way_keep_doing_so() -> None:
    from breyta_runtime.steps.http.result import HttpResult, http_result

    result = http_result(200, {"content-type": "x"}, Map({kw("id"): 7}))
    found = decode(encode(result))
    assert type(found) is HttpResult
    assert kw("id")(found) == 7
    assert kw("headers")(found).lookup("Content-Type") == "x"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (len, "the function len cannot be stored"),
        (Map({kw("a"): (1, Map({"b": len}))}), r'the function len at \[:a 1 "b"\]'),
        (SortedMap([(1, 2)], lambda a, b: a > b), "a sorted map with a comparator"),
        (object(), "a value of class python.object"),
    ],
)
def test_what_cannot_be_stored_is_named_with_its_place(value: Any, message: str) -> None:
    with pytest.raises(CodecError, match=message):
        encode(value)


def test_deep_nesting_is_an_error_and_no_crash() -> None:
    value: Any = ()
    for _ in range(200_000):
        value = (value,)
    with pytest.raises(CodecError, match="nested too deeply"):
        encode(value)
    while value:  # taken apart here, for Python would do it recursively
        (value,) = value


def test_size_counts_bytes() -> None:
    assert encoded_size("é") == 4
    assert encoded_size(Map({kw("a"): 1})) == len('{"a":1}')


def _map(pairs: list[tuple[Any, Any]]) -> Any:
    made = Map()
    for key, value in pairs:
        made = made.assoc(key, value)
    return made


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=6)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.integers().map(BigInt),
    st.floats(allow_nan=False),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.binary(max_size=8),
    st.uuids(),
    NAMES.map(kw),
    NAMES.map(lambda name: kw("~" + name)),
    NAMES.map(Symbol),
    st.characters(max_codepoint=0xFFFF).map(Char),
    st.integers(-(10**15), 10**15).map(Instant.of_epoch_milli),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple),
        st.lists(inner, max_size=4).map(List),
        st.lists(inner, max_size=4).map(Set),
        st.lists(st.tuples(NAMES.map(kw), inner), max_size=4).map(lambda p: freeze(dict(p))),
        st.lists(st.tuples(inner, inner), max_size=3).map(_map),
    ),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_any_value_comes_back(value: Any) -> None:
    text = encode(value)
    found = decode(text)
    assert equal(found, value)
    assert pr_str(found) == pr_str(value)
    assert encode(found) == text  # the same text again
    json.loads(text.encode())


def test_keyword_maps_need_no_tags() -> None:
    """The common case stays plain JSON that other tools can read."""
    text = encode(Map({kw("rows"): (Map({kw("id"): 1}), Map({kw("id"): 2}))}))
    assert json.loads(text) == {"rows": [{"id": 1}, {"id": 2}]}
    assert isinstance(next(iter(decode(text))), Keyword)


def test_units_are_the_constants() -> None:
    assert isinstance(decode(encode(unit("DAYS"))), ChronoUnit)
    assert decode(encode(unit("DAYS"))) is unit("DAYS")
