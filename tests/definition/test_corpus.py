"""Every definition of the documentation is typed without errors, but for what it lacks itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from breytac.analysis.definition import analyze_definition
from breytac.ir.flow import FlowIR
from breytac.syntax import read_all
from breytac.syntax.source import Source

ROOT = Path(__file__).parents[2]
WHOLE = sorted((ROOT / "flows").glob("*.clj"))
PIECES = sorted((ROOT / "tests" / "spec" / "corpus").glob("[0-9]*.clj"))

ERRORS_OF_THE_DOCUMENTATION = {
    # It includes files that are nowhere shown.
    "23-36-reference-flow-definition.clj": {"include-left"},
}


def analyzed(path: Path) -> FlowIR:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    return analyze_definition(read_all(source).forms[0], source)


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_whole_definitions(path: Path) -> None:
    """DEF-001, DEF-005"""
    flow = analyzed(path)
    assert flow.complete
    assert [each.message for each in flow.findings if each.is_error] == []
    assert flow.definition.slug == path.stem
    assert flow.body is not None
    assert flow.body.span.text.startswith("(let [")


@pytest.mark.parametrize("path", PIECES, ids=lambda path: path.stem)
def test_pieces(path: Path) -> None:
    """Nothing is said against a piece but that it is one."""
    flow = analyzed(path)
    errors = {each.rule.name for each in flow.findings if each.is_error}
    expected = set() if flow.complete else {"missing-field"}
    assert errors == expected | ERRORS_OF_THE_DOCUMENTATION.get(path.name, set())
    assert flow.body is not None


def test_functions_of_the_corpus() -> None:
    """FN-001: code in strings is read, with places in the file."""
    flow = analyzed(ROOT / "flows" / "hello-world.clj")
    (source,) = flow.function_sources
    assert (source.id, source.language, source.from_text) == ("build-greeting", "clojure", True)
    (code,) = source.forms
    assert code.span.text.startswith("(fn [input]")
    assert (code.span.line, code.span.column) == (6, 22)
