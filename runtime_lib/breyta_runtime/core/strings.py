"""clojure.string."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from breyta_runtime.core.arguments import cast_error, string_of, text_of
from breyta_runtime.limits import MAX_PRINTED
from breyta_runtime.values.errors import IllegalArgument, NullPointer
from breyta_runtime.values.names import Char
from breyta_runtime.values.pattern import Match, Pattern, expand, shared
from breyta_runtime.values.printing import str_of
from breyta_runtime.values.seqs import items_of
from breyta_runtime.values.text import check_length, from_units, has_astral, to_units

WHITESPACE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009"
    "\u200a\u2028\u2029\u205f\u3000"
)
"""`Character.isWhitespace`: without the no-break spaces that Python would strip."""


def is_blank(s: Any) -> bool:
    return s is None or not text_of(s).strip(WHITESPACE)


def trim(s: Any) -> str:
    return text_of(s).strip(WHITESPACE)


def triml(s: Any) -> str:
    return text_of(s).lstrip(WHITESPACE)


def trimr(s: Any) -> str:
    return text_of(s).rstrip(WHITESPACE)


def trim_newline(s: Any) -> str:
    return text_of(s).rstrip("\r\n")


def upper_case(s: Any) -> str:
    return string_of(s).upper()


def lower_case(s: Any) -> str:
    return string_of(s).lower()


def capitalize(s: Any) -> str:
    text = string_of(s)
    return text[:1].upper() + text[1:].lower()


def reverse(s: Any) -> str:
    return text_of(s)[::-1]


def starts_with(s: Any, substr: Any) -> bool:
    return string_of(s).startswith(text_of(substr, "substr"))


def ends_with(s: Any, substr: Any) -> bool:
    return string_of(s).endswith(text_of(substr, "substr"))


def includes(s: Any, substr: Any) -> bool:
    return text_of(substr, "substr") in string_of(s)


def join(*args: Any) -> str:
    """`(join coll)`, `(join separator coll)`: the elements as `str` writes them."""
    separator, coll = ("", args[0]) if len(args) == 1 else (str_of(args[0]), args[1])
    texts = [v if type(v) is str else str_of(v) for v in items_of(coll)]
    check_length(sum(map(len, texts)) + len(separator) * len(texts))
    return from_units(separator.join(texts))


def escape(s: Any, cmap: Callable[[Any], Any]) -> str:
    """Every character for which `cmap` has something is replaced by that."""
    out = []
    length = 0
    for unit in to_units(text_of(s)):
        found = cmap(Char(unit))
        out.append(unit if found is None else str_of(found))
        length += len(out[-1])
        check_length(length)
    return from_units("".join(out))


# -- finding ----------------------------------------------------------------------------------


def index_of(s: Any, value: Any, from_index: Any = 0) -> int | None:
    text, wanted = _units(s, value)
    start = min(max(_index(from_index), 0), len(text))
    return _found(text.find(wanted, start))


def last_index_of(s: Any, value: Any, from_index: Any = None) -> int | None:
    text, wanted = _units(s, value)
    if from_index is None:
        return _found(text.rfind(wanted))
    last = _index(from_index)
    return None if last < 0 else _found(text.rfind(wanted, 0, last + len(wanted)))


def _units(s: Any, value: Any) -> tuple[str, str]:
    """Both texts so that their indexes count as Java's do."""
    text = string_of(s)
    wanted = value.value if type(value) is Char else text_of(value, "value")
    return (to_units(text), to_units(wanted)) if has_astral(text) else (text, wanted)


def _index(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        if value is None:
            raise NullPointer("an index is nil")
        raise cast_error(value, "java.lang.Number")
    return int(value)


def _found(index: int) -> int | None:
    return None if index < 0 else index


# -- splitting --------------------------------------------------------------------------------


def split(s: Any, re: Any, limit: Any = 0) -> tuple[str, ...]:
    """The parts between the matches; without a limit, empty ones at the end are dropped."""
    if not isinstance(re, Pattern):
        raise cast_error(re, "java.util.regex.Pattern")
    return split_text(text_of(s), re, _index(limit))


def split_text(text: str, pattern: Pattern, limit: int = 0) -> tuple[str, ...]:
    python = pattern.linear(text)
    if limit == 0 and python is not None and not pattern.groups:
        return _without_trailing(text, python.split(text))
    parts: list[str] = []
    at = 0
    for match in pattern.finditer(text):
        if 0 < limit <= len(parts) + 1:
            break
        start, end = match.spans[0]
        if end == 0:
            continue  # nothing before the text begins
        parts.append(text[at:start])
        at = end
    if not at:
        return (text,)
    parts.append(text[at:])
    return _without_trailing(text, parts) if limit == 0 else tuple(parts)


def _without_trailing(text: str, parts: list[str]) -> tuple[str, ...]:
    """The parts up to the last that is not empty; a text that was not split stays."""
    if len(parts) == 1:
        return (text,)
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def split_lines(s: Any) -> tuple[str, ...]:
    return split_text(text_of(s), shared(r"\n|\r\n"))


# -- replacing --------------------------------------------------------------------------------


def replace(s: Any, match: Any, replacement: Any) -> str:
    return _replace(string_of(s), match, replacement, False)


def replace_first(s: Any, match: Any, replacement: Any) -> str:
    return _replace(string_of(s), match, replacement, True)


def _replace(text: str, match: Any, replacement: Any, first: bool) -> str:
    count = 1 if first else -1
    if isinstance(match, Pattern):
        plain = type(replacement) is str and "$" not in replacement and "\\" not in replacement
        if plain and (python := match.linear(text)) is not None:
            _check_replaced(text, replacement, lambda: sum(1 for _ in python.finditer(text)))
            return python.sub(replacement, text, count=int(first))
        return replace_matches(text, match, _replacer(match, replacement), first)
    if type(match) is Char:
        if type(replacement) is not Char:
            raise cast_error(replacement, "java.lang.Character")
        return text.replace(match.value, replacement.value, count)
    if isinstance(match, str):
        new = text_of(replacement, "replacement")
        _check_replaced(text, new, lambda: 1 if first else text.count(match))
        return text.replace(match, new, count)
    raise IllegalArgument(f"Invalid match arg: {str_of(match)}")


def _check_replaced(text: str, replacement: str, count: Callable[[], int]) -> None:
    """Refuses what could not be kept; counts only when that many replacements would be too long."""
    if (len(text) + 1) * len(replacement) > MAX_PRINTED:
        check_length(len(text) + count() * len(replacement))


def _replacer(pattern: Pattern, replacement: Any) -> Callable[[Match], str]:
    if isinstance(replacement, str):
        names = pattern.names
        return lambda match: expand(replacement, match, names)

    def call(match: Match) -> str:
        # Only a match needs the replacement.
        if replacement is None:
            raise NullPointer("the replacement is nil")
        if not callable(replacement):
            raise cast_error(replacement, "clojure.lang.IFn")
        found = replacement(match.value())
        if isinstance(found, str):
            return found
        if found is None:
            raise NullPointer("the replacement function gave nil")
        raise cast_error(found, "java.lang.String")

    return call


def replace_matches(
    text: str, pattern: Pattern, replacer: Callable[[Match], str], first: bool = False
) -> str:
    out: list[str] = []
    at = length = 0
    for match in pattern.finditer(text):
        start, end = match.spans[0]
        out += (text[at:start], replacer(match))
        length += start - at + len(out[-1])
        check_length(length)
        at = end
        if first:
            break
    out.append(text[at:])
    return "".join(out)


def re_quote_replacement(replacement: Any) -> str:
    return string_of(replacement).replace("\\", "\\\\").replace("$", "\\$")
