"""httpx with the address guard built in.  Imported when the first request goes out."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from breyta_runtime.steps.http.network import BlockedAddress, NetworkPolicy

_POOL = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=30)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name once, judges every answer, then connects to those very addresses."""

    def __init__(self, policy: NetworkPolicy) -> None:
        self._policy = policy
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _resolve(host, port)
        self._policy.check(host, addresses)
        failure: Exception | None = None
        for address in addresses:
            try:
                return self._sockets.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self, path: str, *_args: Any, **_options: Any
    ) -> httpcore.NetworkStream:
        raise BlockedAddress(f"{path} is a local socket, which no request may reach")

    def sleep(self, seconds: float) -> None:
        self._sockets.sleep(seconds)


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport over a pool that opens sockets through the guard."""

    def __init__(self, policy: NetworkPolicy) -> None:
        certificates = httpx.create_ssl_context()
        super().__init__(verify=certificates, limits=_POOL)
        # httpx has no option for httpcore's network_backend, which is a public one.
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates,
            max_connections=_POOL.max_connections,
            max_keepalive_connections=_POOL.max_keepalive_connections,
            keepalive_expiry=_POOL.keepalive_expiry,
            network_backend=GuardedBackend(policy),
        )


def client_for(url: str, policy: NetworkPolicy) -> httpx.Client:
    """The process's client for such requests.

    Policies do not share a pool: a connection opened under a generous one would otherwise serve
    a request that a strict one refuses.
    """
    proxy = _proxy_for(url)
    if proxy:
        _check_literal(url, policy)
    key = (os.getpid(), policy, proxy)
    with _lock:
        client = _clients.get(key)
        if client is None:
            client = _clients[key] = _new_client(policy, proxy)
    return client


def close_clients() -> None:
    with _lock:
        while _clients:
            _clients.popitem()[1].close()


_lock = threading.Lock()
_clients: dict[tuple[int, NetworkPolicy, str | None], httpx.Client] = {}


def _new_client(policy: NetworkPolicy, proxy: str | None) -> httpx.Client:
    # Runs must not see each other's cookies: the jar accepts none.
    cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    transport = httpx.HTTPTransport(proxy=proxy, limits=_POOL) if proxy else None
    return httpx.Client(
        transport=transport or GuardedTransport(policy),
        cookies=cookies,
        headers={"User-Agent": "breytac"},
        follow_redirects=False,
        trust_env=False,
    )


def _proxy_for(url: str) -> str | None:
    """The proxy that the environment asks for.  Such a proxy resolves names and is the guard."""
    parts = urlsplit(url)
    proxies = getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(parts.netloc):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _check_literal(url: str, policy: NetworkPolicy) -> None:
    host = urlsplit(url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return
    policy.check(host, [host])


def _resolve(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
