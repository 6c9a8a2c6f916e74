"""Timing, and the rows that say how something measured compares to a bound."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """`measured` against `base` (a ratio to another measurement, or to a budget in seconds)."""

    name: str
    measured: float
    base: float | None = None
    base_name: str = ""
    limit: float | None = None
    """The largest ratio that is fine."""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.measured / self.base if self.base else None

    @property
    def within(self) -> bool:
        return self.limit is None or self.ratio is None or self.ratio <= self.limit

    def line(self) -> str:
        parts = [f"{self.name:44} {milliseconds(self.measured):>10}"]
        if self.ratio is not None:
            parts.append(f"{self.ratio:6.2f} x {self.base_name} ({milliseconds(self.base or 0)})")
        if self.limit is not None:
            parts.append(f"limit {self.limit:g}" + ("" if self.within else "  TOO SLOW"))
        if self.note:
            parts.append(self.note)
        return "  ".join(parts)

    def data(self) -> dict[str, Any]:
        return asdict(self) | {"ratio": self.ratio, "within": self.within}


def milliseconds(seconds: float) -> str:
    if 0 < seconds < 1e-3:
        return f"{seconds * 1e6:,.2f} µs"
    return f"{seconds * 1000:,.1f} ms"


def best_of(repeats: int, work: Callable[[], object]) -> float:
    """Processor seconds of the quickest of several goes: the noise of a shared machine only adds."""
    return min(_timed(work, time.process_time) for _ in range(repeats))


def wall(work: Callable[[], object]) -> float:
    return _timed(work, time.perf_counter)


def _timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    work()
    return clock() - began


def command_times(
    commands: Mapping[str, Sequence[str]],
    repeats: int,
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
) -> dict[str, float]:
    """Median wall seconds of each command.  They take turns, so that a busy minute of the machine
    does not fall on one of them alone."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(repeats + 1):
        for name, command in commands.items():
            took = wall(lambda command=command: run_command(command, cwd, env))  # type: ignore[misc]
            if turn:  # the first go fills caches
                times[name].append(took)
    return {name: statistics.median(each) for name, each in times.items()}


def installed_environment(directory: Path) -> dict[str, str]:
    """The environment of an installed breytac: Python keeps compiled modules, here in `directory`,
    even if this machine is told not to write them."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return environment | {"PYTHONPYCACHEPREFIX": str(directory / "pycache")}


def run_command(command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None) -> None:
    """Run a command that has to work; its output is shown only if it does not."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
