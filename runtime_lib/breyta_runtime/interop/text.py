"""Methods of String, and UUID and Base64 of java.util."""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from breyta_runtime.core import strings
from breyta_runtime.core.arguments import cast_error, text_of
from breyta_runtime.core.regexes import pattern_of
from breyta_runtime.core.sandbox import from_base64, uuid_from_bytes
from breyta_runtime.limits import MAX_PRINTED
from breyta_runtime.values.errors import (
    IllegalArgument,
    LimitExceeded,
    StringIndexOutOfBounds,
)
from breyta_runtime.values.names import Char
from breyta_runtime.values.pattern import expand
from breyta_runtime.values.text import compare_text, from_units, to_units, utf16_length

_CHARSETS = {
    "UTF-8": "utf-8",
    "UTF8": "utf-8",
    "US-ASCII": "ascii",
    "ASCII": "ascii",
    "ISO-8859-1": "latin-1",
    "LATIN1": "latin-1",
    "UTF-16LE": "utf-16-le",
    "UTF-16BE": "utf-16-be",
}


def _charset(name: Any) -> str:
    found = _CHARSETS.get(text_of(name, "charset").upper())
    if found is None:
        raise IllegalArgument(f"the charset {name} is not supported; use UTF-8")
    return found


def _piece(value: Any) -> str:
    """A string, a character, or a code point, as indexOf and replace take them."""
    if type(value) is Char:
        return value.value
    if isinstance(value, int) and not isinstance(value, bool):
        return chr(value)
    return text_of(value)


class String:
    """The methods of String; each takes the string first."""

    @staticmethod
    def new(data: Any = "", charset: Any = "UTF-8") -> str:
        if isinstance(data, bytes):
            return data.decode(_charset(charset), "replace")
        return text_of(data)

    @staticmethod
    def length(s: str) -> int:
        return utf16_length(s) if s else 0

    @staticmethod
    def char_at(s: str, index: int) -> Char:
        units = to_units(s)
        if not 0 <= index < len(units):
            raise StringIndexOutOfBounds(f"String index out of range: {index}")
        return Char(units[index])

    @staticmethod
    def code_point_at(s: str, index: int) -> int:
        units = to_units(s)
        if not 0 <= index < len(units):
            raise StringIndexOutOfBounds(f"String index out of range: {index}")
        return ord(from_units(units[index : index + 2])[0])

    @staticmethod
    def substring(s: str, begin: int, end: int | None = None) -> str:
        units = to_units(s)
        last = len(units) if end is None else end
        if not 0 <= begin <= last <= len(units):
            raise StringIndexOutOfBounds(f"begin {begin}, end {last}, length {len(units)}")
        return from_units(units[begin:last])

    @staticmethod
    def index_of(s: str, value: Any, start: int = 0) -> int:
        found = strings.index_of(s, _piece(value), start)
        return -1 if found is None else found

    @staticmethod
    def last_index_of(s: str, value: Any, start: int | None = None) -> int:
        found = strings.last_index_of(s, _piece(value), start)
        return -1 if found is None else found

    @staticmethod
    def contains(s: str, part: Any) -> bool:
        return text_of(part) in s

    @staticmethod
    def starts_with(s: str, prefix: Any, offset: int = 0) -> bool:
        return to_units(s)[offset:].startswith(to_units(text_of(prefix) or ""))

    @staticmethod
    def ends_with(s: str, suffix: Any) -> bool:
        return s.endswith(text_of(suffix))

    @staticmethod
    def is_empty(s: str) -> bool:
        return not s

    @staticmethod
    def is_blank(s: str) -> bool:
        return strings.is_blank(s)

    @staticmethod
    def to_upper_case(s: str) -> str:
        return s.upper()

    @staticmethod
    def to_lower_case(s: str) -> str:
        return s.lower()

    @staticmethod
    def trim(s: str) -> str:
        """Everything up to the space is cut, and nothing else."""
        return s.strip("".join(map(chr, range(33))))

    @staticmethod
    def strip(s: str) -> str:
        return strings.trim(s)

    @staticmethod
    def strip_leading(s: str) -> str:
        return strings.triml(s)

    @staticmethod
    def strip_trailing(s: str) -> str:
        return strings.trimr(s)

    @staticmethod
    def split(s: str, pattern: Any, limit: int = 0) -> tuple[str, ...]:
        return strings.split_text(s, pattern_of(text_of(pattern)), limit)

    @staticmethod
    def replace(s: str, old: Any, new: Any) -> str:
        if (type(old) is Char) != (type(new) is Char):
            raise cast_error(new, "java.lang.CharSequence")
        return s.replace(_piece(old), _piece(new))

    @staticmethod
    def replace_all(s: str, pattern: Any, replacement: Any) -> str:
        return _regex_replace(s, pattern, replacement, False)

    @staticmethod
    def replace_first(s: str, pattern: Any, replacement: Any) -> str:
        return _regex_replace(s, pattern, replacement, True)

    @staticmethod
    def matches(s: str, pattern: Any) -> bool:
        return pattern_of(text_of(pattern)).fullmatch(s) is not None

    @staticmethod
    def equals_ignore_case(s: str, other: Any) -> bool:
        return isinstance(other, str) and s.upper().lower() == other.upper().lower()

    @staticmethod
    def compare_to(s: str, other: Any) -> int:
        return compare_text(s, text_of(other))

    @staticmethod
    def compare_to_ignore_case(s: str, other: Any) -> int:
        return compare_text(s.upper().lower(), text_of(other).upper().lower())

    @staticmethod
    def concat(s: str, other: Any) -> str:
        return from_units(s + text_of(other))

    @staticmethod
    def repeat(s: str, count: int) -> str:
        if count < 0:
            raise IllegalArgument(f"count is negative: {count}")
        if len(s) * count > MAX_PRINTED:
            raise LimitExceeded("the string would be too long")
        return s * count

    @staticmethod
    def get_bytes(s: str, charset: Any = "UTF-8") -> bytes:
        return s.encode(_charset(charset), "replace")


def _regex_replace(s: str, pattern: Any, replacement: Any, first: bool) -> str:
    found, template = pattern_of(text_of(pattern)), text_of(replacement, "replacement")
    names = found.names
    return strings.replace_matches(s, found, lambda m: expand(template, m, names), first)


# -- UUID -------------------------------------------------------------------------------------


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


class JavaUuid:
    @staticmethod
    def new(most: int, least: int) -> UUID:
        mask = (1 << 64) - 1
        return UUID(int=(most & mask) << 64 | (least & mask))

    @staticmethod
    def from_string(text: Any) -> UUID:
        """Five groups of digits, which Java does not require to be complete."""
        parts = text_of(text).split("-")
        if len(parts) != 5 or not all(re.fullmatch("[0-9A-Fa-f]{1,16}", part) for part in parts):
            raise IllegalArgument(f"Invalid UUID string: {text}")
        number = 0
        for part, bits in zip(parts, (32, 16, 16, 16, 48), strict=True):
            number = number << bits | (int(part, 16) & ((1 << bits) - 1))
        return UUID(int=number)

    @staticmethod
    def name_uuid_from_bytes(data: Any) -> UUID:
        if not isinstance(data, bytes):
            raise cast_error(data, "byte[]")
        return uuid_from_bytes(data)

    @staticmethod
    def get_most_significant_bits(value: UUID) -> int:
        return _signed(value.int >> 64)

    @staticmethod
    def get_least_significant_bits(value: UUID) -> int:
        return _signed(value.int & (1 << 64) - 1)

    @staticmethod
    def version(value: UUID) -> int:
        return value.int >> 76 & 0xF

    @staticmethod
    def compare_to(a: UUID, b: Any) -> int:
        if not isinstance(b, UUID):
            raise cast_error(b, "java.util.UUID")
        x = (_signed(a.int >> 64), _signed(a.int & (1 << 64) - 1))
        y = (_signed(b.int >> 64), _signed(b.int & (1 << 64) - 1))
        return (x > y) - (x < y)


# -- Base64 -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Encoder:
    java = "java.util.Base64$Encoder"
    alphabet: bytes
    padding: bool = True
    mime: bool = False

    def encode(self, data: Any) -> bytes:
        if not isinstance(data, bytes):
            raise IllegalArgument("a Base64 encoder takes bytes; use (.getBytes s)")
        out = binascii.b2a_base64(data, newline=False)
        out = out.translate(bytes.maketrans(b"+/", self.alphabet))
        if not self.padding:
            out = out.rstrip(b"=")
        if self.mime:
            out = b"\r\n".join(out[i : i + 76] for i in range(0, len(out), 76))
        return out

    def encode_to_string(self, data: Any) -> str:
        return self.encode(data).decode("ascii")

    def without_padding(self) -> Encoder:
        return Encoder(self.alphabet, False, self.mime)


@dataclass(frozen=True, slots=True)
class Decoder:
    java = "java.util.Base64$Decoder"
    alphabet: bytes
    mime: bool = False

    def decode(self, data: Any) -> bytes:
        raw = data if isinstance(data, bytes) else text_of(data).encode("latin-1", "replace")
        if self.mime:
            raw = re.sub(rb"[^A-Za-z0-9+/=]", b"", raw)
        return from_base64(raw, self.alphabet)


STANDARD, URL = b"+/", b"-_"
