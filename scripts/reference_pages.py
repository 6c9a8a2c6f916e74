"""Writes docs/reference/: the fields of a flow and of every step, from the contracts in the code.

python scripts/reference_pages.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from breytac.reference.render import table_markdown
from breytac.reference.tables import Table, all_tables

PAGES = Path(__file__).resolve().parent.parent / "docs" / "reference"
MADE = "Made by `scripts/reference_pages.py`; `breytac docs fields` shows the same in a terminal."
TITLES = {"definition": "The flow definition", "common": "What all steps share"}


def pages() -> dict[str, str]:
    """The texts of all pages by file name."""
    by_page: dict[str, list[Table]] = {}
    for table in all_tables():
        by_page.setdefault(table.page, []).append(table)
    index = ["# Reference", "", "What may be written in a flow.", "", MADE, ""]
    found = {}
    for page, tables in by_page.items():
        title = TITLES.get(page, f"The :{page} step")
        file = f"{page}.md" if page in TITLES else f"step-{page}.md"
        index.append(f"- [{title}]({file})")
        parts = [table_markdown(table) for table in tables]
        found[file] = f"# {title}\n\n{MADE}\n\n" + "\n".join(parts)
    return {"README.md": "\n".join(index) + "\n", **found}


def main() -> int:
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    if there == wanted:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"{PAGES} is out of date; run {Path(__file__).name}", file=sys.stderr)
        return 1
    PAGES.mkdir(parents=True, exist_ok=True)
    for name in there.keys() - wanted.keys():
        (PAGES / name).unlink()
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
