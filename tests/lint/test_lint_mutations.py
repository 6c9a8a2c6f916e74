"""Slips are found near to where they are; `python -m benchmarks.bench_lint_mutations` has it all."""

from __future__ import annotations

import random

from benchmarks.bench_lint_mutations import GOAL, flows, found_near, slips


def test_slips_are_found_within_two_lines() -> None:
    rng = random.Random(3)
    made = [(source, slip) for source in flows()[:12] for slip in slips(source, rng)]
    chosen = rng.sample(made, 250)
    found = sum(found_near(source, slip) for source, slip in chosen)
    assert found / len(chosen) >= GOAL
