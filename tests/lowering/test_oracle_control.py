"""Compiled functions give what JVM Clojure gives (ORC-001 to ORC-005, ORC-017, FN-004, FN-022).

The expressions are in oracle_control.clj, the answers in oracle_control.json, made by
tests/oracles/control_flow.py.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from breyta_runtime.values import pr_str
from breyta_runtime.values.errors import java_class_name
from breytac import compile_function

HERE = Path(__file__).parent
CASES = json.loads((HERE / "oracle_control.json").read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["code"][:60] for case in CASES])
def test_value_is_the_jvm_s(case: dict[str, str]) -> None:
    function = compile_function(f"(fn [] {case['code']})")
    if "error" in case:
        with pytest.raises(Exception) as raised:
            function()
        assert java_class_name(raised.value) == case["error"]
    else:
        assert pr_str(function()) == case["value"], function.python_source


def test_every_line_of_the_source_has_an_answer() -> None:
    lines = (HERE / "oracle_control.clj").read_text().splitlines()
    codes = [line for line in lines if line and not line.startswith(";;")]
    assert codes == [case["code"] for case in CASES]
