"""Sets of characters as sorted code point ranges, so that classes can be united, cut and negated."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

MAX = 0x10FFFF
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CharSet:
    """Ranges are inclusive, ascending, and neither overlap nor touch."""

    ranges: tuple[Range, ...]

    def __or__(self, other: CharSet) -> CharSet:
        return CharSet.of(self.ranges + other.ranges)

    def __and__(self, other: CharSet) -> CharSet:
        return ~(~self | ~other)

    def __invert__(self) -> CharSet:
        out: list[Range] = []
        start = 0
        for low, high in self.ranges:
            if start < low:
                out.append((start, low - 1))
            start = high + 1
        if start <= MAX:
            out.append((start, MAX))
        return CharSet(tuple(out))

    def __contains__(self, code: int) -> bool:
        i = bisect_right(self.ranges, (code, MAX)) - 1
        return i >= 0 and code <= self.ranges[i][1]

    def overlaps(self, other: CharSet) -> bool:
        i = j = 0
        a, b = self.ranges, other.ranges
        while i < len(a) and j < len(b):
            if a[i][1] < b[j][0]:
                i += 1
            elif b[j][1] < a[i][0]:
                j += 1
            else:
                return True
        return False

    @property
    def is_all(self) -> bool:
        return self.ranges == ((0, MAX),)

    @property
    def only(self) -> int | None:
        """The code point of a set of one."""
        if len(self.ranges) == 1 and self.ranges[0][0] == self.ranges[0][1]:
            return self.ranges[0][0]
        return None

    @staticmethod
    def of(ranges: Iterable[Range]) -> CharSet:
        merged: list[Range] = []
        for low, high in sorted(ranges):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(merged[-1][1], high))
            else:
                merged.append((low, high))
        return CharSet(tuple(merged))

    @staticmethod
    def chars(text: str) -> CharSet:
        return CharSet.of((ord(c), ord(c)) for c in text)

    def python(self) -> str:
        """The set in the syntax of Python's `re` (compiled with DOTALL)."""
        if not self.ranges:
            return "(?!)"
        if self.is_all:
            return "."
        if (one := self.only) is not None:
            return re.escape(chr(one))
        if self.ranges[-1][1] == MAX:
            return f"[^{_members((~self).ranges)}]"
        return f"[{_members(self.ranges)}]"

    def tester(self) -> Callable[[int], bool]:
        """A quick membership test: a table for Latin-1, a search above it."""
        table = bytes(1 if code in self else 0 for code in range(256))
        if len(self.ranges) == 0 or self.ranges[-1][1] < 256:
            return lambda code: code < 256 and table[code] == 1
        return lambda code: table[code] == 1 if code < 256 else code in self


def _members(ranges: tuple[Range, ...]) -> str:
    return "".join(
        _escaped(low) if low == high else f"{_escaped(low)}-{_escaped(high)}"
        for low, high in ranges
    )


def _escaped(code: int) -> str:
    char = chr(code)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    if code > 0x7E or code < 0x20:
        return f"\\u{code:04x}"
    return char if char.isalnum() else "\\" + char


EMPTY = CharSet(())
ALL = CharSet(((0, MAX),))
DIGIT = CharSet.of([(48, 57)])
LOWER = CharSet.of([(97, 122)])
UPPER = CharSet.of([(65, 90)])
ALPHA = LOWER | UPPER
WORD = ALPHA | DIGIT | CharSet.chars("_")
SPACE = CharSet.chars(" \t\n\x0b\f\r")
HORIZONTAL = CharSet.of([(9, 9), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x180E, 0x180E)]) | (
    CharSet.of([(0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)])
)
LINE_ENDS = CharSet.chars("\n\r\x85\u2028\u2029")
VERTICAL = CharSet.chars("\x0b\f") | LINE_ENDS

ASCII_CLASSES = {
    "Lower": LOWER,
    "Upper": UPPER,
    "ASCII": CharSet.of([(0, 127)]),
    "Alpha": ALPHA,
    "Digit": DIGIT,
    "Alnum": ALPHA | DIGIT,
    "Punct": CharSet.of([(33, 47), (58, 64), (91, 96), (123, 126)]),
    "Graph": CharSet.of([(33, 126)]),
    "Print": CharSet.of([(32, 126)]),
    "Blank": CharSet.chars(" \t"),
    "Cntrl": CharSet.of([(0, 31), (127, 127)]),
    "XDigit": DIGIT | CharSet.of([(65, 70), (97, 102)]),
    "Space": SPACE,
}

_SCRIPTS = {
    "LATIN": "41-5a 61-7a aa ba c0-d6 d8-f6 f8-2b8 2e0-2e4 1d00-1d25 1d2c-1d5c 1d62-1d65 1d6b-1d77"
    " 1d79-1dbe 1e00-1eff 2071 207f 2090-209c 212a-212b 2132 214e 2160-2188 2c60-2c7f a722-a787"
    " a78b-a7bf a7c2-a7ca a7f5-a7ff ab30-ab5a ab5c-ab64 fb00-fb06 ff21-ff3a ff41-ff5a",
    "GREEK": "370-373 375-377 37a-37d 37f 384 386 388-38a 38c 38e-3a1 3a3-3e1 3f0-3ff 1d26-1d2a"
    " 1f00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4"
    " 1fb6-1fc4 1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2126 ab65",
    "CYRILLIC": "400-484 487-52f 1c80-1c88 1d2b 1d78 2de0-2dff a640-a69f fe2e-fe2f",
    "HEBREW": "591-5c7 5d0-5ea 5ef-5f4 fb1d-fb36 fb38-fb3c fb3e fb40-fb41 fb43-fb44 fb46-fb4f",
    "HIRAGANA": "3041-3096 309d-309f 1b001-1b11e 1b150-1b152 1f200",
    "KATAKANA": "30a1-30fa 30fd-30ff 31f0-31ff 32d0-32fe 3300-3357 ff66-ff6f ff71-ff9d 1b000"
    " 1b164-1b167",
    "HAN": "2e80-2e99 2e9b-2ef3 2f00-2fd5 3005 3007 3021-3029 3038-303b 3400-4dbf 4e00-9ffc"
    " f900-fa6d fa70-fad9 16ff0-16ff1 20000-2a6dd 2a700-2b734 2b740-2b81d 2b820-2cea1 2ceb0-2ebe0"
    " 2f800-2fa1d 30000-3134a",
}


def _hex_ranges(text: str) -> CharSet:
    pairs = (part.partition("-") for part in text.split())
    return CharSet.of((int(low, 16), int(high or low, 16)) for low, _, high in pairs)


@lru_cache(maxsize=1)
def _categories() -> dict[str, CharSet]:
    """Every general category's set; one pass over Unicode, done only when a pattern asks."""
    from unicodedata import category

    found: dict[str, list[Range]] = {}
    start, current = 0, category("\0")
    for code in range(1, MAX + 2):
        kind = category(chr(code)) if code <= MAX else ""
        if kind != current:
            found.setdefault(current, []).append((start, code - 1))
            start, current = code, kind
    return {name: CharSet(tuple(ranges)) for name, ranges in found.items()}


@lru_cache(maxsize=64)
def category(name: str) -> CharSet | None:
    """`L`, `Lu`, `LC`, `LD`, `L1` …: a general category or a group of them."""
    if name == "L1":
        return CharSet.of([(0, 255)])
    if name == "LC":
        return _union("Lu", "Ll", "Lt")
    if name == "LD":
        return _union("Lu", "Ll", "Lt", "Lm", "Lo", "Nd")
    known = _categories()
    members = [key for key in known if key == name or (len(name) == 1 and key[0] == name)]
    return _union(*members) if members else None


def _union(*names: str) -> CharSet:
    known = _categories()
    return CharSet.of(r for name in names if name in known for r in known[name].ranges)


@lru_cache(maxsize=64)
def binary_property(name: str) -> CharSet | None:
    """`\\p{IsAlphabetic}` and friends, by the upper-cased name without `Is`."""
    match name:
        case "ALPHABETIC":
            return _union("Lu", "Ll", "Lt", "Lm", "Lo", "Nl")
        case "LETTER":
            return category("L")
        case "LOWERCASE":
            return _by(str.islower)
        case "UPPERCASE":
            return _by(str.isupper)
        case "TITLECASE":
            return category("Lt")
        case "DIGIT":
            return category("Nd")
        case "PUNCTUATION":
            return category("P")
        case "CONTROL":
            return category("Cc")
        case "WHITE_SPACE" | "WHITESPACE":
            return UNICODE_SPACE
        case "HEX_DIGIT" | "HEXDIGIT":
            return ASCII_CLASSES["XDigit"] | CharSet.of(
                [(0xFF10, 0xFF19), (0xFF21, 0xFF26), (0xFF41, 0xFF46)]
            )
        case "IDEOGRAPHIC":
            return _hex_ranges(_SCRIPTS["HAN"]) & category_or_all("Lo")
        case "ASSIGNED":
            return ~_union("Cn")
        case _:
            return _hex_ranges(_SCRIPTS[name]) if name in _SCRIPTS else None


UNICODE_SPACE = CharSet.of([(9, 13), (0x85, 0x85)]) | (HORIZONTAL & ~CharSet.of([(0x180E, 0x180E)]))
UNICODE_SPACE = UNICODE_SPACE | CharSet.chars("\u2028\u2029")


def category_or_all(name: str) -> CharSet:
    return category(name) or ALL


def _by(test: Callable[[str], bool]) -> CharSet:
    return CharSet.of((c, c) for c in range(MAX + 1) if test(chr(c)))


@lru_cache(maxsize=1)
def unicode_word() -> CharSet:
    """`\\w` under `(?U)`."""
    marks = _union("Mn", "Me", "Mc", "Nd", "Pc")
    return (binary_property("ALPHABETIC") or EMPTY) | marks | CharSet.of([(0x200C, 0x200D)])


def fold(chars: CharSet, unicode: bool) -> CharSet:
    """The set with both cases of its letters; ASCII letters only unless `unicode`."""
    out: list[Range] = list(chars.ranges)
    for low, high in chars.ranges:
        if not unicode:
            for first, last, shift in ((65, 90, 32), (97, 122, -32)):
                a, b = max(low, first), min(high, last)
                if a <= b:
                    out.append((a + shift, b + shift))
        elif high - low < 0x3000:
            for code in range(low, high + 1):
                out.extend((ord(c), ord(c)) for c in _other_cases(chr(code)))
    return CharSet.of(out)


def _other_cases(char: str) -> Iterable[str]:
    return (c for c in (char.upper(), char.lower(), char.upper().lower()) if len(c) == 1)
