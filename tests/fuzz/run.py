"""Compares random programs with JVM Clojure:  python -m tests.fuzz.run --seed 1 --count 2000."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from . import ours
from .compare import difference, shrink
from .generate import Options, Program, program
from .oracle import Answer, Oracle

BATCH = 200


def compare(oracle: Oracle, programs: list[Program]) -> list[tuple[Answer, Answer, str | None]]:
    found = []
    for each, expected in zip(programs, oracle.answers(programs), strict=True):
        got = ours.answer(each)
        found.append((expected, got, difference(expected, got)))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the first program")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--confusion", type=float, default=0.01)
    parser.add_argument("--budget", type=int, default=40)
    parser.add_argument("--show", type=int, default=20, help="differences to shrink and print")
    given = parser.parse_args()
    options = Options(budget=given.budget, confusion=given.confusion)
    counts: Counter[str] = Counter()
    classes: Counter[tuple[str, str]] = Counter()
    shown: set[tuple[str, str]] = set()
    start = time.monotonic()
    with Oracle() as oracle:
        print(f"Clojure {oracle.version()}", flush=True)
        for first in range(given.seed, given.seed + given.count, BATCH):
            seeds = range(first, min(first + BATCH, given.seed + given.count))
            programs = [program(seed, options) for seed in seeds]
            answers = compare(oracle, programs)
            for seed, each, (expected, got, kind) in zip(seeds, programs, answers, strict=True):
                counts[kind or f"same {expected[0]}"] += 1
                if kind is None and expected[0] == "error" and expected[1] != got[1]:
                    classes[(expected[1], got[1])] += 1
                if kind is not None and len(shown) < given.show:
                    _report(oracle, seed, each, kind, shown)
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    for (expected_class, our_class), count in classes.most_common(12):
        print(f"{count:6} {expected_class} is {our_class}")
    print(f"{time.monotonic() - start:.0f} s")
    return any(not name.startswith("same") for name in counts)


seen_refusals: set[Answer] = set()


def _alike(oracle: Oracle, programs: list[Program], kind: str, first: Answer) -> list[bool]:
    """Which programs differ in the way the first one does."""
    return [
        found == kind and (first[0] != "error" or got[:2] == first[:2])
        for _, got, found in compare(oracle, programs)
    ]


def _report(
    oracle: Oracle, seed: int, each: Program, kind: str, shown: set[tuple[str, str]]
) -> None:
    ((expected, got, _),) = compare(oracle, [each])
    small = each
    if got[1:2] != ("compile",):
        small = shrink(each, lambda candidates: _alike(oracle, candidates, kind, got))
    elif got in seen_refusals:
        return
    seen_refusals.add(got)
    if (small.code, small.data) in shown:
        return
    shown.add((small.code, small.data))
    ((expected, got, _),) = compare(oracle, [small])
    print(f"seed {seed}: {kind}\n  {small.code}\n  {small.data}")
    print(f"  clojure {expected}\n  ours    {got}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
