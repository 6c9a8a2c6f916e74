"""Findings for GitHub and as SARIF.

The schema beside this file is that of the npm package @microsoft/jest-sarif (MIT).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from breytac.diagnostics.finding import Edit, Finding, Related, Rule, Severity
from breytac.diagnostics.github import render_github
from breytac.diagnostics.sarif import findings_to_sarif
from breytac.syntax.source import Source, Span
from lint_files import CLEAN, Lint, Write

SCHEMA = Path(__file__).with_name("sarif-2.1.0.schema.json")
SOURCE = Source("flows/a: b,1%.clj", "{:a 1\n :b 2}\n")
ERROR = Rule("BRY998", "bad-thing", Severity.ERROR, "A bad thing", ("their_name",))
NOTE = Rule("BRY999", "small-thing", Severity.NOTE, "A small thing")
FIRST = Span(SOURCE, 1, 3)
SECOND = Span(SOURCE, 1, 9)
FINDINGS = [
    Finding(NOTE, SECOND, "50% done\nor: more, or less", "Do it."),
    Finding(
        ERROR,
        FIRST,
        "bad",
        related=(Related(Span(SOURCE, 7, 9), "the other"),),
        edits=(Edit(FIRST, ":c"), Edit(Span(SOURCE, 7, 7), " ")),
    ),
]


def test_github_commands() -> None:
    assert render_github(FINDINGS).splitlines() == [
        "::notice file=flows/a%3A b%2C1%25.clj,line=1,col=2,endLine=2,"
        "title=BRY999 small-thing::50%25 done%0Aor: more, or less.%0ADo it.",
        "::error file=flows/a%3A b%2C1%25.clj,line=1,col=2,endLine=1,endColumn=3,"
        "title=BRY998 bad-thing::bad.",
    ]
    assert render_github([]) == ""


def sarif(findings: list[Finding]) -> dict[str, Any]:
    return findings_to_sarif(findings, version="1.2.3", help_of=lambda rule: f"# {rule.name}")


def validate(data: object) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(data)


@pytest.mark.parametrize("findings", [[], FINDINGS])
def test_sarif_is_valid(findings: list[Finding]) -> None:
    validate(sarif(findings))


def test_sarif_holds_rules_places_related_places_and_fixes() -> None:
    [run] = sarif(FINDINGS)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["BRY998", "BRY999"]
    assert rules[0]["help"]["markdown"] == "# bad-thing"
    assert rules[0]["name"] == "BadThing"
    note, error = run["results"]
    assert (note["level"], error["level"]) == ("note", "error")
    assert rules[error["ruleIndex"]]["id"] == error["ruleId"] == "BRY998"
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "flows/a%3A%20b%2C1%25.clj"
    assert place["region"] == {
        "startLine": 1,
        "startColumn": 2,
        "endLine": 1,
        "endColumn": 4,
        "charOffset": 1,
        "charLength": 2,
    }
    assert error["relatedLocations"][0]["message"]["text"] == "the other"
    [change] = error["fixes"][0]["artifactChanges"]
    assert [each["insertedContent"]["text"] for each in change["replacements"]] == [":c", " "]


def test_the_command_prints_both(lint: Lint, write: Write) -> None:
    write("flows/a.clj", CLEAN.replace(":flow '", ":flow "))
    assert lint("--format", "github").out.startswith("::warning file=flows/a.clj,line=6,")
    data = lint("--format", "sarif").json
    validate(data)
    [result] = data["runs"][0]["results"]
    assert result["ruleId"] == "BRY180"
    assert "quoted" in data["runs"][0]["tool"]["driver"]["rules"][0]["help"]["text"]
