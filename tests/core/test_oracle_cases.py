"""Every line of tests/oracles/core_cases.clj, compiled and compared with what JVM Clojure answered."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from breyta_runtime.limits import RECURSION_DEPTH
from breyta_runtime.values.errors import java_class_name
from canonical import canon

ORACLE = json.loads(Path(__file__).with_name("oracle_core.json").read_text(encoding="utf-8"))

REFUSED = {
    # The compiler says so before anything runs; the oracle finds out when it gets there.
    "(-)",
    "(min)",
    "(5 1)",
    "(nil 1)",
    '("a" 1)',
    "(#{1} 1 2)",
    # FN-023: (range) without an end is refused.
    "(zipmap (range) [:a :b])",
    "(take 3 (range))",
    "(take 2 (sequence (map inc) (range)))",
    "(into [] (comp (take 3) (partition-all 2)) (range))",
    "(select-keys (zipmap [:a :b :c] (range)) [:a :c])",
}
"""Not compiled, on purpose."""

ANY_MESSAGE = {"java.lang.NullPointerException", "clojure.lang.ArityException"}
"""Classes whose message describes the JVM's or Python's insides; only the class is compared."""

OTHER_MESSAGE = {
    # Inlined on primitives the JVM says "/ by zero"; called as functions, as SCI does, this.
    "(quot 1 0)": "Divide by zero",
    "(let [z 0] (quot 1 z))": "Divide by zero",
    "(let [z 0] (rem 1 z))": "Divide by zero",
}


@pytest.fixture(autouse=True)
def deep_recursion() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(RECURSION_DEPTH)
    yield
    sys.setrecursionlimit(before)


def answer(expression: str) -> list[Any]:
    """["value", canonical text] or ["error", class, message], as the oracle writes it."""
    try:
        from breytac import compile_function
    except ImportError as error:
        pytest.fail(f"the cases need the compiler: {error}")
    function = compile_function(f"(fn [] {expression})")
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return ["value", canon(function())]
    except Exception as error:
        return ["error", java_class_name(error), getattr(error, "message", str(error))]


def without_modules(message: str | None) -> str | None:
    """A ClassCastException names the Java modules of both classes; nothing here has modules."""
    return None if message is None else message.split(" (")[0]


def test_the_oracle_was_clojure() -> None:
    assert ORACLE["oracle"].startswith("JVM Clojure 1.11")
    assert len(ORACLE["cases"]) > 1500


@pytest.mark.parametrize(
    ("expression", "expected"),
    [(line, rest) for line, *rest in ORACLE["cases"] if line not in REFUSED],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_same_answer_as_clojure(expression: str, expected: list[Any]) -> None:
    found = answer(expression)
    if expected[0] == "value":
        assert found == expected
        return
    assert found[:2] == expected[:2]
    if expected[1] in ANY_MESSAGE or expected[2] is None:
        return
    wanted = OTHER_MESSAGE.get(expression, expected[2])
    assert without_modules(found[2]) == without_modules(wanted)


@pytest.mark.parametrize("expression", sorted(REFUSED))
def test_refused_by_the_compiler(expression: str) -> None:
    from breytac import compile_function
    from breytac.diagnostics.finding import SourceError

    with pytest.raises(SourceError):
        compile_function(f"(fn [] {expression})")
