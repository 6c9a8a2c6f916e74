"""Compiles the grammar of templates with lark and keeps what comes out in the runtime.

    python -m breytac.lowering.tabulate_templates

A run parses templates that are made while it runs, and importing lark takes longer than that.
"""

from __future__ import annotations

from pathlib import Path

import breyta_runtime

from breytac.syntax.tabulate import module_text

DIRECTORY = Path(breyta_runtime.__file__).parent / "templates"


def table_text() -> str:
    """What `grammar_table.py` should hold."""
    grammar = (DIRECTORY / "grammar.lark").read_text(encoding="utf-8")
    return module_text(grammar, "breytac.lowering.tabulate_templates")


def main() -> None:
    (DIRECTORY / "grammar_table.py").write_text(table_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
