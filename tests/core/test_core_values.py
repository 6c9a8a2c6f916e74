"""The data model where Python would do otherwise."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from decimal import Decimal

import pytest
from breyta_runtime.core import assoc, conj, get, hash_
from breyta_runtime.values import (
    EMPTY,
    BigInt,
    BoxMap,
    Char,
    ExInfo,
    IllegalArgument,
    IterSeq,
    Keyword,
    LazySeq,
    List,
    Map,
    MapEntry,
    Ratio,
    Set,
    SortedMap,
    SortedSet,
    eq,
    kw,
    map_literal,
    map_of,
    meta_vector,
    pr_str,
    str_,
    sym,
)

A, B = kw("a"), kw("b")


def test_keywords_are_one_object_per_name() -> None:
    assert kw("user/id") is kw("user/id")
    assert (kw("user/id").ns, kw("user/id").name) == ("user", "id")
    assert pickle.loads(pickle.dumps(A)) is A
    assert copy.deepcopy(A) is A
    assert A(Map({A: 1})) == 1
    assert A(None, 5) == 5
    assert A("text") is None


def test_one_and_true_and_a_double_are_different_keys() -> None:
    m = map_of(1, "int", 1.0, "double", True, "bool", Decimal(1), "decimal", (1.0,), "vector")
    assert isinstance(m, BoxMap)
    assert len(m) == 5
    assert [get(m, k) for k in (1, 1.0, True, Decimal(1), (1.0,), (1,))] == [
        "int",
        "double",
        "bool",
        "decimal",
        "vector",
        None,
    ]
    assert list(m.items())[1] == (1.0, "double")
    assert type(next(iter(m))) is int
    assert pickle.loads(pickle.dumps(m)) == m


def test_a_plain_map_gets_an_odd_key_when_it_is_added() -> None:
    m = assoc(Map({A: 1}), True, 2)
    assert get(m, True) == 2
    assert get(m, 1) is None
    assert get(Map({1: A}), True) is None
    assert get(Map({1: A}), 1.0) is None


def test_maps_do_not_change() -> None:
    m = Map({A: 1})
    for change in (
        lambda: m.update({B: 2}),
        lambda: m.__setitem__(B, 2),
        lambda: m.pop(A),
        m.clear,
        lambda: m.setdefault(B, 1),
    ):
        with pytest.raises(TypeError):
            change()
    assert assoc(m, B, 2) == {A: 1, B: 2}
    assert m == {A: 1}
    assert hash(m) == hash(map_of(A, 1))


def test_a_map_literal_refuses_equal_keys_but_not_one_and_true() -> None:
    assert len(map_literal(1, A, 1.0, B)) == 2
    with pytest.raises(IllegalArgument, match="Duplicate key: 1"):
        map_literal(1, A, 1, B)


def test_a_subclass_may_answer_lookups_its_own_way() -> None:
    """B1 of the readings: a response falls through to its body."""

    class Response(Map):
        def lookup(self, key: object, default: object = None) -> object:
            found = dict.get(self, key, default)
            return self[kw("body")].get(key, default) if found is default else found

    response = Response({kw("status"): 200, kw("body"): Map({kw("job-id"): 7})})
    assert kw("job-id")(response) == 7
    assert get(response, kw("job-id")) == 7
    assert get(response, kw("status")) == 200
    assert get(response, kw("none"), "no") == "no"
    assert response(kw("job-id")) == 7


def test_equality_is_clojures() -> None:
    assert eq((1, 2), List((1, 2)))
    assert eq((1, 2), IterSeq(iter((1, 2))))
    assert eq(List((1, 2)), LazySeq(lambda: (1, 2)))
    assert eq(1, BigInt(1))
    assert not eq(1, 1.0)
    assert not eq(1, True)
    assert not eq((1,), (True,))
    assert not eq(Map({A: (1,)}), Map({A: (1.0,)}))
    assert not eq("a", Char("a"))
    assert not eq(EMPTY, None)
    assert eq(map_of(1, 2), SortedMap([(1, 2)]))
    assert eq(Set((2, 1)), SortedSet((1, 2)))
    assert eq(meta_vector((1,), Map()), (1,))
    assert eq(MapEntry((1, 2)), (1, 2))


def test_a_list_finds_what_is_stored_under_a_vector() -> None:
    m = map_of((1, 2), "v")
    assert get(m, List((1, 2))) == "v"
    assert Set(((1, 2),))(IterSeq(iter((1, 2)))) == (1, 2)


def test_sets_keep_the_order_of_insertion_and_the_first_of_equals() -> None:
    s = Set((3, 1, 2, 1))
    assert list(s) == [3, 1, 2]
    assert list(conj(s, 0, 3)) == [3, 1, 2, 0]
    assert len(Set((1, 1.0, True))) == 3
    assert hash(Set((1, 2))) == hash(Set((2, 1)))


VALUES = [
    map_of(1, A, True, "b"),
    Set((A, 1.0)),
    List((1, List((2,)))),
    SortedMap([(2, 1), (1, 2)]),
    SortedSet((3, 1)),
    sym("a/b"),
    Char("x"),
    Ratio(1, 3),
    BigInt(10**30),
    MapEntry((A, 1)),
    IterSeq(iter((1, 2))),
]


@pytest.mark.parametrize("value", VALUES, ids=pr_str)
def test_values_survive_pickling(value: object) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert eq(again, value)
    assert pr_str(again) == pr_str(value)


def test_errors_survive_pickling() -> None:
    again = pickle.loads(pickle.dumps(ExInfo("m", Map({A: 1}))))
    assert (again.message, again.data) == ("m", {A: 1})


def test_a_deep_list_is_built_and_walked_without_recursion() -> None:
    deep = List(range(50_000))
    assert sum(deep) == sum(range(50_000))
    assert hash(deep) == hash(tuple(range(50_000)))
    assert len(pickle.loads(pickle.dumps(deep))) == 50_000


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e7, "1.0E7"),
        (1e-5, "1.0E-5"),
        (123456.789, "123456.789"),
        (0.001, "0.001"),
        (1e21, "1.0E21"),
        (float("inf"), "Infinity"),
        (None, ""),
        (IterSeq(iter((1, "a"))), '(1 "a")'),
        ((1, "a", Char("b"), A, None), '[1 "a" \\b :a nil]'),
    ],
)
def test_str(value: object, text: str) -> None:
    assert str_(value) == text


def test_halves_of_a_character_join_again() -> None:
    high, low = Char("\ud83d"), Char("\ude00")
    assert str_(high, low) == "\N{GRINNING FACE}"


SCRIPT = """
from breyta_runtime.core import frequencies, group_by, hash_, set_, vec
from breyta_runtime.values import kw, pr_str
words = tuple("the quick brown fox jumps over the lazy dog".split())
print(pr_str(vec(set_(words)), frequencies(words), group_by(len, words), hash_(words)))
"""


def test_order_and_hashes_do_not_depend_on_the_hash_seed() -> None:
    """A replay on another worker must see the same order."""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert hash_("a") == 1455541201


def test_importing_the_core_is_light() -> None:
    code = "import sys, breyta_runtime.core; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    for heavy in ("prefect", "dataclasses", "breyta_runtime.values.pattern", "json", "uuid"):
        assert heavy not in found


def test_every_keyword_is_callable_on_sorted_maps() -> None:
    assert Keyword("a")(SortedMap([(A, 1)])) == 1
