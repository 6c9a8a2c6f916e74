"""Request bodies: what `:json`, `:form` and `:body` become on the wire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from breyta_runtime.steps.http.multipart import encode_multipart
from breyta_runtime.steps.http.scalars import is_many, name_of, pairs, scalar_text
from breyta_runtime.values import Keyword, Map, kw, pr_str
from breyta_runtime.values.json import JsonError, write

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

_MEDIA_TYPES = {
    "json": JSON,
    "xml": "application/xml",
    "text": "text/plain",
    "html": "text/html",
    "csv": "text/csv",
    "form": FORM,
    "edn": "application/edn",
    "yaml": "application/yaml",
    "jsonl": "application/x-ndjson",
    "sse": "text/event-stream",
    "bytes": "application/octet-stream",
}

Body = tuple[bytes | None, str | None]
"""The bytes to send and the content type they have unless the author gives one."""


def media_type(value: Any, field: str) -> str | None:
    """A shortcut (`:json`, "json") or a whole media type as the header's text."""
    if value is None:
        return None
    if not isinstance(value, str | Keyword):
        raise ValueError(f"{field} must be a keyword or a string, not {pr_str(value)}")
    text = name_of(value).strip()
    if "/" in text or not text:
        return text or None
    known = _MEDIA_TYPES.get(text.lower())
    if known is None:
        names = ", ".join(":" + name for name in _MEDIA_TYPES)
        raise ValueError(f"{field} {pr_str(value)} is neither a media type nor one of {names}")
    return known


def encode_body(config: Map, content_type: str | None) -> Body:
    """The body by the first mode that is set; `:json` wins over `:body`."""
    given = [mode for mode in _ENCODERS if config.get(kw(mode)) is not None]
    if not given:
        return None, None
    if len(given) > 1 and given != ["json", "body"]:
        modes = " and ".join(":" + mode for mode in given)
        raise ValueError(f"{modes} both give a body; keep one of them")
    mode = given[0]
    return _ENCODERS[mode](config.get(kw(mode)), (content_type or "").partition(";")[0])


def _json(value: Any, _media: str) -> Body:
    try:
        return write(value).encode(), JSON
    except JsonError as error:
        raise ValueError(f"the body has no JSON form: {error}") from error


def _form(value: Any, _media: str) -> Body:
    fields: list[tuple[str, str]] = []
    for name, item in pairs(value, ":form"):
        # A vector repeats its field, the usual form notation for several values.
        items = item if is_many(item) else (item,)
        fields += [(name, scalar_text(one, f":form {name}")) for one in items if one is not None]
    return urlencode(fields).encode(), FORM


def _body(value: Any, media: str) -> Body:
    """Text and bytes as they are, data as what the content type says, JSON if it says nothing."""
    if isinstance(value, bytes):
        return value, "application/octet-stream"
    if isinstance(value, str):
        return value.encode(), "text/plain; charset=utf-8"
    if media == FORM and isinstance(value, Map):
        return _form(value, media)
    if media == "application/edn":
        return pr_str(value).encode(), media
    return _json(value, media)


def _multipart(value: Any, _media: str) -> Body:
    return encode_multipart(value)


_ENCODERS: dict[str, Callable[[Any, str], Body]] = {
    "json": _json,
    "form": _form,
    "multipart": _multipart,
    "body": _body,
}
