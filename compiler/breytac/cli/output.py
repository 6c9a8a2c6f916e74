"""What commands print: values and envelopes to stdout, everything said about them to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, TextIO

import typer

from breytac.cli.errors import CliError


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the answer.")]


def envelope(
    data: Any,
    *,
    ok: bool = True,
    meta: Mapping[str, Any] | None = None,
    links: Mapping[str, str] | None = None,
    error: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The shape of every JSON answer.  `links` and `error` are there when there is one."""
    answer: dict[str, Any] = {"ok": ok, "data": data, "meta": dict(meta or {})}
    if links:
        answer["links"] = dict(links)
    if error:
        answer["error"] = dict(error)
    return answer


def error_envelope(error: CliError) -> dict[str, Any]:
    body = {"code": error.code, "message": error.message}
    if error.hint:
        body["hint"] = error.hint
    return envelope(None, ok=False, error=body)


def print_json(value: Any) -> None:
    """Pretty JSON on stdout; characters stay readable where the stream can hold them."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    if not _can_hold(sys.stdout, text):
        text = json.dumps(value, indent=2)
    print_out(text)


def print_out(text: str) -> None:
    write(sys.stdout, text + "\n")


def print_err(text: str) -> None:
    write(sys.stderr, text + "\n")


def write(stream: TextIO, text: str) -> None:
    """Write and flush; what the stream's encoding lacks becomes an escape, not an error."""
    if not _can_hold(stream, text):
        encoding = stream.encoding or "ascii"
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(text)
    stream.flush()


def _can_hold(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def print_error(error: CliError) -> None:
    print_err(f"error: {error.message}")
    if error.hint:
        print_err(f"  {error.hint}")


def wants_colour(stream: TextIO) -> bool:
    """Only on a terminal, and never against NO_COLOR (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def asks_for_json(arguments: Sequence[str]) -> bool:
    """Whether a command line that could not be understood still asked for JSON."""
    return "--format=json" in arguments or any(
        pair == ("--format", "json") for pair in pairwise(arguments)
    )


def plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
