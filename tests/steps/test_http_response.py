"""What an :http step returns."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from breyta_runtime.engine.errors import StepError
from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import Keyword, List, Map, Set, kw, pr_str, sym
from support.http_server import LocalServer, reply
from support.step_context import Call


def test_a_result_has_status_headers_body_and_data(server: LocalServer, call: Call) -> None:
    """HTTP-032: :data is the body under the name the docs use for parsed responses."""
    server.on("GET /v1/users/1", reply({"id": 1, "name": "Ada"}, headers={"X-Trace": "t"}))
    result = call(path="/users/1")
    assert result.lookup(kw("status")) == 200
    assert result.lookup(kw("body")) == Map({kw("id"): 1, kw("name"): "Ada"})
    assert result.lookup(kw("data")) == result.lookup(kw("body"))
    assert result.lookup(kw("headers")).lookup("content-type") == "application/json"
    assert result.lookup(kw("headers")).lookup(kw("x-trace")) == "t"
    assert result.lookup(kw("headers")).lookup("X-Trace") == "t"
    assert not result.has(kw("redirect?"))


@pytest.mark.parametrize(
    ("content_type", "body", "value"),
    [
        ("application/json", b'{"a": [1, 2.5, null]}', Map({kw("a"): (1, 2.5, None)})),
        ("application/vnd.api+json; charset=utf-8", b'{"a": 1}', Map({kw("a"): 1})),
        ("application/json", b'{"html_url": 1, "a b": 2}', Map({kw("html_url"): 1, "a b": 2})),
        ("application/json", b"", None),
        ("application/json", b"12345678901234567890", 12345678901234567890),
        ("application/x-ndjson", b'{"a":1}\n\n{"a":2}\r\n', (Map({kw("a"): 1}), Map({kw("a"): 2}))),
        ("text/plain", "grün".encode(), "grün"),
        ("text/plain; charset=latin-1", "grün".encode("latin-1"), "grün"),
        ("text/plain; charset=klingon", "grün".encode(), "grün"),
        ("text/html", b"<p>hi</p>", "<p>hi</p>"),
        ("application/xml", b"<a/>", "<a/>"),
        ("", b"no type at all", "no type at all"),
    ],
)
def test_auto_goes_by_the_content_type(
    server: LocalServer, call: Call, content_type: str, body: bytes, value: object
) -> None:
    """HTTP-016, with keys turned into keywords where they are safe identifiers."""
    server.on("GET /v1/x", reply(body, type=content_type))
    assert call(path="/x").lookup(kw("body")) == value


@pytest.mark.parametrize(
    ("response_as", "body", "value"),
    [
        ("json", b'\xef\xbb\xbf{"a": 1}', Map({kw("a"): 1})),
        ("jsonl", '{"a":"\u2028"}\n2'.encode(), (Map({kw("a"): "\u2028"}), 2)),
        ("text", b'{"a": 1}', '{"a": 1}'),
        (
            "edn",
            b"{:a/b [1 nil true] :s #{:x} :l (1 2) :sym foo}",
            Map(
                {
                    kw("a/b"): (1, None, True),
                    kw("s"): Set((kw("x"),)),
                    kw("l"): List((1, 2)),
                    kw("sym"): sym("foo"),
                }
            ),
        ),
        (
            "yaml",
            b"name: Ada\ntags: [x, 2]\n1: one\nnested: {a b: null}\nday: 2026-05-21\n",
            Map(
                {
                    kw("name"): "Ada",
                    kw("tags"): ("x", 2),
                    1: "one",
                    kw("nested"): Map({"a b": None}),
                    kw("day"): "2026-05-21",
                }
            ),
        ),
        ("yaml", b"a: 1\n---\nb: 2\n", (Map({kw("a"): 1}), Map({kw("b"): 2}))),
        (
            "xml",
            b'<?xml version="1.0"?>\n<a x="1">\n  <b>hi &amp; bye</b><c/>\n</a>',
            Map(
                {
                    kw("tag"): kw("a"),
                    kw("attrs"): Map({kw("x"): "1"}),
                    kw("content"): (
                        Map(
                            {
                                kw("tag"): kw("b"),
                                kw("attrs"): Map({}),
                                kw("content"): ("hi & bye",),
                            }
                        ),
                        Map({kw("tag"): kw("c"), kw("attrs"): Map({}), kw("content"): ()}),
                    ),
                }
            ),
        ),
    ],
)
def test_response_as_overrules_the_content_type(
    server: LocalServer, call: Call, response_as: str, body: bytes, value: object
) -> None:
    """HTTP-015, HTTP-038: the option as keyword and as string."""
    server.on("GET /v1/x", reply(body, type="application/octet-stream"))
    assert call(path="/x", response_as=kw(response_as)).lookup(kw("body")) == value
    assert call(path="/x", response_as=response_as).lookup(kw("body")) == value


def test_sse_gives_the_events_of_a_finite_stream(server: LocalServer, call: Call) -> None:
    """HTTP-017: comments and keep-alives are no events; data of several lines is joined."""
    stream = (
        b": welcome\n\n"
        b'data: {"a": 1}\n\n'
        b"event: done\nid: 7\nretry: 500\ndata: one\ndata:two\n\n"
        b"event: ping\n\n"
        b"data: last"
    )
    server.on("GET /v1/x", reply(stream.replace(b"\n", b"\r\n"), type="text/event-stream"))
    assert call(path="/x").lookup(kw("body")) == (
        Map({kw("event"): "message", kw("data"): '{"a": 1}'}),
        Map(
            {
                kw("event"): "done",
                kw("id"): "7",
                kw("retry"): 500,
                kw("data"): "one\ntwo",
            }
        ),
        Map({kw("event"): "message", kw("data"): "last"}),
    )


@pytest.mark.parametrize(
    ("response_as", "body", "problem"),
    [
        ("json", b"<p>oops</p>", "the body cannot be read as JSON"),
        ("json", b'{"a": NaN}', "NaN is no JSON number"),
        ("json", b"[" * 100_000, "nested too deeply"),
        ("jsonl", b'{"a":1}\n{"a":', "line 2 cannot be read as JSON"),
        ("edn", b"{:a", "the body is not EDN"),
        ("edn", b"#my/tag 1", "a tag other than"),
        ("xml", b"<a><b></a>", "the body is not XML"),
        ("xml", b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "entities, which are refused"),
        ("xml", b"<a>" * 600 + b"</a>" * 600, "nested deeper than 200"),
        ("yaml", b"a: [", "the body is not YAML"),
        ("yaml", b"!!python/object/apply:os.system ['true']", "the body is not YAML"),
        ("yaml", b"&a [*a]", "refers to itself"),
    ],
)
def test_a_body_of_another_kind_fails_for_good(
    server: LocalServer, call: Call, response_as: str, body: bytes, problem: str
) -> None:
    server.on("GET /v1/x", reply(body))
    with pytest.raises(StepError) as caught:
        call(path="/x", response_as=kw(response_as))
    assert problem in str(caught.value)
    assert caught.value.kind == "response"
    assert not caught.value.retryable


def test_yaml_aliases_cannot_blow_up(server: LocalServer, call: Call) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )
    server.on("GET /v1/x", reply(bomb))
    with pytest.raises(StepError, match="too much"):
        call(path="/x", response_as=kw("yaml"))


def test_auto_with_a_wrong_content_type_says_how_to_read_it(
    server: LocalServer, call: Call
) -> None:
    server.on("GET /v1/x", reply(b"<p>oops</p>", type="application/json"))
    with pytest.raises(StepError, match=r"calls it application/json, :response-as :text"):
        call(path="/x")


def test_include_headers(server: LocalServer, call: Call) -> None:
    """HTTP-018: only the named ones, in any case and notation."""
    headers = {"Location": "/there", "X-A": "1", "X-B": "2"}
    server.on("GET /v1/x", reply({}, headers=headers))
    result = call(path="/x", include_headers=("location", kw("X-A"), "absent"))
    assert result.lookup(kw("headers")) == Map({"location": "/there", "x-a": "1"})


def test_repeated_headers(server: LocalServer, call: Call) -> None:
    pairs = (("Vary", "a"), ("Vary", "b"), ("Set-Cookie", "x=1"), ("Set-Cookie", "y=2"))
    server.on("GET /v1/x", reply({}, headers=pairs))
    headers = call(path="/x").lookup(kw("headers"))
    assert headers.lookup("vary") == "a, b"
    assert headers.lookup("set-cookie") == ("x=1", "y=2")


def test_parser_fn_gets_the_parsed_body(server: LocalServer, call: Call) -> None:
    """HTTP-019: after :response-as; its value is the body and the data."""
    server.on("GET /v1/x", reply({"items": [1, 2, 3]}))
    result = call(path="/x", parser_fn=lambda body: len(body.lookup(kw("items"))))
    assert result.lookup(kw("body")) == result.lookup(kw("data")) == 3
    as_bytes = call(path="/x", response_as=kw("bytes"), parser_fn=len)
    assert as_bytes.lookup(kw("body")) == len(b'{"items": [1, 2, 3]}')
    by_keyword = call(path="/x", parser_fn=kw("items"))
    assert by_keyword.lookup(kw("body")) == (1, 2, 3)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(server: LocalServer, call: Call, status: int) -> None:
    """HTTP-030: the next request is the flow's own decision."""
    server.on("GET /v1/x", reply("moved", status=status, headers={"Location": "../there?a=1"}))
    result = call(path="/x", response_as=kw("json"))
    assert len(server.requests) == 1
    assert result.lookup(kw("status")) == status
    assert result.lookup(kw("redirect?")) is True
    assert result.lookup(kw("redirect-location")) == f"{server.url}/there?a=1"
    assert result.lookup(kw("body")) == "moved"


def test_a_redirect_without_location(server: LocalServer, call: Call) -> None:
    server.on("GET /v1/x", reply("choose", status=300))
    result = call(path="/x")
    assert result.lookup(kw("redirect?")) is True
    assert not result.has(kw("redirect-location"))


def test_compressed_bodies_are_unpacked(server: LocalServer, call: Call) -> None:
    packed = gzip.compress(b'{"a": 1}')
    headers = {"Content-Encoding": "gzip"}
    server.on("GET /v1/x", reply(packed, type="application/json", headers=headers))
    assert call(path="/x").lookup(kw("body")) == Map({kw("a"): 1})
    server.on("GET /v1/y", reply(b"not gzip", headers=headers))
    with pytest.raises(StepError, match="the compressed body is broken"):
        call(path="/y")


@pytest.mark.parametrize("response_as", [None, kw("bytes")])
def test_binary_needs_persist(server: LocalServer, call: Call, response_as: Keyword | None) -> None:
    """HTTP-033."""
    server.on("GET /v1/x", reply(b"\x89PNG\0", type="image/png"))
    with pytest.raises(StepError, match=r"binary .*image/png.* need :persist \{:type :blob\}"):
        call(path="/x", response_as=response_as)


def test_a_large_result_is_remarked_upon(server: LocalServer, api: StepContext, call: Call) -> None:
    """HTTP-033: above 512 KB a note, above 1 MB an error."""
    lines: list[str] = []
    ctx = replace(api, log=lines.append)
    server.on("GET /v1/ok", reply("x" * 512 * 1024))
    server.on("GET /v1/large", reply("x" * 600 * 1024))
    server.on("GET /v1/huge", reply("x" * (1024 * 1024 + 1)))
    call(ctx=ctx, path="/ok")
    assert lines == []
    call(ctx=ctx, path="/large")
    assert lines == ["the result is 600 KB; results above 512 KB should use :persist {:type :blob}"]
    with pytest.raises(StepError, match=r"Result too large: .*1024 KB.*:persist") as caught:
        call(ctx=ctx, path="/huge")
    assert caught.value.kind == "too-large"
    assert not caught.value.retryable


def test_the_author_can_set_a_lower_cap(server: LocalServer, call: Call) -> None:
    """HTTP-026: counted on what the body unpacks to."""
    packed = gzip.compress(b"x" * 5000)
    server.on("GET /v1/x", reply(packed, headers={"Content-Encoding": "gzip"}))
    options = Map({kw("max-response-bytes"): 4096})
    with pytest.raises(StepError, match=r":max-response-bytes \(4096 bytes\)"):
        call(path="/x", client_opts=options, response_as=kw("text"))


def test_parser_fn_may_reduce_a_large_body(server: LocalServer, call: Call) -> None:
    server.on("GET /v1/x", reply("x" * 2_000_000))
    assert call(path="/x", parser_fn=len).lookup(kw("body")) == 2_000_000


class TestLookupInTheBody:
    """Flows of the docs read `(:id charge)` where `charge` is the step's whole result."""

    @pytest.fixture
    def charge(self, server: LocalServer, call: Call) -> Map:
        server.on(
            "POST /v1/charges",
            reply({"id": "ch_1", "status": "paid", "body": "inner"}, status=201),
        )
        result = call(path="/charges", method=kw("post"), body=Map({kw("amount"): 5}))
        assert isinstance(result, Map)
        return result

    def test_keywords_the_result_lacks(self, charge: Map) -> None:
        assert kw("id")(charge) == "ch_1"
        assert charge(kw("id")) == "ch_1"
        assert charge.get(kw("id")) == "ch_1"
        assert kw("absent")(charge, "default") == "default"
        assert charge.lookup("id") is None

    def test_its_own_keys_win(self, charge: Map) -> None:
        assert kw("status")(charge) == 201
        assert kw("id")(kw("body")(charge)) == "ch_1"

    def test_it_is_the_plain_map_otherwise(self, charge: Map) -> None:
        plain = Map(dict(charge.items()))
        assert charge == plain
        assert hash(charge) == hash(plain)
        assert pr_str(charge) == pr_str(plain)
        assert len(charge) == 3
        assert not charge.has(kw("id"))
        assert list(charge) == [kw("status"), kw("headers"), kw("body")]

    def test_adding_to_it_keeps_it(self, charge: Map) -> None:
        checked = charge.assoc(kw("checked"), True)
        assert kw("checked")(checked) is True
        assert kw("id")(checked) == "ch_1"
        assert kw("id")(checked.dissoc(kw("body"))) is None
        assert kw("id")(charge.assoc(True, 1).assoc(kw("a"), 2)) is None

    def test_other_bodies_have_nothing_to_find(self, server: LocalServer, call: Call) -> None:
        server.on("GET /v1/list", reply([1, 2]))
        assert kw("id")(call(path="/list")) is None
