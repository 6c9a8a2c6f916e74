"""Positions as editors count them, in UTF-16 above all."""

from __future__ import annotations

import pytest
from breytac.editor.positions import UNITS, Positions
from hypothesis import given, strategies as st

TEXTS = st.text(st.sampled_from("ab \n\r(é日🧾\u0301"), max_size=30)


def test_columns_are_code_units() -> None:
    text = 'a\n"🧾é" x\r\ny'
    at = text.index("x")
    assert Positions(text, "utf-16").position(at) == (1, 6)
    assert Positions(text, "utf-32").position(at) == (1, 5)
    assert Positions(text, "utf-8").position(at) == (1, 9)
    assert Positions(text).offset(1, 6) == at


def test_what_lies_outside_is_moved_to_the_nearest_place() -> None:
    positions = Positions("ab\r\ncd")
    assert positions.offset(0, 99) == 2
    assert positions.offset(9, 0) == 6
    assert positions.offset(-1, 0) == 0
    assert positions.position(99) == (1, 2)
    assert Positions("🧾x").offset(0, 1) == 0


@pytest.mark.parametrize("encoding", UNITS)
@given(text=TEXTS)
def test_there_and_back(encoding: str, text: str) -> None:
    positions = Positions(text, encoding)
    for offset in range(len(text) + 1):
        if offset and text[offset - 1 : offset + 1] == "\r\n":
            continue  # no position of an editor
        assert positions.offset(*positions.position(offset)) == offset
