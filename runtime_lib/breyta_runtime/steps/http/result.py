"""The value of an HTTP step."""

from __future__ import annotations

from typing import Any

from breyta_runtime.values import Keyword, Map, kw
from breyta_runtime.values.equality import OddKey

STATUS, HEADERS, BODY, DATA = kw("status"), kw("headers"), kw("body"), kw("data")
REDIRECT, REDIRECT_LOCATION = kw("redirect?"), kw("redirect-location")

_MISSING = object()


class HttpHeaders(Map):
    """Response headers by lower-case string; a keyword or another case finds them too."""

    __slots__ = ()

    def lookup(self, key: Any, default: Any = None) -> Any:
        if isinstance(key, Keyword):
            key = key.name
        return super().lookup(key.lower() if isinstance(key, str) else key, default)


class HttpResult(Map):
    """`{:status :headers :body}`, where `:data` is another name of the body, and any other keyword
    it lacks is looked up in the body.

    Flows write `(:id charge)` as well as `(get-in charge [:body :id])`.  In every other respect
    (printing, equality, counting, JSON) it is the plain map.
    """

    __slots__ = ()

    def lookup(self, key: Any, default: Any = None) -> Any:
        found = super().lookup(key, _MISSING)
        if found is not _MISSING:
            return found
        body = dict.get(self, BODY)
        if key is DATA:
            return body
        if isinstance(key, Keyword) and isinstance(body, Map):
            return body.lookup(key, default)
        return default

    def like(self, raw: dict[Any, Any]) -> Map:
        # `(assoc order :checked true)` should still answer (:id order).
        if BODY not in raw or any(type(key) is OddKey for key in raw):
            return super().like(raw)
        return HttpResult(raw)


def http_result(
    status: int, headers: dict[str, Any], body: Any, redirect: str | None = None
) -> HttpResult:
    """`redirect` is where a 3xx answer points, "" when it does not say, None for other answers."""
    fields: dict[Any, Any] = {
        STATUS: status,
        HEADERS: HttpHeaders(headers),
        BODY: body,
    }
    if redirect is not None:
        fields[REDIRECT] = True
    if redirect:
        fields[REDIRECT_LOCATION] = redirect
    return HttpResult(fields)
