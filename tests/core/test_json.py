"""JSON in functions: json/parse, json/write-str, json-parse, json-parse!, json-emit."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from breyta_runtime.core import flow_helpers, json
from breyta_runtime.core.vars import VARS
from breyta_runtime.values import BigInt, Char, Keyword, List, Map, Set, SortedMap, Symbol, kw
from breyta_runtime.values.errors import ClojureError
from breyta_runtime.values.instants import Duration, Instant, LocalDate, Month, ZoneId
from breyta_runtime.values.json import JsonError, from_json, key_of, to_json, write
from breyta_runtime.values.numbers import Ratio
from hypothesis import given, strategies as st


@pytest.mark.parametrize(
    "name",
    [
        "id",
        "html_url",
        "b64_json",
        "bytesBase64Encoded",
        "user-id",
        "_id",
        "exists?",
        "A1",
        "a" * 64,
    ],
)
def test_identifier_like_keys_become_keywords(name: str) -> None:
    """FN-005."""
    assert json.parse(f'{{"{name}": 1}}') == Map({kw(name): 1})


@pytest.mark.parametrize(
    "name",
    ["", "a b", "a/b", "a.b", "1st", "-x", "@type", "$ref", "é", "a" * 65, "a?b", ":a", "a\\n"],
)
def test_other_keys_stay_strings(name: str) -> None:
    """FN-005: data from elsewhere must not fill the table of keywords."""
    (key,) = json.parse(f'{{"{name}": 1}}')
    assert type(key) is str


def test_parse_takes_bytes() -> None:
    assert json.parse(b'\xef\xbb\xbf["\xc3\xa9"]') == ("é",)


def test_parse_has_one_argument() -> None:
    """FN-006: option flags are refused where the call is compiled."""
    assert VARS["json/parse"].arity == (1, 1)
    with pytest.raises(TypeError):
        json.parse("{}", True)  # type: ignore[call-arg]


def test_parse_keeps_numbers_exact() -> None:
    big = json.parse("123456789012345678901234567890")
    assert big == 123456789012345678901234567890
    assert type(big) is BigInt
    assert json.parse("[1, 1.0, -0.5e3]") == (1, 1.0, -500.0)
    assert list(map(type, json.parse("[1, 1.0]"))) == [int, float]


def test_the_last_of_equal_keys_wins() -> None:
    assert json.parse('{"a": 1, "a": 2}') == Map({kw("a"): 2})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": }', "Invalid JSON at line 1, column 7"),
        ('{"a":\n 1,}', "Invalid JSON at line 2"),
        ("", "Invalid JSON at line 1, column 1"),
        ("[1] x", "Extra data"),
        ("NaN", "NaN is no JSON number"),
        ("[" * 100_000, "nested too deeply"),
        (b"\xff", "byte 0 is no UTF-8"),
        (None, "json/parse takes a string or bytes, not nil"),
        (1, "not java.lang.Long"),
    ],
)
def test_bad_json_says_where(text: object, message: str) -> None:
    with pytest.raises(JsonError, match=message.replace(".", r"\.")):
        json.parse(text)
    with pytest.raises(ClojureError):
        flow_helpers.json_parse_x(text)
    assert flow_helpers.json_parse(text) is None  # FN-008


def test_values_are_written_as_json() -> None:
    """FN-007."""
    value = Map(
        {
            kw("ns/name"): kw("a/b"),
            "text": 'é "q"\n',
            1: None,
            kw("list"): List((1, True, False)),
            kw("set"): Set((1,)),
            kw("sorted"): SortedMap([(kw("b"), 1), (kw("a"), 2)]),
            kw("char"): Char("x"),
            kw("ratio"): Ratio(1, 2),
            kw("big"): BigInt(10**20),
            kw("decimal"): Decimal("1.10"),
            kw("double"): 1.5,
            kw("symbol"): Symbol("s/x"),
            kw("bytes"): b"hi",
        }
    )
    assert json.write_str(value) == (
        '{"ns/name":"a/b","text":"é \\"q\\"\\n","1":null,"list":[1,true,false],"set":[1],'
        '"sorted":{"a":2,"b":1},"char":"x","ratio":0.5,"big":100000000000000000000,'
        '"decimal":1.10,"double":1.5,"symbol":"s/x","bytes":"aGk="}'
    )


def test_times_and_ids_are_written_as_text() -> None:
    value = (
        Instant.parse("2026-01-01T00:00:00Z"),
        LocalDate.of(2026, 1, 2),
        Duration.of_minutes(5),
        Month.of(3),
        ZoneId.of("Europe/Oslo"),
        UUID("00000000-0000-0000-0000-000000000001"),
    )
    assert to_json(value) == [
        "2026-01-01T00:00:00Z",
        "2026-01-02",
        "PT5M",
        "MARCH",
        "Europe/Oslo",
        "00000000-0000-0000-0000-000000000001",
    ]


def test_what_json_cannot_hold_is_named_with_its_place() -> None:
    with pytest.raises(JsonError, match=r"a function as JSON at \[:a 1 :b\]"):
        write(Map({kw("a"): (1, Map({kw("b"): len}))}))
    with pytest.raises(JsonError, match="NaN"):
        write(float("nan"))
    with pytest.raises(JsonError, match="nil key"):
        write(Map({None: 1}))


def test_plain_data_has_floats_for_decimals() -> None:
    assert to_json(Map({kw("d"): Decimal("1.10")})) == {"d": 1.1}


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(PLAIN)
def test_plain_data_survives_both_ways(data: object) -> None:
    assert to_json(from_json(data)) == data
    assert to_json(json.parse(json.write_str(from_json(data)))) == data


@given(st.text(max_size=70))
def test_a_key_is_its_name_or_itself(name: str) -> None:
    key = key_of(name)
    assert (key.full if isinstance(key, Keyword) else key) == name


@pytest.mark.parametrize("value", [None, "", "  \n", (), Map(), Set(), List()])
def test_blank_and_not_present(value: object) -> None:
    """FN-011."""
    assert flow_helpers.is_blank(value)
    assert not flow_helpers.is_present(value)


@pytest.mark.parametrize("value", [0, False, True, "a", (None,), Map({1: 2}), kw("a"), 0.0])
def test_present_and_not_blank(value: object) -> None:
    """FN-011: a number or false is a value."""
    assert flow_helpers.is_present(value)
    assert not flow_helpers.is_blank(value)


def test_json_emit_is_the_inverse_of_json_parse() -> None:
    """FN-008."""
    assert flow_helpers.json_parse(flow_helpers.json_emit(Map({kw("a"): (1, None)}))) == Map(
        {kw("a"): (1, None)}
    )
