"""What reaches outside of a function does not compile, and the finding says where and why.

FN-021 (interop allow-list), FN-022 (functions are pure), FN-023 (no endless range), FN-024 (`#=`).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from breytac import compile_function
from breytac.diagnostics.finding import Finding, SourceError

ATTEMPTS = [
    tuple(line.split(" ", 1))
    for line in Path(__file__).with_name("refused.txt").read_text("utf-8").splitlines()
    if line and not line.startswith(";")
]
SAYS_ALL_ITSELF = ("BRY201", "is not defined here", "cannot be constructed here")


def refusals(code: str) -> list[Finding]:
    with pytest.raises(SourceError) as caught:
        compile_function(code)
    return [finding for finding in caught.value.findings if finding.is_error]


@pytest.mark.parametrize(("rule", "code"), ATTEMPTS, ids=[code for _, code in ATTEMPTS])
def test_it_is_refused_with_a_rule_a_place_and_a_hint(rule: str, code: str) -> None:
    found = refusals(code)
    assert rule in {finding.rule.code for finding in found}
    for finding in found:
        assert finding.span.text in code
        assert finding.span.start > 0
        plain = any(said in finding.rule.code + finding.message for said in SAYS_ALL_ITSELF)
        assert finding.hint or plain


@pytest.mark.parametrize("code", ['(fn [x] #=(eval "1"))', "(fn [x] #java.io.File[1])"])
def test_the_reader_evaluates_nothing(code: str) -> None:
    assert refusals(code)


def test_every_name_of_the_refused_tier_is_refused_with_its_hint() -> None:
    from breyta_runtime.core.vars import VARS

    left = []
    for var in VARS.values():
        if var.tier == 3:
            try:
                compile_function(f"(fn [x] ({var.name} x x))")
                left.append(var.name)
            except SourceError as error:
                assert any(finding.hint for finding in error.findings), var.name
    assert left == []


@pytest.mark.parametrize(
    "name", ["print", "os", "sys", "type", "vars", "dir", "input", "breakpoint", "compile", "id"]
)
def test_names_of_python_mean_nothing_unless_clojure_has_them(name: str) -> None:
    from breyta_runtime.core.vars import resolve

    code = f"(fn [x] ({name} x))"
    if resolve(None, name) is None:
        assert refusals(code)[0].rule.code == "BRY201"
    else:
        assert "breyta_runtime.core import" in compile_function(code).python_source  # type: ignore[attr-defined]
