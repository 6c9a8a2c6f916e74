"""Writes docs/coverage.md: every feature, how far it is, and the tests that prove it.

A test proves a feature by naming its id (`ORC-005`).  docs/coverage_notes.tsv says of features that
are only partly there what is; a feature neither named by a test nor noted is open.

    python scripts/coverage_table.py [--check]
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FEATURES = ROOT / "docs" / "features.tsv"
NOTES = ROOT / "docs" / "coverage_notes.tsv"
TABLE = ROOT / "docs" / "coverage.md"
ID = re.compile(r"\b[A-Z][A-Z0-9]{1,4}-\d{3}\b")


def features() -> list[dict[str, str]]:
    with FEATURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def notes() -> dict[str, dict[str, str]]:
    with NOTES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["id"]: row for row in rows}


def proofs() -> dict[str, list[str]]:
    """Test files by the feature ids they name."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for feature in sorted(set(ID.findall(path.read_text(encoding="utf-8")))):
            found[feature].append(path.relative_to(ROOT).as_posix())
    return found


def table() -> str:
    known, proved = notes(), proofs()
    lines = [
        "# Coverage",
        "",
        "What of the documented features works, and where that is proved.  *done*: it works and the",
        "tests named here would fail without it.  *partial*: what the note says works.  *open*:",
        "not there yet; a flow that needs it is refused with its place.",
        "",
        "Made by `scripts/coverage_table.py` from the ids that tests name and",
        "`docs/coverage_notes.tsv`.",
        "",
        "| id | feature | status | proof and notes |",
        "|---|---|---|---|",
    ]
    for row in features():
        note = known.get(row["id"])
        tests = proved.get(row["id"], [])
        status = note["status"] if note else "done" if tests else "open"
        shown = ", ".join(f"`{test.removeprefix('tests/')}`" for test in tests)
        remark = "; ".join(part for part in (shown, note["note"] if note else "") if part)
        text = row["feature"].replace("|", "\\|")
        lines.append(f"| {row['id']} | {text} | {status} | {remark} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    wanted = table()
    if "--check" in sys.argv:
        if not TABLE.exists() or TABLE.read_text(encoding="utf-8") != wanted:
            print("docs/coverage.md is out of date: run python scripts/coverage_table.py")
            return 1
        return 0
    TABLE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
