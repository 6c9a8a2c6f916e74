"""Every rule of the checks: a source it fires on, what it says, and a near miss it leaves alone.

A case is a directory named after its rule: `fires.clj`, `silent.clj`, `findings.txt`.  Features that
are nothing but such a rule: LIM-003, OPT-010, OPT-013.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from breytac.diagnostics.finding import Finding, Rule
from breytac.diagnostics.rules import secrets, semantics, steps
from breytac.diagnostics.text import render_findings
from breytac.pipeline import analyze_source
from breytac.syntax.forms import Form
from breytac.syntax.source import Source

CASES = Path(__file__).parent / "cases"
SIBLINGS = ("case", "child", "other")
"""The flows a case may call."""

RULES = {
    rule.name: rule
    for area in (steps, semantics, secrets)
    for rule in vars(area).values()
    if isinstance(rule, Rule)
}


def no_include(path: str, form: Form) -> Source:
    raise AssertionError(path)


def findings_of(path: Path) -> tuple[Finding, ...]:
    source = Source(path.name, path.read_text("utf-8"))
    return analyze_source(source, load_include=no_include, known_flows=SIBLINGS)[1]


def test_every_rule_has_a_case() -> None:
    assert {path.name for path in CASES.iterdir()} == set(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_rule_fires_where_it_should(name: str, update: bool) -> None:
    found = findings_of(CASES / name / "fires.clj")
    assert name in {each.rule.name for each in found}
    said = render_findings(found)
    expected = CASES / name / "findings.txt"
    if update:
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_rule_leaves_the_near_miss_alone(name: str) -> None:
    found = findings_of(CASES / name / "silent.clj")
    assert [each for each in found if each.rule.name == name] == []
    assert [each.message for each in found if each.is_error] == []
