"""From what a caller gives to what `(flow/input)` returns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from breyta_runtime.definition import (
    Definition,
    Input,
    Invocation,
    OptionsSource,
    SetupForm,
)
from breyta_runtime.engine.inputs import InputError, prepare_inputs
from breyta_runtime.values import BigInt, Keyword, List, Map, Set, kw
from hypothesis import given, strategies as st

FILE = "res://v1/ws/ws-1/file/report-a"
TABLE = "res://v1/ws/ws-1/result/table/tbl_1"


def flow(*inputs: Input, setup: tuple[Input, ...] = (), **others: Invocation) -> Definition:
    forms = (SetupForm(fields=setup),) if setup else ()
    invocations = {"default": Invocation(inputs=inputs), **others}
    return Definition("orders", "Orders", requires=forms, invocations=invocations)


def read(field: Input, value: Any) -> Any:
    """The value the flow sees for one field."""
    return prepare_inputs(flow(field), "default", {field.name: value})[kw(field.name)]


def refusal(field: Input, value: Any) -> str:
    with pytest.raises(InputError) as caught:
        prepare_inputs(flow(field), "default", {field.name: value})
    assert [problem.name for problem in caught.value.problems] == [field.name]
    return str(caught.value)


class TestKeys:
    def test_json_keys_become_keywords(self) -> None:
        """INV-022: `{"user-id": 2}` from JSON, `{:user-id 2}` from another flow."""
        declared = flow(Input("user-id", "number"))
        for raw in ({"user-id": 2}, {":user-id": 2}, Map({kw("user-id"): 2})):
            assert prepare_inputs(declared, "default", raw) == Map({kw("user-id"): 2})

    def test_undeclared_keys_are_kept(self) -> None:
        """Schedules and callers may hand over more than the form shows."""
        raw = {"override": {"user_id": 1, "a b": [1, {"c": None}]}, "not a keyword": 1}
        assert prepare_inputs(flow(), "default", raw) == Map(
            {
                kw("override"): Map({kw("user_id"): 1, "a b": (1, Map({kw("c"): None}))}),
                "not a keyword": 1,
            }
        )

    def test_nothing_given(self) -> None:
        assert prepare_inputs(flow(), "default", None) == Map({})
        assert prepare_inputs(flow(Input("a")), "default", {}) == Map({})

    def test_a_list_is_no_input(self) -> None:
        with pytest.raises(InputError, match="the input must be a map of values"):
            prepare_inputs(flow(), "default", [1])  # type: ignore[arg-type]


class TestInvocations:
    def test_the_chosen_one_decides(self) -> None:
        """INV-003: two contracts for one flow."""
        declared = flow(Input("a", "number"), webhook=Invocation(inputs=(Input("b", "number"),)))
        assert prepare_inputs(declared, "webhook", {"a": "1", "b": "2"}) == Map(
            {kw("b"): 2, kw("a"): "1"}
        )

    def test_unknown_ones_are_named(self) -> None:
        declared = flow(webhook=Invocation())
        with pytest.raises(InputError, match=r"no invocation :web-hook; did you mean :webhook\?"):
            prepare_inputs(declared, "web-hook", {})
        with pytest.raises(InputError, match="it declares :default, :webhook"):
            prepare_inputs(declared, "zzz", {})

    def test_a_flow_without_invocations_takes_anything(self) -> None:
        bare = Definition("bare", "Bare")
        assert prepare_inputs(bare, "default", {"a": 1}) == Map({kw("a"): 1})


class TestRequiredAndDefault:
    @pytest.mark.parametrize("raw", [{}, {"q": None}, {"q": ""}, {"q": "  "}])
    def test_required_inputs_block_the_run(self, raw: dict[str, Any]) -> None:
        """INV-007: missing, null and blank."""
        with pytest.raises(InputError, match=":default: q: required, but missing"):
            prepare_inputs(flow(Input("q", required=True)), "default", raw)

    def test_defaults_stand_in(self) -> None:
        """INV-008: for missing values, not for given ones."""
        field = Input("user-id", "number", default=1)
        assert prepare_inputs(flow(field), "default", {})[kw("user-id")] == 1
        assert read(field, None) == 1
        assert read(field, "") == 1
        assert read(field, 0) == 0
        off = Input("on", "boolean", default=True)
        assert read(off, False) is False

    def test_defaults_are_read_like_given_values(self) -> None:
        assert prepare_inputs(flow(Input("n", "number", default="2")), "default", {}) == Map(
            {kw("n"): 2}
        )
        with pytest.raises(InputError, match='n: expected a number, got "two"'):
            prepare_inputs(flow(Input("n", "number", default="two")), "default", {})

    def test_a_default_satisfies_required(self) -> None:
        field = Input("q", required=True, default="hi")
        assert prepare_inputs(flow(field), "default", {})[kw("q")] == "hi"

    def test_an_optional_text_may_be_empty(self) -> None:
        assert read(Input("q", default="x"), "") == ""

    def test_a_misspelt_name_is_pointed_out(self) -> None:
        field = Input("customer-id", required=True)
        for name in ("customer_id", "customerId", "custmer-id"):
            with pytest.raises(InputError, match=f"{name} was given; the field is called"):
                prepare_inputs(flow(field), "default", {name: "c1"})

    def test_all_problems_come_at_once(self) -> None:
        declared = flow(
            Input("a", "number", required=True), Input("b", "number"), Input("c", "date")
        )
        with pytest.raises(InputError) as caught:
            prepare_inputs(declared, "default", {"b": "x", "c": "2026-02-30"})
        assert str(caught.value) == (
            "the input of orders does not fit its invocation :default\n"
            "  a: required, but missing\n"
            '  b: expected a number, got "x"\n'
            '  c: expected a date such as 2026-05-21, got "2026-02-30"'
        )
        assert [problem.name for problem in caught.value.problems] == ["a", "b", "c"]


class TestNumbers:
    """INV-009: declared numbers are numbers before the flow starts."""

    @pytest.mark.parametrize(
        ("given_value", "seen"),
        [
            (2, 2),
            (2.5, 2.5),
            ("2", 2),
            ("2.5", 2.5),
            ("-3", -3),
            ("+4", 4),
            (" 7 ", 7),
            ("1e3", 1000.0),
            (".5", 0.5),
            ("2.0", 2.0),
            ("9223372036854775807", 2**63 - 1),
            ("12345678901234567890", BigInt(12345678901234567890)),
            (12345678901234567890, BigInt(12345678901234567890)),
            (Decimal("1.10"), Decimal("1.10")),
        ],
    )
    def test_accepted(self, given_value: Any, seen: Any) -> None:
        value = read(Input("n", "number"), given_value)
        assert value == seen
        assert type(value) is type(seen)

    @pytest.mark.parametrize(
        "given_value",
        [
            *("two", "1,000", "1_000", "0x10", "1e999", "٣", "1 2", "NaN", "inf", "--1"),
            *(True, False, "9" * 500, float("inf"), [1], {"n": 1}, kw("a")),
        ],
    )
    def test_refused(self, given_value: Any) -> None:
        assert "n: expected " in refusal(Input("n", "number"), given_value)

    @given(st.integers())
    def test_every_integer_survives_its_text(self, number: int) -> None:
        assert read(Input("n", "number"), str(number)) == number

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_every_double_survives_its_text(self, number: float) -> None:
        value = read(Input("n", "number"), repr(number))
        assert value == number
        assert type(value) is float

    @given(st.text())
    def test_text_is_a_number_or_a_problem(self, text: str) -> None:
        try:
            value = prepare_inputs(flow(Input("n", "number")), "default", {"n": text})
        except InputError as error:
            assert error.problems[0].given is not None
        else:
            number = value.get(kw("n"))
            assert number is None or (type(number) in {int, float, BigInt} and text.strip())


class TestBooleans:
    @pytest.mark.parametrize("kind", ["boolean", "checkbox"])
    @pytest.mark.parametrize(
        ("given_value", "seen"),
        [(True, True), (False, False), (1, True), (0, False)]
        + [(text, True) for text in ("true", "TRUE", "on", "yes", "1")]
        + [(text, False) for text in ("false", "off", "no", "0", " False ")],
    )
    def test_accepted(self, kind: str, given_value: Any, seen: bool) -> None:
        """INV-005: what forms, JSON and query strings send."""
        assert read(Input("b", kind), given_value) is seen

    @pytest.mark.parametrize("given_value", ["maybe", 2, 1.0, {}])
    def test_refused(self, given_value: Any) -> None:
        assert "b: expected true or false" in refusal(Input("b", "boolean"), given_value)


class TestTexts:
    @pytest.mark.parametrize("kind", ["text", "string", "textarea", "secret", "password"])
    @pytest.mark.parametrize(
        ("given_value", "seen"),
        [("hi", "hi"), (" spaces stay ", " spaces stay "), (42, "42"), (kw("open"), "open")],
    )
    def test_accepted(self, kind: str, given_value: Any, seen: str) -> None:
        assert read(Input("t", kind), given_value) == seen

    def test_untyped_inputs_are_texts(self) -> None:
        """INV-006."""
        assert read(Input("t"), "hi") == "hi"

    @pytest.mark.parametrize("given_value", [True, ["a"], {"a": 1}])
    def test_refused(self, given_value: Any) -> None:
        assert "t: expected " in refusal(Input("t"), given_value)


class TestSelect:
    """INV-010."""

    REGION = Input("region", "select", options=("EU", "US"))

    def test_text_options(self) -> None:
        assert read(self.REGION, "EU") == "EU"
        message = refusal(self.REGION, "eu")
        assert 'expected one of "EU", "US"' in message

    def test_a_near_miss_is_pointed_out(self) -> None:
        field = Input("plan", "select", options=("starter", "business"))
        assert 'did you mean "business"?' in refusal(field, "busines")

    def test_keyword_options_are_what_the_flow_sees(self) -> None:
        field = Input("region", "select", options=(kw("eu"), kw("us")), default=kw("us"))
        assert read(field, "eu") is kw("eu")
        assert read(field, kw("eu")) is kw("eu")
        assert read(field, None) is kw("us")

    def test_number_options(self) -> None:
        field = Input("size", "select", options=(10, 20, 2.5))
        assert read(field, "10") == 10
        assert read(field, 2.5) == 2.5
        assert "expected one of 10, 20, 2.5" in refusal(field, 30)
        assert "expected one of" in refusal(Input("n", "select", options=(1, 0)), True)

    def test_labelled_options(self) -> None:
        options = (
            Map({kw("label"): "Europe", kw("value"): "eu"}),
            Map({kw("label"): "America", kw("value"): kw("us")}),
        )
        field = Input("region", "select", options=options)
        assert read(field, "eu") == "eu"
        assert read(field, "us") is kw("us")
        assert 'expected one of "eu", :us' in refusal(field, "Europe")

    def test_long_lists_are_cut(self) -> None:
        field = Input("n", "select", options=tuple(range(100)))
        assert refusal(field, "x").endswith('18, 19, …, got "x"')

    def test_connection_items_fail_closed(self) -> None:
        """No cached items, no value is valid; leaving it out is."""
        source = OptionsSource("connection-items", "work-system", "linear/project")
        field = Input("project", "select", options_source=source)
        assert "linear/project items of connection :work-system" in refusal(field, "p1")
        assert prepare_inputs(flow(field), "default", {}) == Map({})


class TestMoments:
    @pytest.mark.parametrize(
        ("kind", "text"),
        [
            ("date", "2026-05-21"),
            ("date", "2024-02-29"),
            ("time", "09:30"),
            ("time", "23:59:59.123"),
            ("datetime", "2026-05-21T09:30"),
            ("datetime", "2026-05-21 09:30:00"),
            ("datetime", "2026-05-21T09:30:00.5Z"),
            ("datetime", "2026-05-21T09:30:00+02:00"),
        ],
    )
    def test_accepted(self, kind: str, text: str) -> None:
        """REQ-015: kept as the text they are."""
        assert read(Input("at", kind), f" {text} ") == text

    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            ("date", "2026-02-30"),
            ("date", "21.05.2026"),
            ("date", "20260521"),
            ("date", "2026-05-21T09:30"),
            ("date", 20260521),
            ("time", "25:00"),
            ("time", "9:30"),
            ("time", "09:60"),
            ("datetime", "2026-05-21"),
            ("datetime", "2026-05-21T24:30"),
            ("datetime", "2026-05-21T09:30:61"),
            ("datetime", "2026-05-21T09:30 Europe"),
            ("datetime", "2026-13-01T09:30"),
        ],
    )
    def test_refused(self, kind: str, value: Any) -> None:
        assert "at: expected a " in refusal(Input("at", kind), value)

    @given(st.datetimes())
    def test_every_datetime_python_writes(self, moment: Any) -> None:
        text = moment.isoformat()
        assert read(Input("at", "datetime"), text) == text
        assert read(Input("at", "date"), text[:10]) == text[:10]


class TestEmailAndJson:
    @pytest.mark.parametrize("text", ["ada@example.com", "a.b+c@sub.example.co", "root@localhost"])
    def test_emails(self, text: str) -> None:
        assert read(Input("to", "email"), text) == text

    @pytest.mark.parametrize(
        "text", ["ada", "ada@", "@example.com", "a b@example.com", "a@b..c", "a@b\nBcc: c@d", 7]
    )
    def test_no_emails(self, text: Any) -> None:
        assert "to: expected an email address" in refusal(Input("to", "email"), text)

    @pytest.mark.parametrize(
        ("given_value", "seen"),
        [
            ('{"user_id": [1, 2.5]}', Map({kw("user_id"): (1, 2.5)})),
            ("[]", ()),
            ('"text"', "text"),
            ({"a": [1]}, Map({kw("a"): (1,)})),
            ([1, 2], (1, 2)),
            (7, 7),
        ],
    )
    def test_json_text_becomes_data(self, given_value: Any, seen: Any) -> None:
        assert read(Input("data", "json"), given_value) == seen

    def test_broken_json(self) -> None:
        assert "data: expected JSON (" in refusal(Input("data", "json"), "{")


class TestSecrets:
    @pytest.mark.parametrize("kind", ["secret", "password"])
    def test_values_are_never_shown(self, kind: str) -> None:
        message = refusal(Input("key", kind), ["t0ps3cret"])
        assert message.endswith("key: expected text, got (hidden)")
        assert "t0ps3cret" not in message


class TestReferences:
    def test_resources(self) -> None:
        """INV-015: a URI, a reference or what a picker sends; one shape for the flow."""
        expected = Map({kw("type"): kw("resource-ref"), kw("uri"): FILE})
        field = Input("doc", "resource")
        for value in (
            FILE,
            {"uri": FILE},
            {"resource-uri": FILE},
            {"ref": FILE},
            {"type": "resource-ref", "uri": FILE},
        ):
            seen = read(field, value)
            assert (seen[kw("type")], seen[kw("uri")]) == (kw("resource-ref"), FILE)
        assert read(field, FILE) == expected

    def test_what_a_reference_says_besides_is_kept(self) -> None:
        value = {"uri": FILE, "content-type": "text/csv", "size": 3}
        assert read(Input("doc", "resource"), value)[kw("size")] == 3

    @pytest.mark.parametrize("value", ["report.pdf", "https://x.example/", 1, {"uri": "x"}, {}])
    def test_no_resources(self, value: Any) -> None:
        assert "doc: expected a resource such as" in refusal(Input("doc", "resource"), value)

    def test_multiple(self) -> None:
        """INV-012: always a collection, even of one."""
        field = Input("docs", "resource", multiple=True, required=True)
        assert [r[kw("uri")] for r in read(field, [FILE, {"uri": TABLE}])] == [FILE, TABLE]
        assert [r[kw("uri")] for r in read(field, FILE)] == [FILE]
        assert "docs: required, but missing" in refusal(field, [])
        for coll in (List((FILE,)), Set((FILE,))):
            assert len(read(field, coll)) == 1

    def test_one_means_one(self) -> None:
        assert "expected one value, not several" in refusal(Input("doc", "resource"), [FILE, FILE])

    @pytest.mark.parametrize("kind", ["file", "blob", "blob-ref"])
    def test_uploads(self, kind: str) -> None:
        """References, never content."""
        field = Input("receipt", kind)
        assert read(field, FILE) == Map({kw("type"): kw("blob-ref"), kw("uri"): FILE})
        inner = Map({kw("path"): "a/b.pdf"})
        assert read(field, Map({kw("blob-ref"): inner}))[kw("blob-ref")] == inner
        assert "an uploaded file's reference" in refusal(field, "plain text")
        assert "an uploaded file's reference" in refusal(field, b"bytes")

    @pytest.mark.parametrize(
        ("accept", "media", "fits"),
        [
            (("text/*",), "text/csv; charset=utf-8", True),
            (("application/pdf", "text/plain"), "application/pdf", True),
            (("*/*",), "image/png", True),
            (("text/*",), "application/json", False),
            (("application/pdf",), "application/pdfx", False),
        ],
    )
    def test_accept(self, accept: tuple[str, ...], media: str, fits: bool) -> None:
        """Exact types and wildcards, where the reference tells its type."""
        field = Input("doc", "resource", accept=accept)
        value = {"uri": FILE, "content-type": media}
        if fits:
            assert read(field, value)[kw("uri")] == FILE
        else:
            assert f"not {media}" in refusal(field, value)

    def test_resource_types(self) -> None:
        """The URI tells the kind."""
        field = Input("table", "resource", resource_types=("result",))
        assert read(field, TABLE)[kw("uri")] == TABLE
        assert "a :result resource, not a :file one" in refusal(field, FILE)


class TestSetup:
    """REQ-017: setup values and run inputs are one map."""

    FLOW = flow(
        Input("question", required=True),
        setup=(Input("region", "select", options=("EU", "US"), required=True), Input("tone")),
    )

    def test_saved_values_are_merged(self) -> None:
        seen = prepare_inputs(self.FLOW, "default", {"question": "why"}, {"region": "EU"})
        assert seen == Map(
            {
                kw("region"): "EU",
                kw("question"): "why",
                kw("activation"): Map({kw("region"): "EU"}),
            }
        )

    def test_a_run_may_bring_its_own(self) -> None:
        seen = prepare_inputs(self.FLOW, "default", {"question": "why", "region": "US"})
        assert seen[kw("region")] == "US"
        nested = {"question": "why", "activation": {"region": "US"}}
        assert prepare_inputs(self.FLOW, "default", nested)[kw("region")] == "US"

    def test_they_are_checked_too(self) -> None:
        with pytest.raises(InputError, match="region: required, but missing"):
            prepare_inputs(self.FLOW, "default", {"question": "why"})
        with pytest.raises(InputError, match='region: expected one of "EU", "US"'):
            prepare_inputs(self.FLOW, "default", {"question": "why"}, {"region": "ASIA"})

    def test_a_field_of_both_forms_may_come_from_setup(self) -> None:
        region = Input("region", required=True)
        seen = prepare_inputs(flow(region, setup=(region,)), "default", {}, {"region": "EU"})
        assert seen[kw("region")] == "EU"

    def test_defaults_of_setup_fields(self) -> None:
        declared = flow(setup=(Input("tone", default="plain"),))
        seen = prepare_inputs(declared, "default", {})
        assert seen == Map({kw("tone"): "plain", kw("activation"): Map({kw("tone"): "plain"})})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KINDS = (
    *("text", "number", "boolean", "date", "time", "datetime", "email", "json", "secret"),
    *("select", "resource", "file"),
)


@given(st.sampled_from(KINDS), json_values, st.booleans())
def test_any_json_is_a_value_or_a_problem(kind: str, value: Any, multiple: bool) -> None:
    """Whatever a caller sends, the answer is a value or an InputError, and stable: what the flow
    saw once is accepted again, as when a run hands its input on to a child flow."""
    field = Input("x", kind, options=("a", kw("b"), 3), multiple=multiple)
    try:
        seen = prepare_inputs(flow(field), "default", {"x": value})
    except InputError as error:
        assert error.problems
        return
    if kind != "json":
        assert prepare_inputs(flow(field), "default", seen) == seen
    assert all(isinstance(key, Keyword | str) for key in seen)
