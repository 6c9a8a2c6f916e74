"""What must not matter: a `let` around an expression, a local's name, how accumulators are kept, and
the seed of Python's hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from breyta_runtime.core.vars import VARS

from . import ours
from .generate import program
from .metamorphic import PYTHON_NAMES, renamed, wrapped
from .oracle import Answer

ROOT = Path(__file__).parents[2]
SEEDS = range(7_000_000, 7_000_250)


def alike(before: Answer, after: Answer) -> bool:
    return before[:1] == after[:1] and (before[0] != "value" or before == after)


def test_a_wrapped_expression_has_the_same_value() -> None:
    changed = 0
    for seed in SEEDS:
        each = program(seed)
        before = ours.answer(each)
        if before[1:2] == ("compile",):
            continue
        for turn in range(3):
            other = wrapped(each, Random(seed * 10 + turn))
            if other is not None:
                changed += 1
                assert alike(before, ours.answer(other)), f"\n{each.code}\n{other.code}"
    assert changed > 300


def test_the_names_of_locals_do_not_matter() -> None:
    free = [name for name in PYTHON_NAMES if name not in VARS]
    assert len(free) > 25
    for seed in SEEDS:
        each = program(seed)
        other = renamed(each, Random(seed))
        names = {name for name in PYTHON_NAMES if name in VARS}
        if any(f"({name} " in other.code or f" {name})" in other.code for name in names):
            continue
        assert alike(ours.answer(each), ours.answer(other)), f"\n{each.code}\n{other.code}"


def test_accumulators_changed_in_place_give_the_same_values() -> None:
    for seed in SEEDS:
        each = program(seed)
        assert alike(ours.answer(each), ours.answer(each, in_place=False)), each.code


SCRIPT = """
from tests.fuzz import ours
from tests.fuzz.generate import program
for seed in range(7_000_000, 7_000_150):
    each = program(seed)
    print(ascii(ours.answer(each)))
    try:
        print(ascii(ours.compiled(each).python_source))
    except Exception as error:
        print(ascii(error))
"""


@pytest.mark.slow
def test_the_seed_of_hashes_changes_nothing() -> None:
    texts = set()
    for seed in ("0", "1", "2"):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
        texts.add(done.stdout)
    assert len(texts) == 1
