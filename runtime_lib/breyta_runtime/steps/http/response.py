"""From an answer to the step's value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import urljoin

from breyta_runtime.engine.errors import StepError
from breyta_runtime.limits import KB, MAX_STEP_RESULT_BYTES
from breyta_runtime.steps.context import StepContext
from breyta_runtime.steps.http.errors import response_error, status_error
from breyta_runtime.steps.http.exchange import Answer
from breyta_runtime.steps.http.parsing import PARSERS, BadBody, parse_body
from breyta_runtime.steps.http.request import Request
from breyta_runtime.steps.http.result import HttpResult, http_result
from breyta_runtime.steps.http.scalars import is_many, name_of, short
from breyta_runtime.steps.http.urls import without_query
from breyta_runtime.values import Keyword, Map, kw

INLINE_WARN = 512 * KB
BUFFER_MAX = 50 * 1024 * KB
"""What a :parser-fn may be handed, since its result can be much smaller than the body."""

_RESPONSE_AS, _INCLUDE_HEADERS = kw("response-as"), kw("include-headers")
_PARSER_FN, _CLIENT_OPTS, _MAX_BYTES = kw("parser-fn"), kw("client-opts"), kw("max-response-bytes")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the author wants the answer read."""

    response_as: str
    include_headers: frozenset[str] | None
    """Lower-case names, or None for all."""
    parser: Callable[[Any], Any] | None
    max_bytes: int | None


def build_reading(config: Map) -> Reading:
    """The options of a step that concern its answer; raises ValueError for the author."""
    parser = config.get(_PARSER_FN)
    if parser is not None and not callable(parser):
        raise ValueError(f":parser-fn must be a function, not {short(parser)}")
    return Reading(
        _response_as(config.get(_RESPONSE_AS)),
        _include_headers(config.get(_INCLUDE_HEADERS)),
        parser,
        _max_bytes(config.get(_CLIENT_OPTS)),
    )


def byte_limit(reading: Reading) -> int:
    """How much of a body to accept: what can become an inline result, unless told otherwise."""
    natural = BUFFER_MAX if reading.parser else MAX_STEP_RESULT_BYTES
    return min(reading.max_bytes, natural) if reading.max_bytes else natural


def too_large(request: Request, reading: Reading) -> StepError:
    limit = byte_limit(reading)
    if reading.max_bytes and limit == reading.max_bytes:
        why = f"the body exceeds :max-response-bytes ({limit} bytes)"
    else:
        why = (
            f"Result too large: the body exceeds {limit // KB} KB; "
            "add :persist {:type :blob} or ask for less"
        )
    return StepError(f"{request.method} {without_query(request.url)}: {why}", kind="too-large")


def read_answer(answer: Answer, request: Request, reading: Reading, ctx: StepContext) -> HttpResult:
    """The result of a step; raises StepError for an error status or an unusable body."""
    media = answer.header("content-type")
    failed = answer.status >= 400
    # What an error page or a redirect's text looks like is not what the author asked to parse.
    body = (
        _lenient_body(answer.content, media)
        if failed or 300 <= answer.status < 400
        else _body(answer, request, reading, media)
    )
    result = http_result(
        answer.status,
        _headers(answer, None if failed else reading.include_headers),
        body,
        _redirect(answer, request.url),
    )
    if failed:
        raise status_error(request, answer, result)
    if len(answer.content) > INLINE_WARN and not reading.parser:
        ctx.log(
            f"the result is {len(answer.content) // KB} KB; results above 512 KB "
            "should use :persist {:type :blob}"
        )
    return result


def _body(answer: Answer, request: Request, reading: Reading, media: str) -> Any:
    try:
        body = parse_body(answer.content, media, reading.response_as)
    except BadBody as error:
        raise response_error(request.method, request.url, error) from error
    if reading.parser is not None:
        body = reading.parser(body)
    if isinstance(body, bytes) and body:
        raise response_error(
            request.method,
            request.url,
            f"the body is binary ({media or 'no content type'}, {len(body)} bytes); "
            "binary results need :persist {:type :blob}, or :response-as :text for text",
        )
    return body


def _lenient_body(content: bytes, media: str) -> Any:
    try:
        body = parse_body(content, media, "auto")
    except BadBody:
        body = parse_body(content, media, "text")
    return None if isinstance(body, bytes) else body


def _headers(answer: Answer, only: frozenset[str] | None) -> dict[str, Any]:
    """By lower-case name.  Repeated ones are joined, but for cookies, which cannot be."""
    found: dict[str, list[str]] = {}
    for name, value in answer.headers:
        if only is None or name.lower() in only:
            found.setdefault(name.lower(), []).append(value)
    return {
        name: tuple(values) if name == "set-cookie" and len(values) > 1 else ", ".join(values)
        for name, values in found.items()
    }


def _redirect(answer: Answer, url: str) -> str | None:
    if not 300 <= answer.status < 400:
        return None
    location = answer.header("location")
    return urljoin(url, location) if location else ""


def _response_as(value: Any) -> str:
    if value is None:
        return "auto"
    known = ("auto", *PARSERS)
    name = name_of(value).lower() if isinstance(value, str | Keyword) else ""
    if name not in known:
        close = get_close_matches(name, known, n=1)
        expected = f"did you mean :{close[0]}?" if close else "use one of :" + " :".join(known)
        raise ValueError(f"unknown :response-as {short(value)}; {expected}")
    return name


def _include_headers(value: Any) -> frozenset[str] | None:
    if value is None:
        return None
    names = tuple(value) if is_many(value) else (value,)
    if not all(isinstance(name, str | Keyword) for name in names):
        raise ValueError(f":include-headers must be a vector of header names, not {short(value)}")
    return frozenset(name_of(name).lower() for name in names)


def _max_bytes(options: Any) -> int | None:
    if options is None:
        return None
    if not isinstance(options, Map):
        raise ValueError(f":client-opts must be a map, not {short(options)}")
    limit = options.get(_MAX_BYTES)
    if limit is None:
        return None
    if not isinstance(limit, int) or isinstance(limit, bool) or limit <= 0:
        raise ValueError(f":max-response-bytes must be a whole number above 0, not {short(limit)}")
    return limit
