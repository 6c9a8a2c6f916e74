"""What the text of a module looks like to Python's own tools, and where it says it comes from."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from breytac.analysis.expressions import analyze_function_code
from breytac.functions import compile_function
from breytac.lowering import ModuleBuilder, emit, lower_function
from breytac.syntax.reader import read_all
from breytac.syntax.source import Source

GENERATED = sorted((Path(__file__).parents[2] / "generated").glob("*.py"))


def text_of(code: str, *, name: str = "flow.clj", main_file: str | None = "flow.clj") -> str:
    module = ModuleBuilder(main_file)
    lower_function(module, analyze_function_code(read_all(Source(name, code)).forms), "f")
    return emit(module.module(None))


def test_the_standard_library_s_imports_stand_apart() -> None:
    text = text_of('(fn [x] [1.5M #uuid "8f0c7a52-3a5a-4b1e-9f55-8a2a3d4d5e6f" (str x)])')
    assert text.startswith(
        "from decimal import Decimal\n"
        "from typing import Any\n"
        "from uuid import UUID\n"
        "\n"
        "from breyta_runtime.core import str_\n"
        "\n"
        "# 1:1\n"
    )


def test_ruff_finds_the_imports_of_the_examples_in_order() -> None:
    pytest.importorskip("ruff")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "I"]
    done = subprocess.run(
        [*command, *map(str, GENERATED)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "code",
    [
        "(nil? 1)",
        '(some? "a")',
        "(true? 1)",
        "(false? -1)",
        "(nil? [1 2])",
        "(if (nil? 5) 1 2)",
        "(case 5 :a 1 2)",
        '(case "a" nil 1 true 2 3)',
        "(let [x 1] (if (true? x) 1 2))",
        "(when-let [x 1] x)",
        "(-> 5 nil? not)",
    ],
)
def test_python_has_nothing_to_warn_of(code: str) -> None:
    """Python warns of `1 is None`, and does so on the standard error of whoever runs the flow."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compile_function(f"(fn [] {code})")()


@pytest.mark.parametrize("ending", ["", "nil", "5", ":k"])
def test_a_finally_that_does_nothing_is_left_out(ending: str) -> None:
    text = text_of(f"(fn [x] (try (inc x) (catch Exception e 1) (finally {ending})))")
    assert "except Exception:" in text
    assert "finally" not in text
    assert "try" not in text_of(f"(fn [x] (try (inc x) (finally {ending})))")


def test_places_in_another_file_name_it() -> None:
    code = "(fn [x]\n  (let [y (/ 1 x)]\n    (/ y x)))"
    assert "# 1:1\n" in text_of(code)
    text = text_of(code, name="assets/fn.clj")
    assert "# assets/fn.clj:1:1\ndef f(" in text
    assert "    # assets/fn.clj:2:11\n" in text
    assert "# 1:1\n" in text_of(code, name="anything.clj", main_file=None)


@pytest.mark.parametrize(
    "name",
    ["a\nimport os\n;.clj", "a'b.clj", "a\"'''.clj", "a b.clj", "a§1:1§.clj", "a\u2028b.clj"],
)
def test_a_file_s_name_is_a_comment_and_nothing_else(name: str) -> None:
    text = text_of("(fn [x]\n  (inc x))", name=name)
    plain = text_of("(fn [x]\n  (inc x))")
    assert [line for line in text.splitlines() if "#" not in line] == [
        line for line in plain.splitlines() if "#" not in line
    ]
    assert text.count("#") == plain.count("#")
