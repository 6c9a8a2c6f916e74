"""Random programs with the answers JVM Clojure gave them: no JVM is needed to check ours.

FN-004, FN-012, FN-022.  Written by `python -m tests.fuzz.store`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from . import ours
from .compare import difference
from .generate import Program
from .grammar import parse

STORED = Path(__file__).with_name("stored_programs.jsonl")
PARTS = 15


def stored() -> list[tuple[Program, tuple[str, ...]]]:
    found = []
    for line in STORED.read_text("utf-8").splitlines():
        code, data, *answer = json.loads(line)
        found.append((Program(parse(code), parse(data)), tuple(answer)))
    return found


def test_there_are_enough() -> None:
    assert len(stored()) == 1500


@pytest.mark.parametrize("part", range(PARTS))
def test_they_give_what_clojure_gave(part: int) -> None:
    different = []
    for program, expected in stored()[part::PARTS]:
        got = ours.answer(program)
        if difference(expected, got) is not None:
            different.append((program.code, program.data, expected, got))
    assert not different
