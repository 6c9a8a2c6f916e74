"""What random programs found, as the smallest program that showed it, with Clojure's answer."""

from __future__ import annotations

import pytest

from . import ours
from .generate import Program
from .grammar import parse

FOUND = [
    # The first collection of `for` is evaluated with the form, its elements later.
    ("(let [l (atom []) r (for [x (do (swap! l conj 1) [1 2])] (fn [] x))] [@l (count r)])", "[[1] 2]"),
    # A lambda over a loop variable inside of an expression.
    ("(filter (fn [t] (map (fn [a] t) nil)) nil)", "()"),
    ("(mapv (fn [t] (vec (filter (fn [a] (seq (map (fn [b] [b t]) [1]))) [t]))) [1 2])", "[[1] [2]]"),
    # Nobody looks at it, so it is no error.
    ("(do (map :a 1) (comp 1 inc) (map 1 []))", "()"),
    ('(str/replace "a1" #"," nil)', '"a1"'),
    ("(partial 1)", "1"),
    # Errors are those of the JVM.
    ("(try (throw nil) (catch NullPointerException e :npe))", ":npe"),
    ("(try (nth [1] 9223372036854775807) (catch ArithmeticException e :ae))", ":ae"),
    ("(try (ex-info 5 {}) (catch ClassCastException e :cce))", ":cce"),
    ('(try (ex-info "m" 5) (catch ClassCastException e :cce))', ":cce"),
    ("(try (with-meta (first {1 2}) {}) (catch ClassCastException e :cce))", ":cce"),
    ("(try (conj (sorted-set) {}) (catch ClassCastException e :cce))", ":cce"),
    ("((sorted-set) {})", "nil"),
    ('(ex-message (RuntimeException. (RuntimeException. "x")))', '"java.lang.RuntimeException: x"'),
    # Values.
    ("(set/map-invert [[1 2] :a])", "{:a 1, [1 2] 0}"),
    ("(sorted? (update-vals (sorted-map :b 1) inc))", "false"),
    ('(format "%-6s|" "😀b")', '"😀b   |"'),
    ("([5] 0N)", "5"),
    ('(parse-long "99999999999999999999")', "nil"),
    ("(count (str (reduce *' (range 1 2001))))", "5736"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), FOUND, ids=[code for code, _ in FOUND])
def test_it_is_as_in_clojure(code: str, expected: str) -> None:
    answer = ours.answer(Program(parse(f"(fn [_] {code})"), "nil"))
    assert answer[:2] == ("value", expected)
