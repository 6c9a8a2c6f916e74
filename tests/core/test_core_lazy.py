"""Lazy seqs: nothing is computed early, nothing twice, nothing for ever."""

from __future__ import annotations

from typing import Any

import pytest
from breyta_runtime.core import (
    concat,
    cons,
    count,
    cycle,
    drop,
    filter_,
    first,
    inc,
    into,
    is_odd,
    iterate,
    lazy_seq,
    map_,
    mapcat,
    next_,
    nth,
    partition_all,
    range_,
    reduce,
    repeat,
    repeatedly,
    rest,
    second,
    seq,
    sequence,
    take,
    take_while,
    tree_seq,
    vec,
)
from breyta_runtime.limits import MAX_UNBOUNDED
from breyta_runtime.values import Arithmetic, LimitExceeded, List, Reduced


class Calls:
    """A function that remembers what it was called with."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def __call__(self, value: Any) -> Any:
        self.seen.append(value)
        return value


def test_elements_are_computed_one_at_a_time_and_once() -> None:
    f = Calls()
    s = map_(f, (1, 2, 3, 4))
    assert f.seen == []
    assert first(s) == 1
    assert f.seen == [1]
    assert second(s) == 2
    assert vec(s) == (1, 2, 3, 4)
    assert vec(s) == (1, 2, 3, 4)
    assert f.seen == [1, 2, 3, 4]


def test_rest_does_not_look_and_next_does() -> None:
    f = Calls()
    s = map_(f, (1, 2, 3))
    tail = rest(s)
    assert f.seen == [1]
    assert first(tail) == 2
    assert next_(next_(s)) is not None
    assert f.seen == [1, 2, 3]


def test_two_walkers_share_one_computation() -> None:
    f = Calls()
    s = map_(f, range_(5))
    one, two = iter(s), iter(s)
    seen = [next(one), next(two), next(two), next(one), next(one)]
    assert seen == [0, 0, 1, 1, 2]
    assert [*one] == [3, 4]
    assert [*two] == [2, 3, 4]
    assert f.seen == [0, 1, 2, 3, 4]


def test_an_error_comes_again_instead_of_a_short_seq() -> None:
    def fail_at_two(value: int) -> int:
        if value == 2:
            raise Arithmetic("two")
        return value

    s = map_(fail_at_two, (1, 2, 3))
    for _ in range(2):
        with pytest.raises(Arithmetic):
            count(s)
    assert first(s) == 1


def test_endless_sources_are_fine_with_take() -> None:
    assert vec(take(3, range_())) == (0, 1, 2)
    assert vec(take(3, iterate(inc, 5))) == (5, 6, 7)
    assert vec(take(5, cycle((1, 2)))) == (1, 2, 1, 2, 1)
    assert vec(take(2, repeat("x"))) == ("x", "x")
    assert vec(take(2, repeatedly(lambda: 7))) == (7, 7)
    assert vec(take(3, filter_(is_odd, map_(inc, iterate(inc, 0))))) == (1, 3, 5)
    assert vec(take(2, partition_all(2, range_()))) == ((0, 1), (2, 3))
    assert vec(take(3, mapcat(lambda x: (x, x), range_()))) == (0, 0, 1)
    assert vec(take(2, sequence(map_(inc), range_()))) == (1, 2)
    assert vec(take_while(lambda x: x < 3, range_())) == (0, 1, 2)


@pytest.mark.parametrize(
    "endless",
    [range_, lambda: iterate(inc, 0), lambda: repeat(1), lambda: cycle((1, 2))],
    ids=["range", "iterate", "repeat", "cycle"],
)
def test_endless_sources_end_in_an_error(endless: Any) -> None:
    """FN-022: bounded resources."""
    with pytest.raises(LimitExceeded, match="bound it with take"):
        count(endless())
    with pytest.raises(LimitExceeded):
        reduce(lambda a, b: a + b, 0, filter_(is_odd, endless()))


def test_exactly_the_limit_is_allowed() -> None:
    assert nth(range_(), MAX_UNBOUNDED - 1) == MAX_UNBOUNDED - 1
    with pytest.raises(LimitExceeded):
        nth(range_(), MAX_UNBOUNDED)


def numbers(n: int) -> Any:
    return lazy_seq(lambda: cons(n, numbers(n + 1)))


def test_lazy_recursion_needs_no_stack() -> None:
    assert nth(numbers(0), 20_000) == 20_000
    assert vec(take(3, drop(5000, numbers(0)))) == (5000, 5001, 5002)


def test_an_endless_lazy_seq_ends_in_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("breyta_runtime.values.seqs.MAX_UNBOUNDED", 1000)
    with pytest.raises(LimitExceeded, match="lazy-seq"):
        count(numbers(0))


def skipping(n: int) -> Any:
    return lazy_seq(lambda: skipping(n + 1) if n < 50_000 else (n,))


def test_lazy_seqs_that_give_lazy_seqs_are_followed_flat() -> None:
    assert first(skipping(0)) == 50_000


def test_concat_nests_to_any_depth() -> None:
    left: Any = ()
    for i in range(10_000):
        left = concat(left, (i,))
    assert sum(left) == sum(range(10_000))
    assert first(left) == 0

    def right(n: int) -> Any:
        return concat((n,), lazy_seq(lambda: right(n + 1) if n < 10_000 else None))

    assert count(right(0)) == 10_001


def test_a_deep_tree_is_walked_without_recursion() -> None:
    tree: Any = (0,)
    for _ in range(5000):
        tree = (tree,)
    nodes = tree_seq(lambda node: isinstance(node, tuple), lambda node: node, tree)
    assert count(nodes) == 5002


def test_reduced_stops_an_endless_reduction() -> None:
    assert reduce(lambda a, x: Reduced(a) if x > 10 else a + x, 0, range_()) == 55
    assert into((), take(2), range_()) == (0, 1)


def test_seqs_of_the_usual_things() -> None:
    assert seq(()) is None
    assert seq("") is None
    assert seq(List()) is None
    assert [c.value for c in seq("ab")] == ["a", "b"]  # type: ignore[union-attr]
