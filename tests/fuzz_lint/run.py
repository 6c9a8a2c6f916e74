"""Lints broken flows until one ends in a traceback or takes too long.

python -m tests.fuzz_lint.run --count 100000 --seed 1
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator

from breytac.diagnostics.finding import SourceError
from breytac.diagnostics.github import render_github
from breytac.diagnostics.lint_json import lint_data
from breytac.diagnostics.rules.reader import UNREADABLE_INCLUDE
from breytac.diagnostics.sarif import findings_to_sarif
from breytac.diagnostics.text import render_findings
from breytac.lint.fixes import apply_edits
from breytac.lint.source import lint_source
from breytac.syntax.forms import Form
from breytac.syntax.includes import refusal
from breytac.syntax.source import Source

from tests.fuzz_lint.mutate import mutated, seeds

SECONDS = 10
"""More than this for a source of a few kilobytes is a hang."""


class TooLongError(Exception):
    pass


def lint(text: str) -> list[str]:
    """The codes found in a text, after everything that lint would do with it."""
    source = Source("fuzz.clj", text)
    findings = lint_source(source, load_include=_load, known_flows=frozenset({"child"}))
    render_findings(findings)
    render_github(findings)
    json.dumps(lint_data(findings))
    json.dumps(findings_to_sarif(findings, version="0", help_of=lambda rule: rule.title))
    apply_edits(source, findings)
    for finding in findings:
        span = finding.span.in_file
        assert 0 <= span.start <= span.end <= len(span.source.text), finding
    return [finding.rule.code for finding in findings]


def _load(name: str, form: Form) -> Source:
    texts = {"parts/templates.edn": "[]", "a.clj": "(fn [input] input)"}
    if name not in texts:
        raise refusal(UNREADABLE_INCLUDE, form, f'there is no file "{name}"')
    return Source(name, texts[name])


def failures(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """(text, what went wrong) of every source that lint does not survive."""
    rng = random.Random(seed)
    texts = seeds()
    signal.signal(signal.SIGALRM, _stop)
    for _ in range(count):
        text = mutated(rng, texts)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            CODES.update(lint(text))
        except (SourceError, Exception) as error:
            signal.setitimer(signal.ITIMER_REAL, 0)
            yield text, "".join(traceback.format_exception(error)[-6:])
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


CODES: Counter[str] = Counter()


def _stop(*_: object) -> None:
    raise TooLongError(f"more than {SECONDS} s")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stop", type=int, default=5, help="failures after which to stop")
    options = parser.parse_args()
    began = time.process_time()
    failed = 0
    for text, problem in failures(options.count, options.seed):
        failed += 1
        print(f"==== {text!r}\n{problem}")
        if failed >= options.stop:
            break
    took = time.process_time() - began
    print(
        f"{options.count} sources, seed {options.seed}: {failed} failures, "
        f"{len(CODES)} kinds of findings, {took:.0f} s of processor time"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
