"""What compiles cannot run for ever or fill the memory (FN-022): it ends in a clear error.

Time and memory are bounded where functions are run for somebody; single loops, sequences, texts and
numbers have bounds of their own, so most of this ends long before.
"""

from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest
from breyta_runtime.guard import limited
from breyta_runtime.values import ClojureError, LimitExceeded, pr_str
from breytac import compile_function

SECONDS = 1.0
MEMORY = 400 * 2**20

ENDLESS = [
    "(loop [] (recur))",
    "(while true)",
    "((fn f [] (recur)))",
    "(loop [i 0] (when (< i 100000000) (loop [j 0] (when (< j 100000) (recur (inc j)))) (recur 1)))",
    "(loop [] (try (loop [] (recur)) (catch Throwable e nil)) (recur))",
    "(try (loop [] (recur)) (finally (loop [] (recur))))",
    "(dotimes [i 100000000000] (identity i))",
    "(doseq [a (range 1000000) b (range 1000000)] (identity a))",
    "(count (for [a (range 100000) b (range 100000)] [a b]))",
    "(letfn [(a [] b) (b [] a)] (trampoline a))",
    "((fn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) 60)",
    "(count (iterate inc 0))",
    "(last (cycle [1 2]))",
    "(dorun (repeatedly (fn [] 1)))",
    "(first (filter neg? (iterate inc 0)))",
    "(transduce (map inc) + (iterate inc 0))",
    "(letfn [(f [] (lazy-seq (f)))] (first (f)))",
    "(letfn [(f [n] (lazy-seq (cons n (f (inc n)))))] (last (f 0)))",
    "(reduce + (range 1000000000000))",
    "(iterate inc 0)",
    "(repeat 1)",
]
LARGE = [
    "(vec (range 1000000000000))",
    "(vec (repeat 1000000000000 0))",
    "(sort (range 100000000000 0 -1))",
    "(frequencies (range 1000000000000))",
    "(group-by identity (iterate inc 0))",
    "(loop [n 3N] (recur (*' n n)))",
    "(loop [n 3N] (recur (+ n n)))",
    "(loop [n 3/7] (recur (* n n)))",
    "(bigint 1e1000000000M)",
    "(long 1e1000000000M)",
    '(bigint (apply str (repeat 1000000 "9")))',
    '(.pow (BigInteger. "999999") 100000000)',
    "(.setScale 1M 2000000000)",
    '(loop [s "ab"] (recur (str s s)))',
    '(apply str (repeat 1000000 (apply str (repeat 100000 "y"))))',
    '(str/join "," (repeat 1000000 (str/join (repeat 100000 "x"))))',
    '(let [s (apply str (repeat 100000 "a"))] (str/replace s "a" s))',
    '(let [s (apply str (repeat 100000 "a"))] (str/replace s #"a" s))',
    '(let [s (apply str (repeat 100000 "a"))] (str/replace s #"a" (fn [_] s)))',
    '(let [s (apply str (repeat 100000 "a"))] (str/escape s {\\a s}))',
    '(.repeat "x" 2000000000)',
    '(format "%2000000000d" 1)',
    '(format "%.2000000000f" 1.0)',
    '(json/parse (apply str (repeat 1000000 "[")))',
    '(re-matches #"((a{1,1000}){1,1000}){1,1000}" "a")',
    '(re-matches #"(a|a)*\\1b" (apply str (repeat 100 "a")))',
]
DEEP = [
    "((fn f [n] (inc (f n))) 1)",
    "(letfn [(a [n] (inc (b n))) (b [n] (inc (a n)))] (a 1))",
    "(pr-str (nth (iterate list ()) 100000))",
    "(= (nth (iterate list ()) 100000) (nth (iterate list ()) 100000))",
    "(json/write-str (nth (iterate vector []) 100000))",
    "((reduce comp (repeat 100000 inc)) 0)",
]
SHARED = [
    "(pr-str (nth (iterate (fn [v] [v v]) 1) 100))",
    "(count (flatten (nth (iterate (fn [v] [v v]) 1) 100)))",
    "(walk/postwalk identity (nth (iterate (fn [v] [v v]) 1) 100))",
]
HARMLESS = [
    '(re-matches #"(a+)+b" (apply str (repeat 5000 "a")))',
    '(re-find (re-pattern "(x+x+)+y") (apply str (repeat 5000 "x")))',
    '(re-find #"a*a*a*a*b" (apply str (repeat 20000 "a")))',
    '(count (str/split (apply str (repeat 5000 "a")) #"(a+)+$b"))',
    '(count (str/replace (apply str (repeat 5000 "a")) #"(a*)*c" ""))',
    '(parse-long (apply str (repeat 1000000 "9")))',
    '(parse-double (apply str (repeat 1000000 "9")))',
    "(count (str (reduce *' (range 1 3000))))",
]


def evaluate(code: str) -> str:
    function = compile_function(f"(fn [_] {code})")
    return limited(lambda: pr_str(function(None)), seconds=SECONDS, memory=MEMORY)


@pytest.mark.parametrize("code", ENDLESS)
def test_what_does_not_end_is_stopped(code: str) -> None:
    start = time.monotonic()
    with pytest.raises(LimitExceeded):
        evaluate(code)
    assert time.monotonic() - start < 10 * SECONDS


@pytest.mark.parametrize("code", LARGE)
def test_what_would_be_too_large_is_refused_before_it_is_there(code: str) -> None:
    start = time.monotonic()
    with pytest.raises(ClojureError) as caught:
        evaluate(code)
    assert str(caught.value)
    assert time.monotonic() - start < 10 * SECONDS


@pytest.mark.parametrize("code", DEEP)
def test_endless_recursion_is_an_error_and_not_a_crash(code: str) -> None:
    with pytest.raises((RecursionError, ClojureError)):
        evaluate(code)


@pytest.mark.parametrize("code", SHARED)
def test_a_small_value_that_is_endless_when_it_is_walked_is_stopped(code: str) -> None:
    with pytest.raises(LimitExceeded):
        evaluate(code)


@pytest.mark.parametrize("code", HARMLESS)
def test_what_is_slow_elsewhere_is_quick_here(code: str) -> None:
    assert evaluate(code)


def test_code_cannot_catch_the_end_of_its_time() -> None:
    code = "(try (while true (swap! x inc)) (catch Throwable e :caught))"
    function = compile_function(f"(fn [x] {code})")
    from breyta_runtime.values import Atom

    with pytest.raises(LimitExceeded, match="longer than"):
        limited(lambda: function(Atom(0)), seconds=0.2)


def test_what_comes_after_is_left_alone() -> None:
    """The error that ends one function never reaches the code behind it."""
    for turn in range(20):
        end = time.monotonic() + 0.045 + turn * 0.001

        def spin(end: float = end) -> Any:
            while time.monotonic() < end:
                pass

        with contextlib.suppress(LimitExceeded):
            limited(spin, seconds=0)
    for _ in range(200_000):
        pass


def test_a_function_step_runs_within_these_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    from breyta_runtime import guard
    from breyta_runtime.steps import function
    from breyta_runtime.values import Map, kw

    code = compile_function("(fn [x] (doseq [a (range 1000000) b (range 1000000)] (inc b)))")

    def quickly(call: Any) -> Any:
        return guard.limited(call, seconds=0.2)

    monkeypatch.setattr(function, "limited", quickly)
    with pytest.raises(LimitExceeded, match="longer than"):
        function.run(Map({kw("code"): code, kw("input"): 1}), None)  # type: ignore[arg-type]
