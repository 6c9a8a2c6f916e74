"""Lint starts quickly because of what it does not import; `python -m benchmarks lint` measures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HEAVY = (
    "black", "prefect", "jinja2", "pydantic", "lark", "httpx", "sqlalchemy", "edn_format",
    "multiprocessing", "breytac.lowering", "breytac.backends", "breyta_runtime.engine",
    "breyta_runtime.interop", "breyta_runtime.values.java_time", "breyta_runtime.values.java_regex",
)  # fmt: skip
SCRIPT = """
import sys
from breytac.cli.main import run
code = run(sys.argv[1:])
print("imported:", *sorted(sys.modules))
sys.exit(code)
"""


@pytest.mark.parametrize("example", ["hello-world", "http-enrichment", "wait-for-approval"])
def test_lint_imports_nothing_heavy(example: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "lint", f"flows/{example}.clj"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    imported = set(done.stdout.rpartition("imported:")[2].split())
    assert imported & set(HEAVY) == set()
