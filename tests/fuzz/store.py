"""Writes stored_programs.jsonl:  python -m tests.fuzz.store.  Needs JVM Clojure.

Small programs that have an answer of their own: no printed addresses, nothing that took too long.
"""

from __future__ import annotations

import json
import sys

from .compare import WITHOUT_TEXT
from .generate import Options, Program, program
from .oracle import Answer, Oracle
from .test_stored_programs import STORED

COUNT = 1500
FIRST_SEED = 5_000_000
LONGEST = 420
ERRORS = 150
"""How many may fail: an error says less than a value."""
OPTIONS = Options(budget=28)


def main() -> int:
    lines: list[str] = []
    failing = 0
    with Oracle() as oracle:
        for first in range(FIRST_SEED, FIRST_SEED + 40 * COUNT, 500):
            programs = [program(seed, OPTIONS) for seed in range(first, first + 500)]
            for each, answer in zip(programs, oracle.answers(programs), strict=True):
                failing += answer[0] == "error"
                if _fits(each, answer) and (answer[0] == "value" or failing <= ERRORS):
                    lines.append(_line(each, answer))
            if len(lines) >= COUNT:
                break
    STORED.write_text("".join(lines[:COUNT]), encoding="utf-8")
    return 0


def _fits(each: Program, answer: Answer) -> bool:
    text = f"{each.code} {each.data}"
    return (
        answer[0] != "timeout"
        and 90 < len(text) <= LONGEST
        and not WITHOUT_TEXT.search(str(answer[1:2]))
    )


def _line(each: Program, answer: Answer) -> str:
    # The message of an error is not compared.
    kept = answer[:2] if answer[0] == "error" else answer
    return json.dumps([each.code, each.data, *kept]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
