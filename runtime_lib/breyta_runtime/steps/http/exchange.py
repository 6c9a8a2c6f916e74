"""Sending one request and reading its answer, within a time and a size."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from breyta_runtime.engine.errors import StepError, StepTimeout
from breyta_runtime.steps.http.errors import config_error, network_error, response_error
from breyta_runtime.steps.http.network import BlockedAddress, policy_from_env
from breyta_runtime.steps.http.request import Request
from breyta_runtime.steps.http.urls import without_query

if TYPE_CHECKING:
    import httpx

ERROR_BODY_BYTES = 64 * 1024
"""How much of the body of an error answer is kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    """In order, as sent: names repeat and keep their case."""
    content: bytes

    def header(self, name: str) -> str:
        """The first value of a header, or ""."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class BodyTooLarge(Exception):
    """A successful answer whose body goes beyond the cap."""


def exchange(request: Request, max_bytes: int) -> Answer:
    """The answer to a request.  An error answer is cut to what errors show, never refused."""
    import httpx

    from breyta_runtime.steps.http.transport import client_for

    method, url = request.method, request.url
    deadline = time.monotonic() + request.timeout
    try:
        client = client_for(url, policy_from_env(declared=request.declared))
        message = client.build_request(
            method,
            url,
            headers=[(name.encode(), value.encode()) for name, value in request.headers.items()],
            content=request.content,
            timeout=request.timeout,
        )
        response = client.send(message, stream=True)
        try:
            content = _read(response, max_bytes, deadline)
        finally:
            response.close()
    except BlockedAddress as error:
        raise StepError(
            f"{method} {without_query(url)} refused: {error}", kind="blocked"
        ) from error
    except (httpx.TimeoutException, _DeadlinePassed) as error:
        raise StepTimeout(
            f"{method} {without_query(url)} gave no full answer within {request.timeout:g} s",
            seconds=request.timeout,
        ) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError) as error:
        raise config_error(f"{method} {without_query(url)} cannot be sent: {error}") from error
    except httpx.DecodingError as error:
        raise response_error(method, url, f"the compressed body is broken: {error}") from error
    except httpx.TransportError as error:
        raise network_error(method, url, error) from error
    pairs = tuple((name.decode("latin-1"), _text(value)) for name, value in response.headers.raw)
    return Answer(response.status_code, response.reason_phrase, pairs, content)


class _DeadlinePassed(Exception):
    """The body drips in: each read is in time, all of them together are not."""


def _read(response: httpx.Response, max_bytes: int, deadline: float) -> bytes:
    failed = response.status_code >= 400
    limit = min(max_bytes, ERROR_BODY_BYTES) if failed else max_bytes
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes():
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            if failed:
                break
            raise BodyTooLarge
        if time.monotonic() > deadline:
            raise _DeadlinePassed
    return b"".join(chunks)[: limit if failed else None]


def _text(value: bytes) -> str:
    """Header bytes as text: UTF-8 where it is, else the Latin-1 of the old standard."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
