"""From a line of a generated module back to the place in the flow's source.

A generated module says where its statements come from in comments such as `# 27:15`, or
`# assets/fn.clj:3:1` for a place in an included file; nothing else is kept, so a module that was
edited or moved still tells the truth about its own lines.
"""

from __future__ import annotations

import linecache
import re
import sys
from functools import lru_cache
from types import FrameType, TracebackType

_POSITION = re.compile(r"\s*# (\S+:)?(\d+):(\d+)\s*")
_TOP_LEVEL_DEF = re.compile(r"(async )?(def|class) ")

NOTE_PREFIX = "--> "


@lru_cache(maxsize=4096)
def position_of_line(filename: str, line: int) -> str | None:
    """ "27:15", or "assets/fn.clj:3:1", for a line of a generated module.

    It is what the nearest comment above the line in its function says.
    """
    lines = linecache.getlines(filename)
    index = min(line, len(lines)) - 1
    above_def = False
    while index >= 0:
        text = lines[index]
        match = _POSITION.fullmatch(text)
        if match is not None:
            return f"{match[1] or ''}{match[2]}:{match[3]}"
        if text[:1] not in ("", " ", "\t", "\n", "\r", ")"):
            if _TOP_LEVEL_DEF.match(text):
                above_def = True
            elif not (text.startswith("@") and above_def):
                return None
        elif above_def and not text.strip():
            return None
        index -= 1
    return None


def call_site(filename: str) -> str | None:
    """The position of the innermost running frame of the module `filename`."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == filename:
            return position_of_line(filename, frame.f_lineno)
        frame = frame.f_back
    return None


def raise_site(error: BaseException, filename: str) -> str | None:
    """The position of the innermost frame of the module `filename` that `error` went through."""
    found: tuple[str, int] | None = None
    tb = error.__traceback__
    while tb is not None:
        if tb.tb_frame.f_code.co_filename == filename:
            found = (filename, tb.tb_lineno)
        tb = tb.tb_next
    return None if found is None else position_of_line(*found)


def place(source: str, position: str | None) -> str:
    """The position with its file: `source`, unless it names an included one itself."""
    if position is None:
        return source
    return position if position.count(":") > 1 else f"{source}:{position}"


def is_noted(error: BaseException) -> bool:
    return any(note.startswith(NOTE_PREFIX) for note in getattr(error, "__notes__", ()))


def add_position(error: BaseException, source: str, position: str | None, what: str = "") -> None:
    """Notes where `error` comes from, once; positions and step ids only, never values."""
    if is_noted(error):
        return
    where = place(source, position)
    error.add_note(f"{NOTE_PREFIX}{where}" + (f"  {what}" if what else ""))


def shorten_traceback(error: BaseException, filename: str) -> None:
    """Keeps the frames of the generated module, and the one that raised.

    What lies between is this runtime and Prefect: the same for every error, so of no use to a
    reader of the log.
    """
    kept: list[TracebackType] = []
    tb = error.__traceback__
    while tb is not None:
        if tb.tb_frame.f_code.co_filename == filename or tb.tb_next is None:
            kept.append(tb)
        tb = tb.tb_next
    chain: TracebackType | None = None
    for link in reversed(kept):
        chain = TracebackType(chain, link.tb_frame, link.tb_lasti, link.tb_lineno)
    error.__traceback__ = chain
