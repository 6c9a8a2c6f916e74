"""How long the command takes to start, against a typer app that does nothing."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, command_times, installed_environment

BARE = """
import typer

app = typer.Typer()


@app.command()
def one(name: str = "x") -> None:
    print(name)


@app.command()
def two(name: str = "x") -> None:
    print(name)


app()
"""
FLOWS = Path(__file__).parent.parent / "flows"
REPEATS = 9
LIMIT = 1.5


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "bare.py").write_text(BARE)
        flow = directory / "hello-world.clj"
        flow.write_text((FLOWS / "hello-world.clj").read_text())
        breytac = str(Path(sys.executable).with_name("breytac"))
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "bare typer app": [sys.executable, "bare.py", "one"],
            "breytac --version": [breytac, "--version"],
            "breytac status": [breytac, "status"],
            "breytac show forms hello-world.clj": [breytac, "show", "forms", str(flow)],
            "breytac show ir hello-world.clj": [breytac, "show", "ir", str(flow)],
            "breytac compile hello-world.clj (unchanged)": [breytac, "compile", str(flow)],
        }
        times = command_times(
            commands, REPEATS, cwd=directory, env=installed_environment(directory)
        )
    bare = times.pop("bare typer app")
    yield Row("bare typer app", bare)
    yield Row("python -c pass", times.pop("python -c pass"), bare, "bare typer app")
    for command, took in times.items():
        # Nobody runs `show ir` in a hook; the budget is for what is run all the time.
        limit = None if "show ir" in command else LIMIT
        yield Row(command, took, bare, "bare typer app", limit)
