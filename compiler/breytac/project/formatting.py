"""Generated modules in the layout of black, at no cost for those that did not change."""

from __future__ import annotations

import ast
from functools import cache
from importlib import metadata

from breytac.project.cache import Cache, content_key

LINE_LENGTH = 100
KIND = "format"


def format_module(text: str, cache: Cache | None, *, verify: bool = False) -> str:
    """The text as black lays it out.

    `verify` takes a cached text only if it is the same program, for those who are about to run
    it and must not depend on who else can write to the cache.
    """
    if cache is None:
        return _black(text)
    key = content_key(KIND, black_version(), str(LINE_LENGTH), text)
    entry = cache.get(KIND, key)
    known = entry.get("text") if entry else None
    if isinstance(known, str) and (not verify or _same_program(known, text)):
        return known
    formatted = _black(text)
    cache.put(KIND, key, {"text": formatted})
    return formatted


def _black(text: str) -> str:
    import black
    from black.mode import TargetVersion

    mode = black.Mode(line_length=LINE_LENGTH, target_versions={TargetVersion.PY311})
    return black.format_str(text, mode=mode)


@cache
def black_version() -> str:
    return metadata.version("black")


def _same_program(one: str, other: str) -> bool:
    try:
        return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except (SyntaxError, ValueError):
        return False
