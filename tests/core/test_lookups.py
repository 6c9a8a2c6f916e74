"""Looking keywords up in what may be no map (FN-004): what compiled code leans on."""

from __future__ import annotations

from typing import Any

import pytest
from breyta_runtime.core import get, unpack
from breyta_runtime.values import EMPTY_MAP, Map, Set, as_map, each_map, freeze_built, kw, map_of
from breyta_runtime.values.sorted import SortedMap

A, B = kw("a"), kw("b")


@pytest.mark.parametrize(
    "value",
    [
        Map({A: 1}),
        EMPTY_MAP,
        map_of(A, 1, True, 2),
        Map({A: 1}).with_meta(Map({B: 2})),
        SortedMap([(A, 1)]),
        Set((A,)),
        None,
        5,
        "text",
        (1, 2),
        A,
    ],
    ids=repr,
)
def test_as_map_looks_up_as_get_does(value: Any) -> None:
    found = as_map(value)
    for key in (A, B):
        assert found[key] == get(value, key)
        assert found.get(key, "none") == get(value, key, "none")


def test_a_map_stays_itself() -> None:
    value = Map({A: 1})
    assert as_map(value) is value
    rows = (value, value)
    assert each_map(rows) is rows


def test_a_map_answers_nil_for_a_key_it_lacks() -> None:
    assert Map({A: 1})[B] is None
    assert B not in Map({A: 1})


def test_elements_that_are_no_maps_are_looked_into_all_the_same() -> None:
    assert [row[A] for row in each_map((Map({A: 1}), None, "x"))] == [1, None, None]
    assert [row[A] for row in each_map(None)] == []


def test_what_was_built_in_place_becomes_values() -> None:
    built = freeze_built({A: [1, 2], B: {A: {B: []}}})
    assert built == Map({A: (1, 2), B: Map({A: Map({B: ()})})})
    assert type(built[B][A]) is Map


def test_unpack_fills_up_with_nil() -> None:
    assert unpack((1, 2), 2) == (1, 2)
    assert list(unpack((1,), 3)) == [1, None, None]
    assert list(unpack(None, 2)) == [None, None]
    assert list(unpack((1, 2, 3), 2)) == [1, 2]
