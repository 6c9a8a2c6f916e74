"""Every rule is explained, and its examples say the truth."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from breytac.analysis.definition import analyze_definition
from breytac.diagnostics.catalogue import all_rules, rules_named
from breytac.diagnostics.explanations import DIRECTORY, explain, parse_explanation
from breytac.syntax import read_one
from breytac.syntax.source import Source
from explanation_examples import completed, findings_of

ROOT = Path(__file__).parent.parent.parent
NOT_IN_A_TEXT = {
    "BRY026": "it is about bytes; see tests/lint/test_lint_files.py",
    "BRY117": "lint expands includes, or says why it cannot; see below",
}
BY_CODE = {rule.code: rule for rule in all_rules()}


@pytest.mark.parametrize("code", BY_CODE)
def test_every_rule_is_explained(code: str) -> None:
    rule = BY_CODE[code]
    found = explain(rule)
    assert found is not None, f"write compiler/breytac/diagnostics/docs/{code}.md"
    assert (found.code, found.name) == (rule.code, rule.name)


@pytest.mark.parametrize("code", BY_CODE)
def test_the_wrong_example_fires_and_the_right_one_is_silent(code: str) -> None:
    explanation = explain(BY_CODE[code])
    assert explanation is not None
    assert findings_of(explanation.right) == (), completed(explanation.right)
    if code not in NOT_IN_A_TEXT:
        fired = {finding.rule.code for finding in findings_of(explanation.wrong)}
        assert fired == {code}, completed(explanation.wrong)


def test_an_include_that_nobody_expanded_is_reported() -> None:
    source = Source("a.clj", '{:slug :a :templates [#flow/include "t.edn"]}')
    found = analyze_definition(read_one(source), source).findings
    assert "BRY117" in {finding.rule.code for finding in found}


def test_no_explanation_is_left_over() -> None:
    assert {path.stem for path in DIRECTORY.glob("*.md")} == set(BY_CODE)


@pytest.mark.parametrize("code", BY_CODE)
def test_explanations_are_short(code: str) -> None:
    explanation = explain(BY_CODE[code])
    assert explanation is not None
    assert 8 <= len(explanation.why.split()) <= 80
    for example in (explanation.wrong, explanation.right):
        assert len(example.text.splitlines()) <= 20
        assert max(map(len, example.text.splitlines())) <= 120


def test_a_rule_has_a_code_and_a_name_of_its_own_and_titles_are_headings() -> None:
    rules = all_rules()
    assert len({rule.name for rule in rules}) == len(rules)
    assert [rule.code for rule in rules if rule.title.endswith(".")] == []


def test_words_of_users_lead_to_rules() -> None:
    def codes(word: str) -> list[str]:
        return [rule.code for rule in rules_named(word)]

    assert (
        codes("BRY101") == codes("missing-field") == codes("missing_required_field") == ["BRY101"]
    )
    assert len(codes("BRY0")) > 20
    assert codes("no-such-rule") == []


@pytest.mark.parametrize("text", ["", "# BRY101\n", "# BRY101 x\nwhy\n## Wrong\n", "# BRY101 x\n"])
def test_an_explanation_that_is_not_laid_out_as_such_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"explanation|section"):
        parse_explanation(text)


def test_the_pages_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("pages", ROOT / "scripts/diagnostics_pages.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    there = {path.name: path.read_text("utf-8") for path in script.PAGES.glob("*.md")}
    assert there == script.pages(), "run scripts/diagnostics_pages.py"
