"""Response bodies as values: one parser for each `:response-as`."""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message
from typing import Any

from breyta_runtime.values import Map, kw
from breyta_runtime.values.json import JsonError, parse

_EVENT, _DATA, _ID, _RETRY = kw("event"), kw("data"), kw("id"), kw("retry")

_JSONL_TYPES = frozenset(
    "application/" + name
    for name in ("jsonl", "x-jsonl", "jsonlines", "x-jsonlines", "x-ndjson", "ndjson", "json-seq")
)
_TEXT_TYPES = frozenset(
    "application/" + name
    for name in (
        "xml",
        "edn",
        "yaml",
        "x-yaml",
        "toml",
        "javascript",
        "ecmascript",
        "graphql",
        "sql",
        "x-sh",
        "x-www-form-urlencoded",
    )
)


class BadBody(ValueError):
    """A body that is not what it was to be read as."""


def parse_body(content: bytes, content_type: str, response_as: str) -> Any:
    """The value of a body; an empty one is nil, whatever it was to be."""
    media, charset = split_content_type(content_type)
    kind = detect(media, content) if response_as == "auto" else response_as
    if not content and kind != "bytes":
        return None
    try:
        return PARSERS[kind](content, charset)
    except BadBody as error:
        if response_as != "auto":
            raise
        problem = f"{error}; the server calls it {media}, :response-as :text would read it"
        raise BadBody(problem) from error


def split_content_type(value: str) -> tuple[str, str]:
    """The lower-case media type and the charset; UTF-8 where none, or none Python knows."""
    header = Message()
    header["Content-Type"] = value or "application/octet-stream"
    charset = header.get_content_charset("utf-8")
    try:
        "".encode(charset)
    except LookupError:
        charset = "utf-8"
    return (value.partition(";")[0].strip().lower(), charset)


def detect(media: str, content: bytes) -> str:
    """What `:auto` takes a body for, by its content type."""
    if media == "application/json" or media.endswith("+json") or media == "text/json":
        return "json"
    if media in _JSONL_TYPES or media in {"text/jsonl", "text/x-ndjson"}:
        return "jsonl"
    if media == "text/event-stream":
        return "sse"
    if media.startswith("text/") or media in _TEXT_TYPES or media.endswith(("+xml", "+yaml")):
        return "text"
    if not media and b"\0" not in content:
        # Small servers leave the type out; text is the likelier reading when it decodes.
        try:
            content.decode()
            return "text"
        except UnicodeDecodeError:
            pass
    return "bytes"


def _text(content: bytes, charset: str) -> str:
    return content.decode(charset, errors="replace").removeprefix("\ufeff")


def _bytes(content: bytes, _charset: str) -> bytes:
    return content


def _json(content: bytes, _charset: str) -> Any:
    # JSON is UTF-8; a charset parameter means nothing for it.
    return _load_json(content, "the body")


def _load_json(text: bytes | str, what: str) -> Any:
    try:
        return parse(text)
    except JsonError as error:
        raise BadBody(f"{what} cannot be read as JSON: {error}") from error


def _jsonl(content: bytes, _charset: str) -> tuple[Any, ...]:
    # Only line feeds end a line: JSON strings may hold the other Unicode line separators.
    lines = enumerate(_text(content, "utf-8").split("\n"), start=1)
    stripped = ((number, line.strip().removeprefix("\x1e")) for number, line in lines)
    return tuple(_load_json(line, f"line {n}") for n, line in stripped if line)


def _sse(content: bytes, _charset: str) -> tuple[Map, ...]:
    """Events in order.  `:data` stays text: only the flow knows which events hold JSON."""
    text = _text(content, "utf-8").replace("\r\n", "\n").replace("\r", "\n")
    events = (_event(block.split("\n")) for block in text.split("\n\n"))
    return tuple(event for event in events if event is not None)


def _event(lines: list[str]) -> Map | None:
    data: list[str] = []
    fields: dict[Any, Any] = {_EVENT: "message"}
    for line in lines:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            data.append(value)
        elif name == "event" and value:
            fields[_EVENT] = value
        elif name == "id" and "\0" not in value:
            fields[_ID] = value
        elif name == "retry" and value.isascii() and value.isdigit():
            fields[_RETRY] = int(value)
    if not data:
        # As in the standard: an event without data, such as a keep-alive, is never dispatched.
        return None
    fields[_DATA] = "\n".join(data)
    return Map(fields)


def _edn(content: bytes, _charset: str) -> Any:
    from breyta_runtime.steps.http.documents import read_edn

    return read_edn(_text(content, "utf-8"))


def _xml(content: bytes, _charset: str) -> Any:
    from breyta_runtime.steps.http.documents import read_xml

    return read_xml(content)


def _yaml(content: bytes, charset: str) -> Any:
    from breyta_runtime.steps.http.documents import read_yaml

    return read_yaml(_text(content, charset))


PARSERS: dict[str, Callable[[bytes, str], Any]] = {
    "json": _json,
    "jsonl": _jsonl,
    "sse": _sse,
    "text": _text,
    "bytes": _bytes,
    "edn": _edn,
    "xml": _xml,
    "yaml": _yaml,
}
