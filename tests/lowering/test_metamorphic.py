"""A program means the same however its parts are wrapped and its names are spelled.

The programs are random, from tests/oracles/fuzz_control.py, which also compares them with JVM
Clojure; here each one is compared with itself in other clothes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest
from breyta_runtime.values import pr_str
from breytac import compile_function

sys.path.insert(0, str(Path(__file__).parent.parent / "oracles"))
import fuzz_control

PYTHON_WORDS = (
    "def lambda None True import is_ match self print str tuple range len dict yield async _"
)


class Wrapped(fuzz_control.Maker):
    """The same program with some of its expressions wrapped in something without meaning."""

    wraps = ("(let [] {})", "(do {})", "((fn [] {}))", "(if true {} nil)", "(let [w {}] w)")

    def __init__(self, random: Random, wrapping: Random) -> None:
        super().__init__(random)
        self.wrapping = wrapping

    def make(self, kind: str, depth: int) -> str:
        made = super().make(kind, depth)
        if self.wrapping.random() < 0.2:
            return self.wrapping.choice(self.wraps).format(made)
        return made


def value(code: str, *, in_place: bool = True) -> str:
    return pr_str(compile_function(f"(fn [] {code})", in_place=in_place)())


SEEDS = range(100, 140)


@pytest.mark.parametrize("seed", SEEDS)
def test_wrapping_changes_nothing(seed: int) -> None:
    plain = fuzz_control.program(Random(seed))
    wrapped = Wrapped(Random(seed), Random(seed)).program()
    assert value(plain) == value(wrapped)


@pytest.mark.parametrize("seed", SEEDS)
def test_names_change_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = fuzz_control.program(Random(seed))
    monkeypatch.setattr(fuzz_control, "NAMES", PYTHON_WORDS.split())
    assert value(plain) == value(fuzz_control.program(Random(seed)))


@pytest.mark.parametrize("seed", SEEDS)
def test_changing_accumulators_in_place_changes_nothing(seed: int) -> None:
    plain = fuzz_control.program(Random(seed))
    assert value(plain) == value(plain, in_place=False)
