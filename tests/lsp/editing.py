"""Documents for tests, with marks where the cursor is put."""

from __future__ import annotations

import re
from collections.abc import Mapping

from breytac.editor.document import Document, open_document
from breytac.syntax.forms import Form
from breytac.syntax.source import Source

MARK = re.compile(r"⟪([\w ?/.-]+)⟫")


def opened(text: str, files: Mapping[str, str] | None = None) -> Document:
    def load(path: str, _form: Form) -> Source:
        return Source(path, (files or {})[path])

    return open_document(text, "flow.clj", load_include=load)


def marked(text: str) -> tuple[str, list[tuple[str, int]]]:
    """The text without its marks, and the name and the offset of each."""
    marks: list[tuple[str, int]] = []
    plain, at = "", 0
    for match in MARK.finditer(text):
        plain += text[at : match.start()]
        marks.append((match[1], len(plain)))
        at = match.end()
    return plain + text[at:], marks
