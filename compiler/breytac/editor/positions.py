"""Offsets and the positions of the Language Server Protocol: lines, and columns in code units."""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n|\n|\r")
UNITS = ("utf-8", "utf-16", "utf-32")


class Positions:
    """Both ways between offsets of a text and 0-based (line, column) in one of the encodings."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self._text = text
        self._encoding = encoding
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        offset = max(0, min(offset, len(self._text)))
        line = bisect_right(self._starts, offset) - 1
        return line, self._units(self._text[self._starts[line] : offset])

    def offset(self, line: int, column: int) -> int:
        """The offset of a position; beyond the end of a line its end is meant, as the protocol
        has it, and within a character its start."""
        if line >= len(self._starts):
            return len(self._text)
        if line < 0:
            return 0
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
        row = self._text[start:end].rstrip("\r\n")
        if row.isascii() or self._encoding == "utf-32":
            return start + max(0, min(column, len(row)))
        units = 0
        for index, char in enumerate(row):
            units += self._units(char)
            if units > column:
                return start + index
        return start + len(row)

    def _units(self, text: str) -> int:
        if text.isascii() or self._encoding == "utf-32":
            return len(text)
        if self._encoding == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
