"""Printing functions.  What they write goes to a sink the host sets; pure code opens no file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from breyta_runtime.values.printing import pr_str as pr_text, print_str as print_text

Sink = Callable[[str], Any]


def _to_stdout(text: str) -> None:
    sys.stdout.write(text)


_sink: ContextVar[Sink] = ContextVar("breyta_output", default=_to_stdout)


def set_output(sink: Sink) -> None:
    """From now on, in this context, printing functions call `sink` with each text."""
    _sink.set(sink)


def with_out_str(thunk: Callable[[], Any]) -> str:
    """`(with-out-str body)`, the body as a thunk."""
    parts: list[str] = []
    token = _sink.set(parts.append)
    try:
        thunk()
    finally:
        _sink.reset(token)
    return "".join(parts)


def pr(*values: Any) -> None:
    _sink.get()(pr_text(*values))


def prn(*values: Any) -> None:
    _sink.get()(pr_text(*values) + "\n")


def print_(*values: Any) -> None:
    _sink.get()(print_text(*values))


def println(*values: Any) -> None:
    _sink.get()(print_text(*values) + "\n")


def newline() -> None:
    _sink.get()("\n")


def printf(fmt: Any, *args: Any) -> None:
    from breyta_runtime.core.format import format_

    _sink.get()(format_(fmt, *args))


def pr_str(*values: Any) -> str:
    return pr_text(*values)


def prn_str(*values: Any) -> str:
    return pr_text(*values) + "\n"


def print_str(*values: Any) -> str:
    return print_text(*values)


def println_str(*values: Any) -> str:
    return print_text(*values) + "\n"
