"""re-find and friends.  A pattern may also be given as a string."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from breyta_runtime.core.arguments import cast_error, text_of
from breyta_runtime.limits import MAX_MATCHES
from breyta_runtime.values.errors import IllegalState, LimitExceeded, NullPointer
from breyta_runtime.values.pattern import Match, Pattern, regex, shared
from breyta_runtime.values.seqs import IterSeq


class Matcher:
    """`re-matcher`: a pattern going through a text, match by match."""

    __slots__ = ("_matches", "current")
    java = "java.util.regex.Matcher"

    def __init__(self, pattern: Pattern, text: str) -> None:
        self._matches = pattern.finditer(text)
        self.current: Match | None = None

    def find(self) -> bool:
        self.current = next(self._matches, None)
        return self.current is not None

    def value(self) -> Any:
        if self.current is None:
            raise IllegalState("No match found")
        return self.current.value()


def pattern_of(value: Any) -> Pattern:
    if type(value) is Pattern:
        return value
    if isinstance(value, str):
        return shared(value)
    if value is None:
        raise NullPointer("the pattern is nil")
    raise cast_error(value, "java.util.regex.Pattern")


def re_pattern(s: Any) -> Pattern:
    return regex(s) if isinstance(s, str) else pattern_of(s)


def re_matcher(re: Any, s: Any) -> Matcher:
    return Matcher(pattern_of(re), text_of(s))


def re_groups(m: Any) -> Any:
    if not isinstance(m, Matcher):
        raise cast_error(m, "java.util.regex.Matcher")
    return m.value()


def re_find(*args: Any) -> Any:
    """`(re-find re s)`, or `(re-find matcher)` for the next match."""
    if len(args) == 1:
        (matcher,) = args
        if not isinstance(matcher, Matcher):
            raise cast_error(matcher, "java.util.regex.Matcher")
        return matcher.value() if matcher.find() else None
    re, s = args
    return pattern_of(re).find_value(text_of(s))


def re_matches(re: Any, s: Any) -> Any:
    return pattern_of(re).whole_value(text_of(s))


def re_seq(re: Any, s: Any) -> Any:
    """All matches as a lazy seq, nil when there is none."""
    return IterSeq(_values(pattern_of(re), text_of(s))).seq()


def _values(pattern: Pattern, text: str) -> Iterator[Any]:
    found = pattern.values(text)
    yield from islice(found, MAX_MATCHES)
    for _ in found:
        raise LimitExceeded(f"re-seq found more than {MAX_MATCHES} matches")
