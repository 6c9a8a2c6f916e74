"""How long lint takes: for one flow against a typer app that does nothing, and for 500 of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench_start import BARE, FLOWS
from benchmarks.measure import Row, command_times, installed_environment, wall

SIZE = 10_000
"""Characters of the flow that is linted alone."""
MANY = 500
REPEATS = 9
LIMIT = 1.5
SECONDS = 5.0


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "bare.py").write_text(BARE)
        flow = directory / "large.clj"
        flow.write_text(large_flow(), encoding="utf-8")
        lint = (str(Path(sys.executable).with_name("breytac")), "lint")
        environment = installed_environment(directory)
        commands = {
            "bare typer app": [sys.executable, "bare.py", "one"],
            "breytac lint (one flow of 10 KB)": [*lint, str(flow)],
        }
        times = command_times(commands, REPEATS, cwd=directory, env=environment)
        bare = times.pop("bare typer app")
        for command, took in times.items():
            yield Row(command, took, bare, "bare typer app", LIMIT)
        many = directory / "many"
        write_many(many)

        def all_of_them() -> None:
            command = [*lint, "--format", "github", str(many)]
            subprocess.run(
                command, cwd=directory, env=environment, check=False, capture_output=True
            )

        before = os.times()
        took = wall(all_of_them)
        after = os.times()
        spent = sum(after[2:4]) - sum(before[2:4])
        note = f"{took:.1f} s on {os.cpu_count()} cores with load {os.getloadavg()[0]:.1f}"
        # All processor seconds: what it would take on one core of a machine that does nothing else.
        yield Row(f"breytac lint ({MANY} flows)", spent, SECONDS, "budget", 1.0, note)


def large_flow() -> str:
    """A sound flow of about 10 KB: an example with many more functions."""
    text = (FLOWS / "http-enrichment.clj").read_text(encoding="utf-8")
    one = (
        "{{:id :round-{n} :language :clojure\n"
        "   :code (fn [input] {{:n (+ {n} (:n input)) :text (str (:text input) {n})}})}}\n"
    )
    count = (SIZE - len(text)) // len(one)
    functions = "".join(one.format(n=n) for n in range(count))
    return text.replace(":functions [", f":functions [{functions}")


def write_many(directory: Path) -> None:
    directory.mkdir()
    examples = sorted(FLOWS.glob("*.clj"))
    for number in range(MANY):
        text = examples[number % len(examples)].read_text(encoding="utf-8")
        text = re.sub(r":slug :([\w-]+)", rf":slug :\1-{number}", text, count=1)
        (directory / f"flow-{number}.clj").write_text(text, encoding="utf-8")
