"""How an :http step fails, and whether trying again can help."""

from __future__ import annotations

import socket
import time
from dataclasses import replace

import pytest
from breyta_runtime.definition import Slot
from breyta_runtime.engine.errors import StepError
from breyta_runtime.steps import http
from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import Map, kw
from support.http_server import LocalServer, reply
from support.step_context import Call, m, with_slots


@pytest.mark.parametrize(
    ("status", "retryable"),
    [
        (400, False),
        (401, False),
        (403, False),
        (404, False),
        (408, True),
        (409, False),
        (422, False),
        (425, True),
        (429, True),
        (500, True),
        (501, True),
        (502, True),
        (503, True),
        (504, True),
    ],
)
def test_error_statuses_fail_the_step(
    server: LocalServer, call: Call, status: int, retryable: bool
) -> None:
    """HTTP-037: only what may pass is worth another try."""
    server.on("GET /v1/x", reply({"error": "nope"}, status=status))
    with pytest.raises(StepError) as caught:
        call(path="/x")
    error = caught.value
    assert (error.kind, error.status, error.retryable) == ("http", status, retryable)
    assert error.data is not None
    assert error.data[kw("status")] == status
    assert error.data[kw("body")] == Map({kw("error"): "nope"})


def test_the_message_says_what_was_asked_and_answered(server: LocalServer, call: Call) -> None:
    server.on("POST /v1/x", reply("no\n  such   user", status=404))
    with pytest.raises(StepError) as caught:
        call(path="/x", method=kw("post"), query=m(api_key="t0ps3cret"))
    assert str(caught.value) == f"POST {server.url}/v1/x answered 404 Not Found: no such user"


def test_long_and_binary_bodies_are_cut(server: LocalServer, call: Call) -> None:
    server.on("GET /v1/long", reply("word " * 100_000, status=500))
    server.on("GET /v1/image", reply(b"\x89PNG" * 10, status=500, type="image/png"))
    with pytest.raises(StepError) as caught:
        call(path="/long")
    assert len(str(caught.value)) < 320
    assert caught.value.data is not None
    assert len(caught.value.data[kw("body")]) == 64 * 1024
    with pytest.raises(StepError, match="40 bytes of image/png"):
        call(path="/image")


def test_an_error_page_does_not_hide_behind_its_format(server: LocalServer, call: Call) -> None:
    """The status is the news, not that the error page is no JSON."""
    server.on("GET /v1/x", reply("<h1>Bad gateway</h1>", status=502, type="application/json"))
    with pytest.raises(StepError, match="answered 502") as caught:
        call(path="/x", response_as=kw("json"), parser_fn=lambda body: body.nothing)
    assert caught.value.data is not None
    assert caught.value.data[kw("body")] == "<h1>Bad gateway</h1>"


def test_a_refused_connection_is_retryable(context: StepContext) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ctx = with_slots(context, Slot("api", "http-api", base_url=f"http://127.0.0.1:{port}"))
    with pytest.raises(StepError, match=rf"GET http://127.0.0.1:{port}/x failed: ") as caught:
        http.run(m(connection=kw("api"), path="/x", query=m(key="t0ps3cret")), ctx)
    assert caught.value.kind == "network"
    assert caught.value.retryable
    assert "t0ps3cret" not in str(caught.value)


def test_an_unknown_host_is_retryable(context: StepContext) -> None:
    ctx = with_slots(context, Slot("api", "http-api", base_url="http://nowhere.invalid"))
    with pytest.raises(StepError, match=r"nowhere.invalid cannot be resolved") as caught:
        http.run(m(connection=kw("api")), ctx)
    assert caught.value.kind == "network"
    assert caught.value.retryable


def test_a_dropped_connection_is_retryable(server: LocalServer, call: Call) -> None:
    server.on("GET /v1/x", reply(drop=True))
    with pytest.raises(StepError) as caught:
        call(path="/x")
    assert caught.value.kind == "network"
    assert caught.value.retryable


def test_a_body_that_drips_in_ends_at_the_timeout(context: StepContext) -> None:
    """Each read is in time; it is the sum that must not exceed the step's :timeout."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def drip() -> None:
            peer, _ = listener.accept()
            with peer:
                peer.recv(65536)
                peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                try:
                    for _ in range(100):
                        peer.sendall(b"x")
                        time.sleep(0.05)
                except OSError:
                    return

        import threading

        threading.Thread(target=drip, daemon=True).start()
        ctx = with_slots(context, Slot("api", "http-api", base_url=f"http://127.0.0.1:{port}"))
        started = time.monotonic()
        with pytest.raises(StepError) as caught:
            http.run(m(connection=kw("api")), replace(ctx, timeout=0.4))
        assert caught.value.kind == "timeout"
        assert time.monotonic() - started < 2
