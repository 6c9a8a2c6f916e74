"""Regular expressions with Java's syntax and meaning, matched in bounded time.

Each pattern is read into a tree.  Python's `re` runs it when its worst case on this very text is
small; otherwise, or when `re` has no equal construct, the bounded machine does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from breyta_runtime.values.errors import IllegalArgument, IndexOutOfBounds
from breyta_runtime.values.java_regex.emit import Inexpressible, to_python
from breyta_runtime.values.java_regex.parser import first_chars, parse, width

if TYPE_CHECKING:
    from breyta_runtime.values.java_regex.cost import Cost
    from breyta_runtime.values.java_regex.machine import Machine, Program

WORK_LIMIT: Final = 50_000_000
"""Backtracking steps `re` may need in the worst case before the machine is taken instead."""


class Match:
    """One match: its place and its groups."""

    __slots__ = ("spans", "text")

    def __init__(self, text: str, spans: tuple[tuple[int, int], ...]) -> None:
        self.text = text
        self.spans = spans

    def start(self, group: int = 0) -> int:
        return self.spans[group][0]

    def end(self, group: int = 0) -> int:
        return self.spans[group][1]

    def group(self, number: int = 0) -> str | None:
        if not 0 <= number < len(self.spans):
            raise IndexOutOfBounds(f"No group {number}")
        start, end = self.spans[number]
        return None if start < 0 else self.text[start:end]

    def value(self) -> Any:
        """What `re-find` gives: the text, or with groups a vector of the text and the groups."""
        if len(self.spans) == 1:
            return self.group()
        return tuple(self.group(i) for i in range(len(self.spans)))


class Pattern:
    """`#"…"`.  Not equal to another pattern with the same text, as in Java."""

    __slots__ = (
        "_cost",
        "_first",
        "_never_empty",
        "_program",
        "_python",
        "_regex",
        "_safe_length",
        "source",
    )

    def __init__(self, source: str) -> None:
        self.source = source
        self._regex = parse(source)
        self._program: Program | None = None
        self._cost: Cost | None = None
        try:
            python = to_python(self._regex.root)
            self._python: re.Pattern[str] | None = re.compile(python, re.ASCII | re.DOTALL)
        except (Inexpressible, OverflowError, RecursionError):
            self._python = None
        self._first = first_chars(self._regex.root)
        self._safe_length = -1
        self._never_empty = width(self._regex.root)[0] > 0

    @property
    def groups(self) -> int:
        return self._regex.groups

    @property
    def names(self) -> dict[str, int]:
        return self._regex.names

    def __str__(self) -> str:
        return self.source

    def __repr__(self) -> str:
        return f"regex({self.source!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (regex, (self.source,))

    # -- matching -----------------------------------------------------------------------------

    def search(self, text: str, start: int = 0) -> Match | None:
        """The first match at or behind `start`."""
        python = self._quick(text, False)
        if python is not None:
            found = python.search(text, start)
            return None if found is None else _match(text, found)
        return self._slots(text, self._machine(text).search(start))

    def fullmatch(self, text: str) -> Match | None:
        python = self._quick(text, True)
        if python is not None:
            found = python.fullmatch(text)
            return None if found is None else _match(text, found)
        return self._slots(text, self._machine(text).match(0, whole=True))

    def lookingat(self, text: str) -> Match | None:
        """A match that begins at the start of the text."""
        python = self._quick(text, True)
        if python is not None:
            found = python.match(text)
            return None if found is None else _match(text, found)
        return self._slots(text, self._machine(text).match(0))

    def finditer(self, text: str) -> Iterator[Match]:
        """All matches, one behind the other; after an empty one the next begins a step further."""
        python = self._quick(text, False)
        if python is not None and self._never_empty:
            for found in python.finditer(text):
                yield _match(text, found)
            return
        machine = self._machine(text) if python is None else None
        pos = 0
        while pos <= len(text):
            if machine is not None:
                match = self._slots(text, machine.search(pos))
            else:
                assert python is not None
                found_here = python.search(text, pos)
                match = None if found_here is None else _match(text, found_here)
            if match is None:
                return
            yield match
            pos = match.end() + (match.end() == match.start())

    # -- the same, giving what re-find and others give: a text, or a vector of texts ----------

    def find_value(self, text: str) -> Any:
        python = self._quick(text, False)
        if python is not None:
            quick = python.search(text)
            return None if quick is None else _value(quick)
        found = self.search(text)
        return None if found is None else found.value()

    def whole_value(self, text: str) -> Any:
        python = self._quick(text, True)
        if python is not None:
            quick = python.fullmatch(text)
            return None if quick is None else _value(quick)
        found = self.fullmatch(text)
        return None if found is None else found.value()

    def values(self, text: str) -> Iterator[Any]:
        python = self.linear(text)
        if python is not None:
            return map(_value, python.finditer(text))
        return (match.value() for match in self.finditer(text))

    def linear(self, text: str) -> re.Pattern[str] | None:
        """Python's pattern, when going through the text with it is quick and means the same."""
        return self._quick(text, False) if self._never_empty else None

    # -- choosing the engine ------------------------------------------------------------------

    def _quick(self, text: str, whole: bool) -> re.Pattern[str] | None:
        """Python's matcher, if its worst case on this text is affordable."""
        if self._python is None or len(text) <= self._safe_length:
            return self._python
        if self._cost is None:
            from breyta_runtime.values.java_regex.cost import cost_of

            self._cost = cost_of(self._regex.root)
            self._safe_length = _safe_length(self._cost)
            if len(text) <= self._safe_length:
                return self._python
        return self._python if self._affordable(text, self._cost, whole) else None

    def _affordable(self, text: str, cost: Cost, whole: bool) -> bool:
        if cost.degree is None:
            return False
        starts = 1 if whole else len(text)
        if cost.degree <= 1 and self._first is not None and not self._first.overlaps(cost.loops):
            return starts * cost.paths <= WORK_LIMIT
        runs = _runs(cost.loops.python())
        lengths = [m.end() - m.start() for m in runs.finditer(text)]
        if cost.degree == 1 and not whole:
            work = sum(n * n for n in lengths) + starts
        else:
            work = starts * max(lengths, default=1) ** cost.degree
        return work * cost.paths <= WORK_LIMIT

    def _machine(self, text: str) -> Machine:
        from breyta_runtime.values.java_regex.machine import Machine, compile_program

        if self._program is None:
            self._program = compile_program(self._regex)
        return Machine(self._regex, self._program, text)

    def _slots(self, text: str, slots: list[int] | None) -> Match | None:
        if slots is None:
            return None
        pairs = ((slots[2 * i], slots[2 * i + 1]) for i in range(self.groups + 1))
        return Match(text, tuple((a, b) if a >= 0 and b >= 0 else (-1, -1) for a, b in pairs))


def _value(found: re.Match[str]) -> Any:
    return (found[0], *found.groups()) if found.re.groups else found[0]


def _match(text: str, found: re.Match[str]) -> Match:
    return Match(text, found.regs)


def _safe_length(cost: Cost) -> int:
    """The longest text on which even the worst case is affordable."""
    if cost.degree is None:
        return -1
    return int((WORK_LIMIT / cost.paths) ** (1 / (cost.degree + 1)))


@lru_cache(maxsize=256)
def _runs(chars: str) -> re.Pattern[str]:
    return re.compile(f"(?:{chars})+", re.DOTALL)


@lru_cache(maxsize=512)
def shared(source: str) -> Pattern:
    """The pattern of a text, for use behind the scenes: the same object while it is remembered."""
    return Pattern(source)


def regex(source: str) -> Pattern:
    """A pattern of its own, for patterns are never equal; what was compiled before is reused."""
    known = shared(source)
    made = Pattern.__new__(Pattern)
    for name in Pattern.__slots__:
        setattr(made, name, getattr(known, name))
    return made


def quote(text: str) -> str:
    """`Pattern/quote`: a pattern that matches just this text."""
    if "\\E" not in text:
        return f"\\Q{text}\\E"
    return "\\Q" + text.replace("\\E", "\\E\\\\E\\Q") + "\\E"


# -- replacement ------------------------------------------------------------------------------


def expand(template: str, match: Match, names: dict[str, int]) -> str:
    """A replacement text with `$1`, `${name}` and backslash escapes, as Java expands it."""
    if "$" not in template and "\\" not in template:
        return template
    out: list[str] = []
    i = 0
    while i < len(template):
        char = template[i]
        i += 1
        if char == "\\":
            if i == len(template):
                raise IllegalArgument("character to be escaped is missing")
            out.append(template[i])
            i += 1
        elif char == "$":
            number, i = _group_reference(template, i, match, names)
            out.append(match.group(number) or "")
        else:
            out.append(char)
    return "".join(out)


def _group_reference(template: str, i: int, match: Match, names: dict[str, int]) -> tuple[int, int]:
    if i == len(template):
        raise IllegalArgument("Illegal group reference: group index is missing")
    if template[i] == "{":
        end = template.find("}", i)
        name = template[i + 1 : end] if end > 0 else ""
        if name not in names:
            raise IllegalArgument(f"No group with name {{{name}}}")
        return names[name], end + 1
    if template[i] not in "0123456789":
        raise IllegalArgument("Illegal group reference")
    number = int(template[i])
    i += 1
    while i < len(template) and template[i] in "0123456789":
        longer = number * 10 + int(template[i])
        if longer >= len(match.spans):
            break
        number = longer
        i += 1
    if number >= len(match.spans):
        raise IndexOutOfBounds(f"No group {number}")
    return number, i
