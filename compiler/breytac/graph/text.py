"""Words in pictures: any text of an author, made fit to be shown."""

from __future__ import annotations

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
MAX_LINE = 30
MAX_LINES = 3
MAX_EDGE = 36


def plain(text: str) -> str:
    """The text on one line, without characters that cannot be seen or that turn others around."""
    if text.isascii() and text.isprintable():
        shown = text
    else:
        shown = "".join(
            " " if char in "\t\n\r\f\v" else "" if unicodedata.category(char) in _HIDDEN else char
            for char in text
        )
    return " ".join(shown.split())


def shorten(text: str, limit: int) -> str:
    text = plain(text)
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def wrap(text: str, limit: int = MAX_LINE, lines: int = MAX_LINES) -> list[str]:
    """The text in a few short lines, at least one."""
    out = [""]
    for word in plain(text).split(" "):
        if out[-1] and len(out[-1]) + 1 + len(word) > limit:
            out.append("")
        out[-1] = f"{out[-1]} {word}" if out[-1] else word
    if len(out) > lines:
        out[lines - 1] += " …"
    return [shorten(line, limit) for line in out[:lines]]
