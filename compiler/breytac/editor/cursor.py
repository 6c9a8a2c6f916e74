"""Where the cursor is: the forms around it, and the word it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from breytac.editor.document import Document
from breytac.syntax import forms, read_all
from breytac.syntax.forms import Form, parts
from breytac.syntax.reader import code_source
from breytac.syntax.source import Source, Span

_WORD = re.compile(r"""[^\s,"();@^`~\[\]{}\\']+""")
CODE_KEYS = frozenset({"code", "transform", "prepare", "project-result", "handler"})


@dataclass(frozen=True, slots=True)
class Cursor:
    document: Document
    source: Source
    """The file, or the code in one of its strings."""
    offset: int
    """In that source."""
    path: tuple[Form, ...]
    """The forms around the offset, from the outermost to the innermost; those of the file come
    before those of code in a string."""
    top: tuple[Form, ...]
    """The top-level forms of that source."""

    @property
    def form(self) -> Form | None:
        return self.path[-1] if self.path else None

    @property
    def word(self) -> Span:
        """The name under the cursor, or an empty place."""
        text = self.source.text
        line = text.rfind("\n", 0, self.offset) + 1
        for match in _WORD.finditer(text, line):
            if match.start() > self.offset:
                break
            if match.end() >= self.offset:
                start = match.start()
                while text[start : start + 1] == "#" and text[start : start + 2] in ("#_", "#'"):
                    start += 2
                return Span(self.source, min(start, self.offset), match.end())
        return Span(self.source, self.offset, self.offset)

    @property
    def typed(self) -> str:
        """The part of the word before the cursor."""
        return self.source.text[self.word.start : self.offset]

    @property
    def is_code(self) -> bool:
        """Whether the source is code in a string."""
        return self.source.parent is not None

    def around(self, form: Form) -> Form | None:
        """The form directly around another one of the path."""
        for outer, inner in pairwise(self.path):
            if inner is form:
                return outer
        return None


def cursor_at(document: Document, offset: int) -> Cursor:
    source, top = document.source, document.top
    path: list[Form] = []
    while True:
        inner = _descend(top, source, offset)
        path += inner
        literal = inner[-1] if inner else None
        if not isinstance(literal, forms.String) or not _is_code(path):
            return Cursor(document, source, offset, tuple(path), top)
        if not literal.span.start < offset < literal.span.end:
            return Cursor(document, source, offset, tuple(path), top)
        code = code_source(literal)
        if code.text and code.offsets[0] == code.offsets[-1]:  # its closing quote is missing
            return Cursor(document, source, offset, tuple(path), top)
        source = code
        offset = min(max(bisect_right(source.offsets, offset) - 1, 0), len(source.text))
        top = read_all(source).forms


def _descend(top: Iterable[Form], source: Source, offset: int) -> list[Form]:
    path: list[Form] = []
    inside = list(top)
    while True:
        found = _at(inside, source, offset)
        if found is None or (path and found is path[-1]):
            return path
        path.append(found)
        inside = [*parts(found), *([found.meta] if found.meta is not None else [])]


def _at(candidates: list[Form], source: Source, offset: int) -> Form | None:
    """The form an offset is in; at a border, the one that begins there or else the one that ends."""
    ending: Form | None = None
    for form in candidates:
        span = form.span
        if span.source is not source or is_made_up(form):
            continue
        if span.start <= offset < span.end:
            return form
        if offset == span.end:
            ending = form
    if ending is not None and isinstance(ending, forms.Branch):
        closed = source.text[ending.span.end - 1 : ending.span.end] in (")", "]", "}")
        return None if closed else ending
    return ending


def is_made_up(form: Form) -> bool:
    """Whether the reader put a form where one is missing."""
    span = form.span
    return span.start == span.end or (isinstance(form, forms.Nil) and span.text != "nil")


def _is_code(path: list[Form]) -> bool:
    """Whether the string at the end of a path is the code of a function."""
    outer = path[-2] if len(path) > 1 else None
    return isinstance(outer, forms.Map) and any(
        value is path[-1] and isinstance(key, forms.Keyword) and key.full_name in CODE_KEYS
        for key, value in outer.pairs
    )
