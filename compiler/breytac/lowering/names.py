"""From Clojure names to Python names, and which of them are free where."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

MAX_LENGTH = 48

_EMITTED_BUILTINS_WORDS = """
    Any AssertionError BaseException Exception True False None dict enumerate int isinstance len
    list map next range reversed sorted str sum tuple zip
"""
EMITTED_BUILTINS = frozenset(_EMITTED_BUILTINS_WORDS.split())
"""Builtins that lowered code uses, so nothing else may be called so."""

_WORDS = {
    "+": "plus",
    "-": "minus",
    "*": "times",
    "/": "divided",
    "<": "less",
    ">": "greater",
    "=": "equals",
    "&": "rest",
    "$": "value",
    "%": "arg",
    "!": "bang",
    "?": "query",
    ".": "dot",
    "_": "ignored",
}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_IN_NAMES = re.compile(r"[^0-9A-Za-z_]+")
_LAMBDA_PARAM = re.compile(r"[%p]?(\d+)(?:__\d+)?#?")


def plain_words(text: str) -> str:
    """Letters, digits and single underscores only; possibly nothing."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_NAMES.sub("_", ascii_text)[:MAX_LENGTH]


def python_name(name: str) -> str:
    """A snake_case name that says the same: `user-id` user_id, `done?` is_done, `a->b` a_to_b."""
    text = name.strip()
    if text in _WORDS:
        return _WORDS[text]
    if text.startswith("%"):
        return {"%&": "rest"}.get(text, "x")
    text = text.replace("->", "_to_").replace("<-", "_from_")
    if text.endswith("?"):
        text = text[:-1]
        if not text.startswith(("is-", "has-", "is_", "has_")):
            text = f"is_{text}"
    lead = "_" if text.startswith("_") else ""
    text = _CAMEL.sub("_", plain_words(text))
    text = lead + re.sub("_+", "_", text).strip("_").lower()
    if not text.strip("_"):
        return "value"
    if text[0].isdigit():
        text = f"n{text}"
    return f"{text}_" if keyword.iskeyword(text) else text


def constant_name(name: str) -> str:
    """UPPER_SNAKE of a keyword's or local's name: `user-id` USER_ID, `html_url` HTML_URL."""
    text = name.replace("->", "_to_").replace("<-", "_from_")
    text = re.sub("_+", "_", _CAMEL.sub("_", plain_words(text))).strip("_").upper()
    return text or "VALUE"


def numbered(base: str, taken: object) -> str:
    """`base`, or `base_2`, `base_3` … if that is taken."""
    if base not in taken:  # type: ignore[operator]
        return base
    number = 2
    stem = base.rstrip("_") or base
    while f"{stem}_{number}" in taken:  # type: ignore[operator]
        number += 1
    return f"{stem}_{number}"


class NameScope:
    """The names of one Python function: what is taken, what was given back.

    A name is given back when the statement that bound it is over, unless a nested function may
    still look at it.
    """

    def __init__(self, reserved: frozenset[str]) -> None:
        self.reserved = reserved
        self._taken: set[str] = set()
        self._claimed: list[str] = []
        """Names in the order they were claimed; kept ones are left out."""
        self._held = 0

    def __contains__(self, name: str) -> bool:
        return name in self._taken or name in self.reserved or name in EMITTED_BUILTINS

    def claim(self, base: str, *, keep: bool = False) -> str:
        if base in self.reserved or base in EMITTED_BUILTINS:
            base = f"{base.rstrip('_')}_"
        name = numbered(base, self)
        self._taken.add(name)
        if not keep:
            self._claimed.append(name)
        return name

    def take(self, name: str) -> None:
        """A name of the surroundings that is looked at from here."""
        self._taken.add(name)

    def forget(self, name: str) -> None:
        """A name that only a comprehension knew."""
        self._taken.discard(name)
        if name in self._claimed:
            self._claimed.remove(name)

    def mark(self) -> int:
        return len(self._claimed)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Give nothing back meanwhile: statements made now may end up behind ones made later."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1

    def release_since(self, mark: int) -> None:
        if self._held:
            return
        for name in self._claimed[mark:]:
            self._taken.discard(name)
        del self._claimed[mark:]
