"""Every complete definition of the documentation compiles, and the committed output is current."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from breytac.pipeline import compile_source
from breytac.syntax.source import Source

ROOT = Path(__file__).parent.parent.parent
SPEC = ROOT / "tests" / "spec" / "corpus"


def complete() -> list[Path]:
    return [path for path in sorted(SPEC.glob("*.clj")) if not path.name[0].isdigit()]


def no_includes(name: str, _form: object) -> Source:
    raise AssertionError(f"{name} is included by a definition that includes nothing")


@pytest.mark.parametrize("path", complete(), ids=lambda path: path.stem)
def test_a_complete_definition_compiles(path: Path) -> None:
    """DEF-001"""
    compiled = compile_source(Source(path.name, path.read_text()), load_include=no_includes)
    assert compiled.text is not None, compiled.findings
    flows = [
        node
        for node in ast.parse(compiled.text).body
        if isinstance(node, ast.FunctionDef) and node.decorator_list
    ]
    assert [ast.unparse(d) for d in flows[0].decorator_list] == [
        f"flow(name={compiled.slug!r})",
        "durable(DEFINITION)",
    ]


def test_there_are_ten_complete_definitions() -> None:
    assert len(complete()) == 10
