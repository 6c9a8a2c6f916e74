"""docs/coverage.md says what the tests say."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent.parent


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "coverage_table", ROOT / "scripts" / "coverage_table.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_is_up_to_date() -> None:
    made = script().table()
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == made


def test_notes_are_about_known_features() -> None:
    coverage = script()
    known = {row["id"] for row in coverage.features()}
    assert set(coverage.notes()) <= known
