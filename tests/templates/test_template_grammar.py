"""The parser's table is what lark makes of the grammar today."""

from __future__ import annotations

import ast

from breytac.lowering.tabulate_templates import DIRECTORY, table_text


def test_the_table_is_current() -> None:
    """After a change of grammar.lark: python -m breytac.lowering.tabulate_templates"""
    kept = (DIRECTORY / "grammar_table.py").read_text("utf-8")
    assert ast.dump(ast.parse(kept)) == ast.dump(ast.parse(table_text()))
