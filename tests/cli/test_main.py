"""The command as such: help, wrong usage, errors of ours, start-up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from breytac.cli import main

from .conftest import Call


def test_the_version_is_that_of_the_package(breytac: Call) -> None:
    done = breytac("--version")
    assert (done.code, done.out) == (0, f"breytac {version('breytac')}\n")


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_lists_every_command_with_what_it_does(breytac: Call, flag: str) -> None:
    done = breytac(flag)
    assert done.code == 0
    for line in (
        "compile  Compile flows to Python modules",
        "run      Run a flow and print its result",
        "show     Show what breytac sees",
        "up       Start the workspace's Prefect server",
        "down     Stop the workspace's Prefect server",
        "status   Tell whether a Prefect server runs",
    ):
        assert line in done.out


@pytest.mark.parametrize("arguments", [(), ("show",)])
def test_no_command_shows_the_help_and_is_wrong_usage(
    breytac: Call, arguments: tuple[str, ...]
) -> None:
    done = breytac(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert "Commands:" in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("complie",), "No such command 'complie'."),
        (("compile", "--chekc"), "No such option: --chekc"),
        (("run",), "Missing argument 'FLOW'."),
        (("compile", "--format", "yaml"), "'yaml' is not one of"),
    ],
)
def test_wrong_usage_says_what_is_wrong_and_where_help_is(
    breytac: Call, arguments: tuple[str, ...], message: str
) -> None:
    done = breytac(*arguments)
    assert done.code == 2
    assert message in done.err
    assert "--help" in done.err
    assert done.out == ""


def test_wrong_usage_is_an_envelope_for_those_who_read_json(breytac: Call) -> None:
    done = breytac("compile", "--chekc", "--format", "json")
    assert done.code == 2
    assert done.json["ok"] is False
    assert done.json["error"]["message"].startswith("No such option: --chekc")


def test_an_error_of_ours_is_one_line(breytac: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode() -> None:
        raise ZeroDivisionError("division by zero\nsecond line")

    monkeypatch.setattr("breytac.project.workspace.find_workspace", explode)
    monkeypatch.setattr("breytac.cli.server.find_workspace", explode)
    done = breytac("status")
    assert done.code == 2
    assert done.err.splitlines() == [
        "error: internal error: ZeroDivisionError: division by zero",
        "  This is a bug in breytac. Set BREYTAC_DEBUG=1 to see where it comes from.",
    ]
    assert breytac("status", "--format", "json").json["error"]["code"] == "internal"
    monkeypatch.setenv("BREYTAC_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        breytac("status")


def test_an_interrupt_is_no_traceback(breytac: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("breytac.cli.server.find_workspace", interrupt)
    done = breytac("status")
    assert (done.code, done.err) == (main.INTERRUPTED, "interrupted\n")


def test_a_reader_that_leaves_early_is_no_error_message(greet: Path) -> None:
    breytac = Path(sys.executable).with_name("breytac")
    done = subprocess.run(
        ["bash", "-c", f"'{breytac}' show forms flows/greet.clj | head -1"],
        cwd=greet.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_stream_that_cannot_hold_a_character_gets_an_escape(
    breytac_process: Call, greet: Path
) -> None:
    greet.write_text(greet.read_text().replace("Greet", "Gr\u00fc\u00dfe"), encoding="utf-8")
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    done = breytac_process("compile", **ascii_only)
    assert done.out == "wrote    generated/greet.py  \\u2190 flows/greet.clj\n"
    assert "Gr\\xfc\\xdfe" in breytac_process("show", "forms", str(greet), **ascii_only).out
    shown = breytac_process("show", "ir", str(greet), "--format", "json", **ascii_only)
    assert shown.json["data"]["ir"]["definition"]["name"] == "Gr\u00fc\u00dfe"


HEAVY = ("prefect", "black", "jinja2", "rich", "httpx", "sqlalchemy", "edn_format")
REPORT = """
import json, sys
from breytac.cli.main import run
code = run(sys.argv[1:])
sys.stderr.write("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


@pytest.mark.parametrize(
    ("arguments", "also_without"),
    [
        (("--version",), ("pydantic", "breytac.syntax", "breyta_runtime")),
        (("status",), ("breytac.syntax", "breyta_runtime.values", "breyta_runtime.engine")),
        (("down",), ("breytac.syntax", "breyta_runtime.values", "breyta_runtime.engine")),
        (("show", "forms", "flows/greet.clj"), ("breytac.lowering", "breyta_runtime.engine")),
        (("show", "ir", "flows/greet.clj"), ("breytac.lowering", "breyta_runtime.engine")),
    ],
)
def test_a_command_imports_only_what_it_needs(
    greet: Path, arguments: tuple[str, ...], also_without: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *arguments],
        cwd=greet.parent.parent,
        env={k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"},
        capture_output=True,
        text=True,
        check=False,
    )
    *said, report = done.stderr.splitlines()
    code, modules = json.loads(report)
    assert code == 0, said
    unwanted = {*HEAVY, *also_without}.intersection(modules)
    assert not unwanted


def test_an_unchanged_compile_imports_neither_black_nor_the_compiler(greet: Path) -> None:
    def compile_once() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", REPORT, "compile"],
            cwd=greet.parent.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        *said, report = done.stderr.splitlines()
        code, modules = json.loads(report)
        assert code == 0, said
        return {*HEAVY, "breytac.lowering"}.intersection(modules)

    assert compile_once() == {"black", "breytac.lowering"}
    assert compile_once() == set()
