"""Whatever is half written, and wherever the cursor is: an answer, or none, but never an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from breytac.editor.completion import complete
from breytac.editor.cursor import cursor_at
from breytac.editor.document import Document
from breytac.editor.hover import hover
from breytac.editor.navigation import find_definition, symbols
from hypothesis import given, settings, strategies as st

from .editing import marked, opened

HERE = Path(__file__).parent
FLOWS = sorted((HERE.parents[1] / "flows").glob("*.clj"))
CASE = marked((HERE / "cases" / "whole_flow.clj").read_text(encoding="utf-8"))[0]


def ask_everything(document: Document, offset: int) -> None:
    cursor = cursor_at(document, offset)
    text = document.text
    said = hover(cursor)
    assert said is None or said.text.strip()
    completion = complete(cursor)
    replaced = completion.span.in_file
    assert replaced.source is document.source
    assert 0 <= replaced.start <= replaced.end <= len(text)
    assert text[replaced.start : replaced.end] == completion.span.text
    assert all(item.label.startswith(completion.span.text) for item in completion.items)
    place = find_definition(cursor)
    assert place is None or place.start < place.end


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_every_place_of_the_examples(path: Path) -> None:
    document = opened(path.read_text(encoding="utf-8"))
    for offset in range(0, len(document.text) + 1, 7):
        ask_everything(document, offset)
    assert symbols(document)[0].name == ":slug"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_sources_that_are_being_typed(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(CASE)))
    end = data.draw(st.integers(start, min(len(CASE), start + 40)))
    typed = data.draw(st.text("()[]{}\":\\#^' \na-z1;", max_size=4))
    text = CASE[:start] + typed + CASE[end:]
    if data.draw(st.booleans()):
        text = CASE[:start] + typed
    document = opened(text, {})
    symbols(document)
    for offset in {start, start + len(typed), data.draw(st.integers(0, len(text)))}:
        ask_everything(document, min(offset, len(text)))


@pytest.mark.parametrize(
    "text", ["", " ", ";; only a comment", "x", "{:a", '"', ":", "(((((", "#?("]
)
def test_next_to_nothing(text: str) -> None:
    document = opened(text)
    for offset in range(len(text) + 1):
        ask_everything(document, offset)
    symbols(document)


def test_a_file_that_is_included_is_only_read() -> None:
    assert opened("{:id :tidy :language :clojure}").findings == ()
    assert [each.rule.code for each in opened("[{:id :tidy}").findings] == ["BRY001"]
    assert opened("{:slug :x}").findings
