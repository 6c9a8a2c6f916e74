"""What the compiler and the engine rely on, apart from the oracle's answers."""

from __future__ import annotations

from typing import Any

import pytest
from breyta_runtime.core import (
    assoc,
    contains,
    count,
    frequencies,
    get,
    group_by,
    invoke,
    map_,
    mapv,
    nth,
    pr_str,
    println,
    set_output,
    sort,
    sort_by,
    transient,
    transients,
    vec,
    with_out_str,
)
from breyta_runtime.core.numbers import add, gt
from breyta_runtime.values import (
    Arithmetic,
    ClassCast,
    IllegalArgument,
    IndexOutOfBounds,
    List,
    Map,
    Set,
    catch_types,
    eq,
    kw,
    sym,
)
from breyta_runtime.values.errors import AssertionFailed, ExInfo

A, B = kw("a"), kw("b")


def test_anything_callable_can_be_invoked() -> None:
    assert invoke(A, Map({A: 1})) == 1
    assert invoke(Map({A: 1}), A) == 1
    assert invoke(Set((A,)), A) is A
    assert invoke(sym("x"), Map({sym("x"): 2})) == 2
    assert invoke((7, 8), 1) == 8
    assert invoke(lambda a, b: a + b, 1, 2) == 3
    with pytest.raises(IndexOutOfBounds):
        invoke((7,), 1)
    with pytest.raises(ClassCast, match=r"java.lang.Long cannot be cast to class clojure.lang.IFn"):
        invoke(5, 1)


def test_functions_that_take_functions_take_all_of_these() -> None:
    rows = (Map({A: 1}), Map({A: 2}))
    assert vec(map_(A, rows)) == (1, 2)
    assert mapv((10, 20), (1, 0)) == (20, 10)
    assert mapv(Map({A: 1}), (A, B)) == (1, None)
    assert mapv(Set((1,)), (1, 2)) == (1, None)


def test_long_arithmetic_overflows_loudly() -> None:
    with pytest.raises(Arithmetic, match="long overflow"):
        add(2**63 - 1, 1)
    assert add(2**62, 2**62 - 1) == 2**63 - 1


def test_sorting_the_quick_ways_gives_the_same_as_comparing() -> None:
    numbers = (3, 1, 2, 3)
    assert vec(sort(gt, numbers)) == (3, 3, 2, 1)
    assert vec(sort(lambda a, b: b - a, numbers)) == (3, 3, 2, 1)
    rows = tuple(Map({A: n % 2, B: n}) for n in range(6))
    assert [r[B] for r in sort_by(A, gt, rows)] == [1, 3, 5, 0, 2, 4]
    assert [r[B] for r in sort_by(A, rows)] == [0, 2, 4, 1, 3, 5]
    assert [k.full for k in sort((kw("n/a"), kw("z"), kw("b/a"), kw("a")))] == [
        "a",
        "z",
        "b/a",
        "n/a",
    ]
    # By UTF-16 units an astral character comes before U+FFFF, by code points after it.
    assert vec(sort(("\uffff", "\U0001f600"))) == ("\U0001f600", "\uffff")


def test_grouping_keeps_the_order_of_first_appearance() -> None:
    """FN-010."""
    grouped = group_by(lambda n: n % 3, (5, 3, 4, 2))
    assert list(grouped.items()) == [(2, (5, 2)), (0, (3,)), (1, (4,))]
    assert list(frequencies("hello").values()) == [1, 1, 2, 1]


def test_grouping_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """FN-010."""
    monkeypatch.setattr("breyta_runtime.core.ordering.MAX_MATCHES", 3)
    with pytest.raises(Exception, match="takes at most 3 elements"):
        group_by(A, (1, 2, 3, 4))


def test_builders_make_the_same_as_conj_and_assoc() -> None:
    start = Map({A: 1})
    m = transients.map_builder(start)
    for key in (B, 1, 1.0, True):
        transients.put(m, key, str(key))
    transients.drop(m, A)
    done = transients.freeze_map(m)
    expected = assoc(start, B, ":b", 1, "1", 1.0, "1.0", True, "True").dissoc(A)
    assert eq(done, expected)
    assert get(done, 1.0) == "1.0"
    assert start == {A: 1}
    items = transients.vector_builder((1,))
    items.append(2)
    transients.append_all(items, List((3, 4)))
    assert (count(items), nth(items, 0), contains(items, 9)) == (4, 1, False)
    assert transients.freeze_vector(items) == (1, 2, 3, 4)
    found = transients.set_builder()
    for item in (1, 1.0, 1):
        transients.put_item(found, item)
    assert transients.freeze_set(found) == Set((1, 1.0))


def test_merging_into_a_builder() -> None:
    m = transients.map_builder(None)
    transients.put_all(m, Map({A: 1}))
    transients.put_all(m, ((B, 2), (True, 3)))
    transients.put_all(m, None)
    assert eq(transients.freeze_map(m), assoc(Map({A: 1}), B, 2, True, 3))
    with pytest.raises(IllegalArgument, match="must be a pair"):
        transients.put_all(m, ((1, 2, 3),))


def test_a_transient_is_closed_once_it_is_persistent() -> None:
    t = transient(())
    transients.conj_x(t, 1)
    assert transients.persistent(t) == (1,)
    with pytest.raises(Exception, match="after persistent!"):
        transients.conj_x(t, 2)


def test_printing_goes_where_the_host_wants() -> None:
    lines: list[str] = []

    def body() -> Any:
        set_output(lines.append)
        println("a", 1)
        return with_out_str(lambda: println("inner"))

    import contextvars

    assert contextvars.copy_context().run(body) == "inner\n"
    assert lines == ["a 1\n"]


def test_catch_clauses_name_python_classes() -> None:
    assert catch_types("ArithmeticException") == catch_types("java.lang.ArithmeticException")
    assert ExInfo in catch_types("clojure.lang.ExceptionInfo")  # type: ignore[operator]
    assert catch_types("Exception") == (Exception,)
    assert issubclass(AssertionFailed, Exception)
    assert catch_types("com.example.Nope") is None


def test_functions_print_without_an_address() -> None:
    assert pr_str(add) == "#object[fn add]"
    assert "0x" not in pr_str(lambda: 1)
