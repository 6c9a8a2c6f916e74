"""Strings as Java counts them: in UTF-16 units.  ASCII and BMP strings take the direct way."""

from __future__ import annotations

from breyta_runtime.limits import MAX_PRINTED
from breyta_runtime.values.errors import LimitExceeded


def check_length(length: int) -> None:
    """Before a text of that length is built."""
    if length > MAX_PRINTED:
        raise LimitExceeded(f"the text is longer than {MAX_PRINTED} characters")


def has_astral(text: str) -> bool:
    """Whether a character needs two UTF-16 units."""
    return not text.isascii() and max(text) > "\uffff"


def utf16_length(text: str) -> int:
    if text.isascii() or max(text) <= "\uffff":
        return len(text)
    return len(text) + sum(c > "\uffff" for c in text)


def to_units(text: str) -> str:
    """The string with every astral character split in its two surrogates: one item per unit."""
    if not has_astral(text):
        return text
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(raw[i] | raw[i + 1] << 8) for i in range(0, len(raw), 2))


def from_units(units: str) -> str:
    """The inverse of `to_units`: pairs of surrogates become the character they stand for."""
    try:
        # Only surrogates cannot be encoded.
        units.encode()
        return units
    except UnicodeEncodeError:
        pass
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def compare_text(a: str, b: str) -> int:
    """`String.compareTo`: the difference at the first unlike unit, else of the lengths."""
    if a == b:
        return 0
    if not (a.isascii() and b.isascii()):
        a, b = to_units(a), to_units(b)
    for x, y in zip(a, b, strict=False):
        if x != y:
            return ord(x) - ord(y)
    return len(a) - len(b)
