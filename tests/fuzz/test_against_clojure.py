"""A few hundred new programs, compared with JVM Clojure where there is one (docs/oracle-runs.md)."""

from __future__ import annotations

import os

import pytest

from .generate import program
from .oracle import Oracle, available
from .run import compare

COUNT = 300
SEED = int(os.environ.get("BREYTAC_FUZZ_SEED", "1"))


@pytest.mark.skipif(not available(), reason="needs java and /usr/share/java/clojure.jar")
def test_new_programs_give_what_clojure_gives() -> None:
    programs = [program(SEED * 1_000_003 + index) for index in range(COUNT)]
    with Oracle() as oracle:
        answers = compare(oracle, programs)
    different = [
        (each.code, each.data, expected, got)
        for each, (expected, got, kind) in zip(programs, answers, strict=True)
        if kind is not None
    ]
    assert not different
