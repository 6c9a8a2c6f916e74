"""Deep, long and endless code: what Python cannot nest is taken apart, what never ends is stopped."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stdout

import pytest
from breyta_runtime.core import control
from breyta_runtime.values import LimitExceeded
from breytac import compile_function
from breytac.diagnostics.finding import SourceError


def nested(count: int, around: Callable[[int, str], str], inside: str) -> str:
    for number in range(count):
        inside = around(number, inside)
    return inside


def called(body: str, argument: int = 5) -> object:
    with redirect_stdout(io.StringIO()):
        return compile_function(f"(fn [x] {body})")(argument)


@pytest.mark.parametrize(
    ("around", "value"),
    [
        (lambda i, s: f"(if (not= x {i + 10}) {s} {i})", ":end"),
        (lambda i, s: f"(let [y{i} (inc x) x x] {s})", ":end"),
        (lambda i, s: f"(when (not= x {i + 10}) (println {i}) {s})", ":end"),
        (lambda i, s: f"(case x {i + 10} :a {s})", ":end"),
        (lambda i, s: f"(or (and (println {i}) 1) {s})", ":end"),
        (lambda i, s: f"(first [{s}])", ":end"),
    ],
)
def test_deep_forms(around: Callable[[int, str], str], value: str) -> None:
    assert str(called(nested(100, around, value))) == value


@pytest.mark.parametrize(
    "around",
    [
        lambda i, s: f"(loop [i{i} 0] (if (< i{i} 1) (recur (inc i{i})) {s}))",
        lambda i, s: f"(loop [i{i} 0 a 0] (if (< i{i} 1) (recur (inc i{i}) {s}) a))",
        lambda i, s: f"(try {s} (catch Exception e (inc {i})))",
        lambda i, s: f"((fn [a{i}] (let [b a{i} c b] (+ b c {s}))) 0)",
        lambda i, s: f"(first (for [a{i} [1]] (let [b (dec a{i})] (+ b b {s}))))",
        lambda i, s: f"(reduce (fn [a{i} b] (+ a{i} b {s})) 0 [0])",
        lambda i, s: f"(letfn [(f{i} [n] {s})] (f{i} 1))",
    ],
)
def test_deep_blocks(around: Callable[[int, str], str]) -> None:
    """Python allows twenty loops in one another and a hundred indentations."""
    assert called(nested(30, around, "x")) == 5


def test_deeper_than_people_write_is_a_finding() -> None:
    with pytest.raises(SourceError) as raised:
        compile_function("(fn [x] " + nested(400, lambda _, s: f"(inc {s})", "x") + ")")
    assert [finding.rule.name for finding in raised.value.findings] == ["nested-too-deeply"]


def test_loops_of_one_for_beyond_python_s_limit_are_a_finding() -> None:
    clauses = " ".join(f"a{i} [1]" for i in range(25))
    with pytest.raises(SourceError, match="too deeply"):
        compile_function(f"(fn [x] (doseq [{clauses}] (println x)))")


@pytest.mark.parametrize(
    "body",
    [
        "(cond " + " ".join(f"(= x {i}) :k{i}" for i in range(1500)) + ")",
        "(let [y (cond " + " ".join(f"(= x {i}) :k{i}" for i in range(1500)) + ")] y)",
        "(let [y (case x " + " ".join(f"{i} :k{i}" for i in range(1500)) + ")] (identity y))",
        "(let [" + " ".join(f'a{i} (keyword (str "k" x))' for i in range(1500)) + "] a9)",
        "(do " + " ".join(f"(println {i})" for i in range(2000)) + " :k5)",
    ],
)
def test_long_forms(body: str) -> None:
    assert str(called(body)) == ":k5"


def test_long_threads() -> None:
    assert called("(-> x " + "inc " * 500 + ")") == 505
    assert called("(->> x " + "(+ 1) " * 500 + ")") == 505
    assert called("(some-> x " + "inc " * 500 + ")") == 505
    assert called("(cond-> x " + "true inc " * 500 + ")") == 505


def test_an_endless_loop_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "FUNCTION_LOOP_LIMIT", 1000)
    for body in ("(loop [i 0] (recur (inc i)))", "(while true x)", "(recur x)"):
        with pytest.raises(LimitExceeded, match="1000 turns"):
            called(body)


def test_endless_recursion_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "FUNCTION_CALL_LIMIT", 1000)
    tree = "(defn f [n] (if (zero? n) 0 (do (f (dec n)) (f (dec n))))) (fn [x] (f x))"
    with pytest.raises(LimitExceeded, match="1000 times"):
        compile_function(tree)(30)
    assert compile_function(tree)(3) == 0


def test_recursion_without_end_says_whose_it_is() -> None:
    with pytest.raises(RecursionError, match="f calls itself too deeply"):
        called("((fn f [n] (inc (f n))) x)")


def test_recursion_as_deep_as_on_the_jvm() -> None:
    count = "(defn down [n] (if (zero? n) 0 (inc (down (dec n))))) (fn [n] (down n))"
    assert compile_function(count)(3000) == 3000
    letfn = "(fn [n] (letfn [(a [n] (if (zero? n) 0 (inc (b (dec n))))) (b [n] (a n))] (a n)))"
    assert compile_function(letfn)(1000) == 1000
