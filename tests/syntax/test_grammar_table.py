"""The kept table is the one of the grammar."""

from __future__ import annotations

from pathlib import Path

import breytac.syntax
from breytac.syntax.grammar import table
from breytac.syntax.tabulate import grammar_text, module_text, tabulate

HERE = Path(breytac.syntax.__file__).parent


def test_the_kept_table_is_current() -> None:
    """After a change of grammar.lark: python -m breytac.syntax.tabulate"""
    kept = HERE.joinpath("grammar_table.py").read_text(encoding="utf-8")
    assert kept == module_text(grammar_text())


def test_the_kept_table_says_what_lark_says() -> None:
    assert table() == tabulate(grammar_text())


def test_reading_does_not_import_lark() -> None:
    import subprocess
    import sys

    script = (
        "import sys; from breytac.syntax import read_all; from breytac.syntax.source import Source;"
        "assert read_all(Source('t', '{:a 1}')).ok; print('lark' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
