"""Which addresses an :http step may reach (HTTP-031)."""

from __future__ import annotations

import socket

import pytest
from breyta_runtime.definition import Slot
from breyta_runtime.engine.errors import StepError
from breyta_runtime.steps import http
from breyta_runtime.steps.context import StepContext
from breyta_runtime.steps.http.network import classify, policy_from_env
from breyta_runtime.values import kw
from support.http_server import LocalServer, reply
from support.step_context import Call, m, with_slots


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("93.184.216.34", "public"),
        ("2606:4700::1111", "public"),
        ("127.0.0.1", "private"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "private"),
        ("::1", "private"),
        ("fd12::1", "private"),
        ("169.254.169.254", "forbidden"),
        ("169.254.1.1", "forbidden"),
        ("100.100.100.200", "forbidden"),
        ("168.63.129.16", "forbidden"),
        ("fe80::1", "forbidden"),
        ("fe80::1%eth0", "forbidden"),
        ("fd00:ec2::254", "forbidden"),
        ("0.0.0.0", "forbidden"),
        ("0.1.2.3", "forbidden"),
        ("::", "forbidden"),
        ("224.0.0.1", "forbidden"),
        ("240.0.0.1", "forbidden"),
        ("255.255.255.255", "forbidden"),
        ("::ffff:169.254.169.254", "forbidden"),
        ("64:ff9b::a9fe:a9fe", "forbidden"),
        ("2002:a9fe:a9fe::1", "forbidden"),
        ("::ffff:127.0.0.1", "private"),
        ("64:ff9b::7f00:1", "private"),
        ("2002:0a00:0001::", "private"),
        ("64:ff9b::5db8:d822", "public"),
        ("nonsense", "forbidden"),
    ],
)
def test_addresses_are_judged_by_where_they_lead(address: str, kind: str) -> None:
    """IPv6 notations of IPv4 addresses count as the address they stand for."""
    assert classify(address) == kind


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://2852039166/latest",
        "http://0xa9fea9fe/latest",
        "http://0.0.0.0:1/",
    ],
)
def test_metadata_services_are_out_of_reach(
    context: StepContext, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Neither by :url nor by a connection, in any notation, whatever else is allowed."""
    monkeypatch.setenv("BREYTA_HTTP_ALLOW_PRIVATE", "1")
    ctx = with_slots(context, Slot("api", "http-api", base_url=url))
    for config in (m(url=url), m(connection=kw("api"))):
        with pytest.raises(StepError, match=r"refused: .* no flow may reach") as caught:
            http.run(config, ctx)
        assert caught.value.kind == "blocked"
        assert not caught.value.retryable


def test_a_computed_url_reaches_public_addresses_only(server: LocalServer, call: Call) -> None:
    server.on("GET /x", reply({}))
    for url in (f"{server.url}/x", server.url.replace("127.0.0.1", "localhost") + "/x"):
        with pytest.raises(StepError, match="a private address, which :url may not reach"):
            call(url=url)
    assert server.requests == []


def test_an_operator_can_allow_private_addresses(
    server: LocalServer, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.on("GET /x", reply({"ok": True}))
    monkeypatch.setenv("BREYTA_HTTP_ALLOW_HOSTS", "example.com, 127.0.0.1")
    assert kw("ok")(call(url=f"{server.url}/x")) is True
    monkeypatch.delenv("BREYTA_HTTP_ALLOW_HOSTS")
    monkeypatch.setenv("BREYTA_HTTP_ALLOW_PRIVATE", "true")
    assert kw("ok")(call(url=f"{server.url}/x")) is True


def test_an_open_connection_does_not_help_a_url(server: LocalServer, call: Call) -> None:
    """The declared connection's socket is still open, and not for a :url to use."""
    server.on("GET /v1/x", reply({}))
    call(path="/x")
    with pytest.raises(StepError, match="a private address"):
        call(url=f"{server.url}/v1/x")
    assert len(server.requests) == 1


def test_one_bad_answer_of_the_resolver_is_enough(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: answers)
    with pytest.raises(StepError, match=r"rebind.example resolves to 10.0.0.1"):
        call(url="http://rebind.example/")


def test_a_proxy_gets_the_request_but_no_forbidden_address(
    server: LocalServer, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Behind a proxy the proxy resolves names; addresses themselves are still judged here."""
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    server.on("GET /x", reply({"ok": True}))
    assert kw("ok")(call(url="http://public.example/x")) is True
    assert server.last.target == "http://public.example/x"
    with pytest.raises(StepError, match="no flow may reach"):
        call(url="http://169.254.169.254/x")


def test_policy_from_env() -> None:
    assert policy_from_env(declared=True, environ={}).private
    assert not policy_from_env(declared=False, environ={}).private
    assert not policy_from_env(declared=False, environ={"BREYTA_HTTP_ALLOW_PRIVATE": "0"}).private
