"""Clojure in cases/*.clj, the Python it becomes in cases/*.py.txt, as a person would read both.

`BREYTAC_UPDATE=1 pytest tests/lowering/test_cases.py` rewrites the Python; look at the difference.
Cases called flow_… are flow bodies (ORC-001 to ORC-016, POLL-010), the others function code (FN-004).
"""

from __future__ import annotations

import ast
import os
from pathlib import Path

import black
import pytest
from breytac.analysis.expressions import analyze_flow_body, analyze_function_code
from breytac.lowering import ModuleBuilder, emit, lower_flow_body, lower_function
from breytac.syntax.reader import read_all
from breytac.syntax.source import Source

CASES = sorted((Path(__file__).parent / "cases").glob("*.clj"))
KNOWN_FUNCTIONS = ("normalize-user",)


def lowered(path: Path) -> str:
    read = read_all(Source(path.name, path.read_text()))
    assert read.ok, read.findings
    module = ModuleBuilder()
    if path.stem.startswith("flow_"):
        body = analyze_flow_body(read.forms[0], known_functions=KNOWN_FUNCTIONS)
        assert body.body is not None, body.findings
        for function in KNOWN_FUNCTIONS:
            module.known_functions[function] = module.reserve(function)
        statements = lower_flow_body(module, body)
        run = ast.arguments([], [ast.arg("run")], None, [], [], None, [])
        module.definitions.append(ast.FunctionDef("the_flow", run, statements, []))
    else:
        unit = analyze_function_code(read.forms)
        assert unit.main is not None, unit.findings
        lower_function(module, unit, path.stem.removeprefix("fn_"))
    return black.format_str(emit(module.module(None)), mode=black.Mode(line_length=100))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_python_is_as_expected(path: Path) -> None:
    text = lowered(path)
    expected = path.with_suffix(".py.txt")
    if os.environ.get("BREYTAC_UPDATE"):
        expected.write_text(text)
    assert text == expected.read_text()


def test_output_is_stable() -> None:
    for path in CASES:
        assert lowered(path) == lowered(path)
