"""From a step's config to the request that goes out.  No IO: only the config and the context."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import SplitResult

from breyta_runtime.connections import Connection, resolve_connection
from breyta_runtime.contracts.http import METHODS
from breyta_runtime.engine.errors import UnsupportedStep
from breyta_runtime.steps.context import StepContext
from breyta_runtime.steps.http.auth import check_auth
from breyta_runtime.steps.http.bodies import encode_body, media_type
from breyta_runtime.steps.http.scalars import name_of, pairs, scalar_text, short
from breyta_runtime.steps.http.urls import checked_url, join_url
from breyta_runtime.values import Keyword, Map, kw

DEFAULT_TIMEOUT = 30.0
"""Seconds, for a step without `:timeout`."""

_CONNECTION, _URL, _PATH, _METHOD = kw("connection"), kw("url"), kw("path"), kw("method")
_QUERY, _HEADERS, _AUTH = kw("query"), kw("headers"), kw("auth")
_ACCEPT, _CONTENT_TYPE, _SECRET_REF = kw("accept"), kw("content-type"), kw("secret-ref")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    """In capitals."""
    url: str
    headers: Mapping[str, str]
    content: bytes | None
    timeout: float
    """Seconds for the whole exchange."""
    declared: bool
    """Whether the host comes from a connection rather than from the step's own `:url`."""


def build_request(config: Map, ctx: StepContext) -> Request:
    """The request a step describes; raises ValueError with words for the author."""
    connection, base = _target(config, ctx)
    method = _method(config.get(_METHOD))
    headers = Headers()
    if connection is not None:
        headers.update(connection.headers, f"the headers of connection :{connection.name}")
    headers.update(config.get(_HEADERS), ":headers")
    headers.set("Accept", media_type(config.get(_ACCEPT), ":accept"))
    headers.set("Content-Type", media_type(config.get(_CONTENT_TYPE), ":content-type"))
    content, content_type = encode_body(config, headers.get("content-type"))
    headers.set_default("Content-Type", content_type)
    if method != "GET":
        headers.set_default("Idempotency-Key", ctx.idempotency_key)
    check_auth(config.get(_AUTH), connection)
    url = join_url(base, _path(config.get(_PATH)), _query(config.get(_QUERY)))
    timeout = DEFAULT_TIMEOUT if ctx.timeout is None else ctx.timeout
    return Request(method, url, headers.as_dict(), content, timeout, connection is not None)


def _target(config: Map, ctx: StepContext) -> tuple[Connection | None, SplitResult]:
    ref, url = config.get(_CONNECTION), config.get(_URL)
    if ref is None and url is None:
        raise ValueError("the step needs :connection, or :url for a request without one")
    if url is not None:
        if ref is not None:
            raise ValueError("the step has both :connection and :url; keep one of them")
        if not isinstance(url, str):
            raise ValueError(f":url must be a string, not {short(url)}")
        return None, checked_url(url, ":url")
    if not isinstance(ref, str | Keyword):
        raise ValueError(f":connection must be a slot or a connection id, not {short(ref)}")
    connection = resolve_connection(ctx.definition, ref)
    if connection.type not in {None, "http-api"}:
        raise ValueError(
            f":connection :{connection.name} is a :{connection.type} connection; "
            "an :http step needs an :http-api one"
        )
    if not connection.base_url:
        raise ValueError(
            f"connection :{connection.name} has no base URL; give its slot in :requires a "
            ":base-url, or bind it to a connection that has one"
        )
    return connection, checked_url(
        connection.base_url, f"the base URL of connection :{connection.name}"
    )


def _method(value: Any) -> str:
    if value is None:
        return "GET"
    name = name_of(value).lower() if isinstance(value, str | Keyword) else ""
    if name not in METHODS:
        close = get_close_matches(name, METHODS, n=1)
        expected = f"did you mean :{close[0]}?" if close else "use one of :" + " :".join(METHODS)
        raise ValueError(f"unknown :method {short(value)}; {expected}")
    return name.upper()


def _path(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f":path must be a string, not {short(value)}")
    return value


def _query(value: Any) -> list[tuple[str, str]]:
    """Names and values in order; nil leaves a parameter out."""
    return [
        (name, scalar_text(item, f":query {name}"))
        for name, item in pairs(value, ":query")
        if item is not None
    ]


class Headers:
    """Request headers: the last spelling and value of a name win, whatever its case."""

    def __init__(self) -> None:
        self._by_name: dict[str, tuple[str, str]] = {}

    def get(self, name: str) -> str | None:
        found = self._by_name.get(name.lower())
        return found[1] if found else None

    def set(self, name: str, value: str | None) -> None:
        if value is not None:
            _check_header(name, value)
            self._by_name[name.lower()] = (name, value)

    def set_default(self, name: str, value: str | None) -> None:
        if name.lower() not in self._by_name:
            self.set(name, value)

    def update(self, entries: Any, what: str) -> None:
        for name, value in pairs(entries, what):
            if isinstance(value, Map) and _SECRET_REF in value:
                raise UnsupportedStep(
                    f"{what} {name} refers to a secret; this version sends no secrets yet"
                )
            if value is not None:
                self.set(name, scalar_text(value, f"{what} {name}"))

    def as_dict(self) -> dict[str, str]:
        return dict(self._by_name.values())


def _check_header(name: str, value: str) -> None:
    if not _HEADER_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no header name")
    # The value is not shown: it may be a key.
    if any((ord(char) < 32 and char != "\t") or ord(char) == 127 for char in value):
        raise ValueError(f"the header {name} holds a line break or control character")
