"""What an :http step sends."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from breyta_runtime.definition import Slot
from breyta_runtime.engine.errors import StepError, UnsupportedStep
from breyta_runtime.steps import http
from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import List, Map, Set, kw
from support.http_server import LocalServer, reply
from support.step_context import Call, m, with_slots


@pytest.mark.parametrize(
    ("base", "path", "target"),
    [
        ("", "/users/1", "/users/1"),
        ("", "users/1", "/users/1"),
        ("/", "/users", "/users"),
        ("/v1", "/users", "/v1/users"),
        ("/v1/", "users", "/v1/users"),
        ("/v1/", "/users/", "/v1/users/"),
        ("/v1", None, "/v1"),
        ("/v1", "", "/v1"),
        ("", None, "/"),
        ("/v1?key=a", "/users?page=2", "/v1/users?key=a&page=2"),
        ("", "/a b/ü", "/a%20b/%C3%BC"),
        ("", "/a%20b", "/a%20b"),
        ("", "/invoke/model-v2%3A0/x", "/invoke/model-v2%3A0/x"),
        ("", "/users#top", "/users"),
        ("", "/x\r\nX-Evil: 1", "/x%0D%0AX-Evil:%201"),
        ("", "//evil.example/x", "/evil.example/x"),
        ("", "@evil.example/x", "/@evil.example/x"),
        ("", "/web/2026/https://x.example/", "/web/2026/https://x.example/"),
    ],
)
def test_path_is_appended_to_the_base_url(
    server: LocalServer, context: StepContext, base: str, path: str | None, target: str
) -> None:
    """HTTP-002: one slash between them, nothing of the base lost, and never another host."""
    ctx = with_slots(context, Slot("api", "http-api", base_url=server.url + base))
    server.on(f"GET {target.partition('?')[0]}", reply({"ok": True}))
    http.run(m(connection=kw("api"), path=path), ctx)
    assert server.last.target == target


def test_url_is_used_as_it_is(
    server: LocalServer, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTTP-001: a full URL needs no connection; :path and :query add to it."""
    monkeypatch.setenv("BREYTA_HTTP_ALLOW_PRIVATE", "1")
    server.on("GET /a/b", reply({"ok": True}))
    call(url=f"{server.url}/a?x=1", path="b", query=m(y=2))
    assert server.last.target == "/a/b?x=1&y=2"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "needs :connection, or :url"),
        ({"connection": kw("api"), "url": "https://x.example"}, "both :connection and :url"),
        ({"url": kw("api")}, ":url must be a string, not :api"),
        ({"url": "ftp://x.example/f"}, "must start with http:// or https://"),
        ({"url": "/users"}, "must start with http:// or https://"),
        ({"url": "http://"}, "must start with http:// or https://"),
        ({"url": "https://ada:s3cret@x.example/"}, "inline credentials are refused"),
        ({"connection": kw("apis")}, "did you mean :api?"),
        ({"connection": 7}, ":connection must be a slot or a connection id, not 7"),
        ({"connection": kw("api"), "path": 7}, ":path must be a string, not 7"),
        ({"connection": kw("api"), "path": "https://x.example/next"}, "belongs in :url"),
        ({"connection": kw("api"), "method": kw("gett")}, "did you mean :get?"),
        ({"connection": kw("api"), "method": kw("trace")}, "use one of :get :post"),
        ({"connection": kw("api"), "headers": "x"}, ":headers must be a map"),
        ({"connection": kw("api"), "headers": Map({"a b": "x"})}, "no header name"),
        ({"connection": kw("api"), "headers": Map({"x": "1\r\nEvil: 2"})}, "line break"),
        ({"connection": kw("api"), "json": m(a=1), "form": m(a=1)}, ":json and :form"),
        ({"connection": kw("api"), "accept": kw("jsn")}, ":accept :jsn is neither"),
        ({"connection": kw("api"), "response_as": kw("jsonn")}, "did you mean :json?"),
        ({"connection": kw("api"), "parser_fn": "x"}, ":parser-fn must be a function"),
        ({"connection": kw("api"), "client_opts": m(max_response_bytes=0)}, "above 0"),
        ({"connection": kw("api"), "json": float("nan")}, "has no JSON form"),
    ],
)
def test_a_wrong_config_is_explained_and_sends_nothing(
    server: LocalServer, api: StepContext, fields: dict[str, object], message: str
) -> None:
    """HTTP-001: neither or both of :connection and :url, and everything else that cannot work."""
    with pytest.raises(StepError) as caught:
        http.run(m(**fields), api)
    assert message in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert caught.value.kind == "config"
    assert not caught.value.retryable
    assert server.requests == []


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_methods(server: LocalServer, call: Call, method: str) -> None:
    """HTTP-003, as keyword and as string in either case."""
    server.on(f"{method.upper()} /v1/x", reply({"ok": True}))
    call(path="/x", method=kw(method))
    call(path="/x", method=method.upper())
    assert [r.method for r in server.requests] == [method.upper()] * 2


def test_get_is_the_default_method(server: LocalServer, call: Call) -> None:
    server.on("GET /v1/x", reply({}))
    call(path="/x")
    assert server.last.method == "GET"


def test_query_values_become_text(server: LocalServer, call: Call) -> None:
    """HTTP-005: scalars of every kind, in order; nil leaves its parameter out."""
    server.on("GET /v1/x", reply({}))
    query = Map(
        {
            kw("q"): "a&b=c d/ü",
            "limit": 10,
            kw("rate"): 1.5,
            kw("price"): Decimal("2.50"),
            kw("flag"): True,
            kw("kind"): kw("open"),
            kw("page"): None,
            kw("empty"): "",
        }
    )
    call(path="/x", query=query)
    assert server.last.query == [
        ("q", "a&b=c d/ü"),
        ("limit", "10"),
        ("rate", "1.5"),
        ("price", "2.50"),
        ("flag", "true"),
        ("kind", "open"),
        ("empty", ""),
    ]


@pytest.mark.parametrize("value", [(1, 2), List((1,)), Set((1,)), m(a=1)])
def test_query_collections_are_refused(server: LocalServer, call: Call, value: object) -> None:
    """HTTP-005: a vector has no one form in a query, so the author joins it."""
    with pytest.raises(StepError, match=r":query ids must be one value, .*join"):
        call(path="/x", query=m(ids=value))
    assert server.requests == []


def test_headers_are_sent_whatever_their_spelling(server: LocalServer, call: Call) -> None:
    """Strings, keywords and numbers; of two spellings of one name the last wins."""
    server.on("GET /v1/x", reply({}))
    headers = Map({"X-Request-Id": "r1", kw("x-count"): 3, "x-request-ID": "r2", "X-Nil": None})
    call(path="/x", headers=headers)
    assert server.last.headers["x-request-id"] == "r2"
    assert server.last.headers["x-count"] == "3"
    assert "x-nil" not in server.last.headers
    assert server.last.headers["user-agent"] == "breytac"


def test_json_body(server: LocalServer, call: Call) -> None:
    """HTTP-006: :json is encoded, named as JSON, and wins over :body."""
    server.on("POST /v1/x", reply({}))
    data = m(name="Ada", tags=(kw("a"), "ü"), nested=m(user_id=1), none=None)
    call(path="/x", method=kw("post"), json=data, body="ignored")
    assert server.last.json() == {
        "name": "Ada",
        "tags": ["a", "ü"],
        "nested": {"user-id": 1},
        "none": None,
    }
    assert server.last.headers["content-type"] == "application/json"


def test_form_body(server: LocalServer, call: Call) -> None:
    """HTTP-007; a vector repeats its field."""
    server.on("POST /v1/x", reply({}))
    call(path="/x", method=kw("post"), form=m(name="A & B", tag=(kw("x"), 2), none=None))
    assert server.last.body == b"name=A+%26+B&tag=x&tag=2"
    assert server.last.headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("body", "content_type", "sent"),
    [
        (m(customer_id="c1"), None, (b'{"customer-id":"c1"}', "application/json")),
        ((1, 2), None, (b"[1,2]", "application/json")),
        ("<a/>", kw("xml"), (b"<a/>", "application/xml")),
        ("plain ü", None, ("plain ü".encode(), "text/plain; charset=utf-8")),
        (b"\x00\x01", None, (b"\x00\x01", "application/octet-stream")),
        (m(a=1), "form", (b"a=1", "application/x-www-form-urlencoded")),
        (m(a=kw("b")), kw("edn"), (b"{:a :b}", "application/edn")),
        (m(a=1), "application/vnd.api+json", (b'{"a":1}', "application/vnd.api+json")),
    ],
)
def test_raw_body(
    server: LocalServer,
    call: Call,
    body: object,
    content_type: object,
    sent: tuple[bytes, str],
) -> None:
    """HTTP-009, HTTP-013: text and bytes as they are, maps as JSON unless the type says else."""
    server.on("POST /v1/x", reply({}))
    call(path="/x", method=kw("post"), body=body, content_type=content_type)
    assert (server.last.body, server.last.headers["content-type"]) == sent


def test_a_content_type_header_is_kept(server: LocalServer, call: Call) -> None:
    server.on("POST /v1/x", reply({}))
    headers = Map({"Content-Type": "application/json; charset=utf-8"})
    call(path="/x", method=kw("post"), json=m(a=1), headers=headers)
    assert server.last.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        (kw("json"), "application/json"),
        ("json", "application/json"),
        (kw("xml"), "application/xml"),
        (kw("text"), "text/plain"),
        ("application/json;q=0.9,*/*;q=0.1", "application/json;q=0.9,*/*;q=0.1"),
    ],
)
def test_accept(server: LocalServer, call: Call, accept: object, sent: str) -> None:
    """HTTP-014."""
    server.on("GET /v1/x", reply({}))
    call(path="/x", accept=accept)
    assert server.last.headers["accept"] == sent


def test_multipart_body(server: LocalServer, call: Call) -> None:
    """Parts in order, names that cannot break out of their line."""
    server.on("POST /v1/x", reply({}))
    parts = (
        m(name="note", content="hello"),
        m(name="file", filename='a".csv', content=b"x,y", content_type="text/csv"),
        m(name="meta", content=m(a=1)),
    )
    call(path="/x", method=kw("post"), multipart=parts)
    call(path="/x", method=kw("post"), multipart=parts)
    sent = server.last.headers["content-type"]
    boundary = sent.removeprefix("multipart/form-data; boundary=")
    assert server.last.body.decode() == "\r\n".join(
        [
            f"--{boundary}",
            'Content-Disposition: form-data; name="note"',
            "",
            "hello",
            f"--{boundary}",
            'Content-Disposition: form-data; name="file"; filename="a%22.csv"',
            "Content-Type: text/csv",
            "",
            "x,y",
            f"--{boundary}",
            'Content-Disposition: form-data; name="meta"',
            "Content-Type: application/json",
            "",
            '{"a":1}',
            f"--{boundary}--",
            "",
        ]
    )
    assert server.requests[0].body == server.requests[1].body


def test_idempotency_key(server: LocalServer, call: Call) -> None:
    """A request that may change something can be told from its own repetition."""
    server.on("POST /v1/x", reply({}))
    server.on("GET /v1/x", reply({}))
    call(path="/x", method=kw("post"))
    assert server.last.headers["idempotency-key"] == "run-1:fetch:1"
    call(path="/x", method=kw("post"), headers=Map({"idempotency-key": "mine"}))
    assert server.last.headers["idempotency-key"] == "mine"
    call(path="/x")
    assert "idempotency-key" not in server.last.headers


def test_auth_none_sends_no_credentials(server: LocalServer, call: Call) -> None:
    server.on("GET /v1/x", reply({}))
    call(path="/x", auth=m(type=kw("none")))
    assert "authorization" not in server.last.headers


@pytest.mark.parametrize(
    "auth", [m(type=kw("bearer"), token="t0ps3cret"), m(type=kw("api-key"), api_key="t0ps3cret")]
)
def test_inline_credentials_are_refused(server: LocalServer, call: Call, auth: Map) -> None:
    """And not repeated in the error."""
    with pytest.raises(StepError, match="inline credentials are refused") as caught:
        call(path="/x", auth=auth)
    assert "t0ps3cret" not in str(caught.value)
    assert server.requests == []


def test_what_comes_later_is_named(server: LocalServer, context: StepContext, call: Call) -> None:
    ctx = with_slots(
        context, Slot("api", "http-api", base_url=server.url, auth=m(type=kw("bearer")))
    )
    with pytest.raises(UnsupportedStep, match="connection :api is of type :bearer"):
        call(ctx=ctx, path="/x")
    with pytest.raises(UnsupportedStep, match="step :fetch uses :persist"):
        call(path="/x", persist=m(type=kw("blob")))
    with pytest.raises(UnsupportedStep, match="x-api-key refers to a secret"):
        call(path="/x", headers=Map({"x-api-key": m(secret_ref=kw("k"))}))
    assert server.requests == []


def test_connections_are_reused(server: LocalServer, call: Call) -> None:
    server.on("GET /v1/x", reply({"ok": True}))
    for _ in range(5):
        call(path="/x")
    assert server.connections == 1


def test_cookies_do_not_travel_between_steps(server: LocalServer, call: Call) -> None:
    server.on("GET /v1/x", reply({}, headers={"Set-Cookie": "sid=1; Path=/"}))
    call(path="/x")
    call(path="/x")
    assert "cookie" not in server.last.headers


def test_a_step_timeout_is_the_clients_too(
    server: LocalServer, api: StepContext, call: Call
) -> None:
    """The step stops by itself, and may be tried again."""
    server.on("GET /v1/slow", reply({}, delay=5))
    with pytest.raises(StepError, match=r"GET .*/v1/slow gave no full answer within 0.2 s") as e:
        call(ctx=replace(api, timeout=0.2), path="/slow")
    assert e.value.kind == "timeout"
    assert e.value.retryable
