"""The pages about the language are up to date, and what they show works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_tables_are_those_of_the_compiler() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/language_table.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_bounds_in_the_page_are_those_declared() -> None:
    from breyta_runtime import limits

    page = (ROOT / "docs" / "language.md").read_text("utf-8")
    for bound in (
        limits.FUNCTION_LOOP_LIMIT,
        limits.MAX_UNBOUNDED,
        limits.MAX_PRINTED,
        limits.MAX_NUMBER_BITS,
        limits.MAX_RATIO_BITS,
        limits.RECURSION_DEPTH,
    ):
        assert f"{bound:,}" in page


@pytest.mark.parametrize("page", ["python-api.md"])
def test_the_python_shown_runs(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 4
    names: dict[str, object] = {}
    data = "from breyta_runtime.values import Map, kw\ndata = Map({kw('rows'): ()})\n"
    exec(data, names)
    for block in blocks:
        exec(compile(block, page, "exec"), names)


def test_the_results_shown_are_right() -> None:
    from breyta_runtime.values import Map, from_json, kw, to_json

    assert repr(from_json({"a": [1, "b"], "not a name": True})) == (
        "Map({:a: (1, 'b'), 'not a name': True})"
    )
    assert to_json(Map({kw("a"): (1, kw("b"), None)})) == {"a": [1, "b", None]}
