"""`:multipart` bodies."""

from __future__ import annotations

import hashlib
from typing import Any

from breyta_runtime.engine.errors import UnsupportedStep
from breyta_runtime.steps.http.scalars import is_many, name_of, scalar_text, short
from breyta_runtime.values import Keyword, Map, kw
from breyta_runtime.values.json import JsonError, write

_NAME, _FILENAME, _CONTENT_TYPE = kw("name"), kw("filename"), kw("content-type")
_CONTENT, _FROM_REF = kw("content"), kw("from-ref")


def encode_multipart(parts: Any) -> tuple[bytes, str]:
    """The body and its content type.  The same parts give the same bytes, so a retry repeats
    the request exactly."""
    if not is_many(parts):
        raise ValueError(f":multipart must be a vector of parts, not {short(parts)}")
    encoded = [_part(number, part) for number, part in enumerate(parts, start=1)]
    boundary = hashlib.sha256(b"\0".join(h + c for h, c in encoded)).hexdigest()[:32]
    lines: list[bytes] = []
    for head, content in encoded:
        lines += [b"--" + boundary.encode(), head, b"", content]
    lines += [b"--" + boundary.encode() + b"--", b""]
    return b"\r\n".join(lines), f"multipart/form-data; boundary={boundary}"


def _part(number: int, part: Any) -> tuple[bytes, bytes]:
    if not isinstance(part, Map):
        raise ValueError(f":multipart part {number} must be a map, not {short(part)}")
    if part.get(_FROM_REF) is not None:
        raise UnsupportedStep(
            f":multipart part {number} uses :from-ref; this version has no stored blobs yet"
        )
    name = part.get(_NAME)
    if not isinstance(name, str | Keyword) or not name_of(name):
        raise ValueError(f":multipart part {number} needs a :name")
    content, media = _content(part.get(_CONTENT), number)
    head = f'Content-Disposition: form-data; name="{_quoted(name_of(name))}"'
    filename = part.get(_FILENAME)
    if filename is not None:
        head += f'; filename="{_quoted(scalar_text(filename, ":filename"))}"'
        media = media or "application/octet-stream"
    given = part.get(_CONTENT_TYPE)
    media = scalar_text(given, ":content-type") if given is not None else media
    if media:
        head += f"\r\nContent-Type: {_quoted(media)}"
    return head.encode(), content


def _content(value: Any, number: int) -> tuple[bytes, str | None]:
    if value is None:
        raise ValueError(f":multipart part {number} needs :content")
    if isinstance(value, bytes):
        return value, "application/octet-stream"
    if isinstance(value, Map) or is_many(value):
        try:
            return write(value).encode(), "application/json"
        except JsonError as error:
            raise ValueError(f":content of part {number} has no JSON form: {error}") from error
    return scalar_text(value, f":content of part {number}").encode(), None


def _quoted(text: str) -> str:
    """As browsers write names: what would end the quoted string or the line is escaped."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
