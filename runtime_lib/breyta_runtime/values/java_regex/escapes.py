"""Reading what follows a backslash, shared by the inside and the outside of a class."""

from __future__ import annotations

from dataclasses import dataclass, field

from breyta_runtime.values.java_regex import charset
from breyta_runtime.values.java_regex.charset import CharSet
from breyta_runtime.values.java_regex.nodes import PatternError


@dataclass(slots=True)
class Flags:
    ignore_case: bool = False  # i
    multiline: bool = False  # m
    dot_all: bool = False  # s
    comments: bool = False  # x
    unicode_case: bool = False  # u
    unicode_classes: bool = False  # U
    unix_lines: bool = False  # d

    def copy(self) -> Flags:
        return Flags(**{name: getattr(self, name) for name in self.__slots__})

    def fold(self, chars: CharSet) -> CharSet:
        return charset.fold(chars, self.unicode_case) if self.ignore_case else chars


FLAG_NAMES = {
    "i": "ignore_case",
    "m": "multiline",
    "s": "dot_all",
    "x": "comments",
    "u": "unicode_case",
    "U": "unicode_classes",
    "d": "unix_lines",
}

_SIMPLE = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\x07", "e": "\x1b"}


@dataclass(slots=True)
class Scanner:
    """A cursor over the pattern; in comments mode it skips blanks and `#` comments."""

    text: str
    pos: int = 0
    flags: Flags = field(default_factory=Flags)

    def peek(self) -> str:
        """The next significant character, or the empty string at the end."""
        if self.flags.comments:
            self._skip_comments()
        return self.text[self.pos] if self.pos < len(self.text) else ""

    def raw(self) -> str:
        return self.text[self.pos] if self.pos < len(self.text) else ""

    def next(self) -> str:
        char = self.peek()
        self.pos += len(char)
        return char

    def accept(self, text: str) -> bool:
        self.peek()
        if self.text.startswith(text, self.pos):
            self.pos += len(text)
            return True
        return False

    def fail(self, message: str, at: int | None = None) -> PatternError:
        return PatternError(message, self.text, self.pos if at is None else at)

    def _skip_comments(self) -> None:
        text, end = self.text, len(self.text)
        while self.pos < end:
            if text[self.pos] in " \t\n\x0b\f\r":
                self.pos += 1
            elif text[self.pos] == "#":
                while self.pos < end and ord(text[self.pos]) not in charset.LINE_ENDS:
                    self.pos += 1
            else:
                return

    # -- escapes that stand for one character -------------------------------------------------

    def escaped_char(self, char: str) -> int | None:
        """The code point an escape such as `\\n`, `\\x41` or `\\.` stands for; None if it is none.

        The cursor is behind `char`, the character after the backslash.
        """
        if char in _SIMPLE:
            return ord(_SIMPLE[char])
        match char:
            case "0":
                return self._octal()
            case "x":
                return self._hex()
            case "u":
                return self._unicode()
            case "c":
                if not self.raw():
                    raise self.fail("Illegal control escape sequence")
                self.pos += 1
                return ord(self.text[self.pos - 1]) ^ 64
            case "N":
                return self._named()
            case _:
                return None if char.isascii() and char.isalnum() else ord(char)

    def _octal(self) -> int:
        end = self.pos
        while end < len(self.text) and end - self.pos < 3 and self.text[end] in "01234567":
            end += 1
        if end - self.pos == 3 and self.text[self.pos] > "3":
            end -= 1
        if end == self.pos:
            raise self.fail("Illegal octal escape sequence")
        digits, self.pos = self.text[self.pos : end], end
        return int(digits, 8)

    def _hex(self) -> int:
        if self.raw() == "{":
            end = self.text.find("}", self.pos)
            digits = self.text[self.pos + 1 : end] if end > 0 else ""
            if not _is_hex(digits):
                raise self.fail("Unclosed hexadecimal escape sequence")
            if int(digits, 16) > charset.MAX:
                raise self.fail("Hexadecimal codepoint is too big")
            self.pos = end + 1
            return int(digits, 16)
        digits = self.text[self.pos : self.pos + 2]
        if len(digits) < 2 or not _is_hex(digits):
            raise self.fail("Illegal hexadecimal escape sequence")
        self.pos += 2
        return int(digits, 16)

    def _unicode(self) -> int:
        high = self._four_hex()
        if 0xD800 <= high < 0xDC00 and self.text.startswith("\\u", self.pos):
            start, self.pos = self.pos, self.pos + 2
            low = self._four_hex()
            if 0xDC00 <= low < 0xE000:
                return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
            self.pos = start
        return high

    def _four_hex(self) -> int:
        digits = self.text[self.pos : self.pos + 4]
        if len(digits) < 4 or not _is_hex(digits):
            raise self.fail("Illegal Unicode escape sequence")
        self.pos += 4
        return int(digits, 16)

    def _named(self) -> int:
        from unicodedata import lookup

        end = self.text.find("}", self.pos)
        if self.raw() != "{" or end < 0:
            raise self.fail("Illegal character name escape sequence")
        name = self.text[self.pos + 1 : end]
        try:
            code = ord(lookup(name))
        except KeyError:
            raise self.fail(f"Unknown character name [{name}]") from None
        self.pos = end + 1
        return code

    # -- escapes that stand for a class -------------------------------------------------------

    def escaped_class(self, char: str) -> CharSet | None:
        """The set of `\\d`, `\\p{L}` and the like; the cursor is behind `char`."""
        if char in "pP":
            family = self._property()
            return ~family if char == "P" else family
        found = self._shorthand(char.lower())
        if found is None:
            return None
        return ~found if char.isupper() else found

    def _shorthand(self, char: str) -> CharSet | None:
        wide = self.flags.unicode_classes
        match char:
            case "d":
                return charset.category_or_all("Nd") if wide else charset.DIGIT
            case "w":
                return charset.unicode_word() if wide else charset.WORD
            case "s":
                return charset.UNICODE_SPACE if wide else charset.SPACE
            case "h":
                return charset.HORIZONTAL
            case "v":
                return charset.VERTICAL
            case _:
                return None

    def _property(self) -> CharSet:
        start = self.pos
        if self.raw() == "{":
            end = self.text.find("}", self.pos)
            if end < 0:
                raise self.fail("Unclosed character family")
            name, self.pos = self.text[self.pos + 1 : end], end + 1
        else:
            name = self.raw()
            self.pos += 1
        if not name:
            raise self.fail("Empty character family", start)
        found = _property(name, self.flags)
        if found is None:
            raise self.fail(f"Unknown character property name {{{name}}}", start)
        return found


def _property(name: str, flags: Flags) -> CharSet | None:
    key, equals, value = name.partition("=")
    if equals:
        match key.lower():
            case "gc" | "general_category":
                return _category(value, flags)
            case "sc" | "script":
                return charset.binary_property(value.upper())
            case _:
                return None
    if name.startswith("Is"):
        wanted = name[2:]
        return charset.binary_property(wanted.upper()) or _category(wanted, flags)
    if name.startswith("java"):
        return _java_property(name)
    if name == "all":
        return charset.ALL
    if name in charset.ASCII_CLASSES:
        if flags.unicode_classes:
            return _unicode_posix(name)
        found = charset.ASCII_CLASSES[name]
        return charset.ALPHA if flags.ignore_case and name in ("Lower", "Upper") else found
    return _category(name, flags)


def _category(name: str, flags: Flags) -> CharSet | None:
    return charset.category("LC" if flags.ignore_case and name in ("Lu", "Ll", "Lt") else name)


def _java_property(name: str) -> CharSet | None:
    match name:
        case "javaWhitespace":
            spaces = charset.category_or_all("Z") & ~charset.CharSet.chars("\xa0\u2007\u202f")
            return spaces | CharSet.of([(9, 13), (28, 31)])
        case "javaLetter":
            return charset.category("L")
        case "javaLetterOrDigit":
            return charset.category_or_all("L") | charset.category_or_all("Nd")
        case "javaDigit":
            return charset.category("Nd")
        case "javaLowerCase" | "javaUpperCase" | "javaAlphabetic":
            return charset.binary_property(name[4:].upper())
        case _:
            return None


def _unicode_posix(name: str) -> CharSet | None:
    match name:
        case "Lower" | "Upper":
            return charset.binary_property(f"{name.upper()}CASE")
        case "Alpha":
            return charset.binary_property("ALPHABETIC")
        case "Digit":
            return charset.category("Nd")
        case "Alnum":
            return charset.category_or_all("L") | charset.category_or_all("N")
        case "Punct":
            return charset.category("P")
        case "Space":
            return charset.UNICODE_SPACE
        case _:
            return charset.ASCII_CLASSES[name]


def _is_hex(text: str) -> bool:
    return bool(text) and all(c in "0123456789abcdefABCDEF" for c in text)
