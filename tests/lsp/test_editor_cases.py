"""What an editor is told at the marks ⟪…⟫ of cases/*.clj; the first word of a mark is the question.

`BREYTAC_UPDATE=1 pytest tests/lsp` rewrites the answers; look at the difference.
"""

from __future__ import annotations

import os
import textwrap
from pathlib import Path

import pytest
from breytac.editor.completion import complete
from breytac.editor.cursor import Cursor, cursor_at
from breytac.editor.hover import hover
from breytac.editor.navigation import Symbol, find_definition, symbols
from breytac.syntax.source import Span

from .editing import marked, opened

CASES = sorted((Path(__file__).parent / "cases").glob("*.clj"))
MAX_ITEMS = 12


def place(span: Span) -> str:
    line, column = span.start_position
    return f"{line}:{column} {' '.join(span.text.split())[:60]}"


def answer(question: str, cursor: Cursor) -> str:
    if question == "hover":
        found = hover(cursor)
        return found.text if found is not None else "nothing"
    if question == "definition":
        span = find_definition(cursor)
        return place(span) if span is not None else "nowhere"
    completion = complete(cursor)
    items = sorted(completion.items, key=lambda item: item.rank)
    shown = [f"{item.label}  {item.kind.value}  {item.detail}".rstrip() for item in items]
    more = [f"… and {len(shown) - MAX_ITEMS} more"] if len(shown) > MAX_ITEMS else []
    return "\n".join([f"replaces {completion.span.text!r}", *shown[:MAX_ITEMS], *more])


def outline(found: tuple[Symbol, ...], depth: int = 0) -> list[str]:
    lines = []
    for each in found:
        line = each.span.line
        lines.append(
            f"{'  ' * depth}{each.name}  {each.kind}  {each.detail}".rstrip() + f"  @{line}"
        )
        lines += outline(each.children, depth + 1)
    return lines


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    text, marks = marked(path.read_text(encoding="utf-8"))
    document = opened(text)
    parts = []
    for name, offset in marks:
        said = answer(name.split()[0], cursor_at(document, offset))
        parts.append(f"== {name}\n{textwrap.indent(said, '  ')}")
    parts.append("== outline\n" + textwrap.indent("\n".join(outline(symbols(document))), "  "))
    found = "\n\n".join(parts) + "\n"
    stored = path.with_suffix(".txt")
    if os.environ.get("BREYTAC_UPDATE"):
        stored.write_text(found, encoding="utf-8")
    assert found == stored.read_text(encoding="utf-8")
