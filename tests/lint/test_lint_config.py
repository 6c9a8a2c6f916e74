"""`[tool.breytac]`: settings of a workspace, and what is wrong with them."""

from __future__ import annotations

import pytest
from breytac.lint.settings import covers
from lint_files import CLEAN, Lint, Write

NAMELESS = CLEAN.replace(' :name "Clean"\n', "")


@pytest.mark.parametrize(
    ("settings", "codes", "code"),
    [
        ("", ["BRY102"], 0),
        ('ignore = ["BRY102"]', [], 0),
        ('select = ["BRY9"]', [], 0),
        ('ignore = ["missing-name"]', [], 0),
        ("strict = true", ["BRY102"], 1),
        ('severity = { BRY102 = "error" }', ["BRY102"], 1),
        ('severity = { BRY1 = "error", BRY102 = "note" }', ["BRY102"], 0),
        ('per-file-ignores = { "old/**" = ["BRY102"] }', ["BRY102"], 0),
        ('per-file-ignores = { "flows/*" = ["BRY102"] }', [], 0),
        ('per_file_ignores = { "a.clj" = ["BRY1"] }', [], 0),
    ],
)
def test_settings(lint: Lint, write: Write, settings: str, codes: list[str], code: int) -> None:
    write("flows/a.clj", NAMELESS)
    write("pyproject.toml", f"[tool.breytac]\n{settings}\n")
    done = lint()
    assert (done.codes, done.code) == (codes, code)


def test_options_add_to_settings(lint: Lint, write: Write) -> None:
    write("flows/a.clj", NAMELESS.replace(":flow '", ":flow "))
    write("pyproject.toml", '[tool.breytac]\nignore = ["BRY102"]\n')
    assert lint().codes == ["BRY180"]
    assert lint("--ignore", "BRY180").codes == []
    assert lint("--select", "BRY102,BRY180").codes == ["BRY180"]


@pytest.mark.parametrize("text", ["[tool.breytac]\nignore = ['BRY102']", "ignore = ['BRY102']"])
def test_a_file_of_its_own(lint: Lint, write: Write, text: str) -> None:
    write("flows/a.clj", NAMELESS)
    write("lint.toml", text)
    assert lint("--config", "lint.toml").codes == []


def test_settings_are_found_from_below(
    lint: Lint, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow = write("flows/deep/a.clj", NAMELESS)
    write("pyproject.toml", '[tool.breytac]\nper-file-ignores = { "flows/deep" = ["BRY102"] }\n')
    monkeypatch.chdir(flow.parent)
    assert lint("a.clj").codes == []


def test_a_mistake_in_the_settings_is_a_finding_at_its_place(lint: Lint, write: Write) -> None:
    write("flows/a.clj", CLEAN)
    write(
        "pyproject.toml",
        '[project]\nname = "ignored"\n\n[tool.breytac]\nignored = ["BRY102"]\n'
        'ignore = ["mising-name"]\nseverity = { BRY102 = "fatal" }\nstrict = "yes"\n',
    )
    done = lint("--format", "json")
    found = {each["line"]: each for each in done.json["data"]["diagnostics"]}
    assert {line: each["code"] for line, each in found.items()} == {
        5: "BRY904",
        6: "BRY901",
        7: "BRY905",
        8: "BRY905",
    }
    assert found[5]["hint"] == "Did you mean ignore?"
    assert found[6]["hint"] == "Did you mean missing-name?"
    assert found[6]["column"] == 12
    assert done.code == 1


def test_settings_that_are_no_toml(lint: Lint, write: Write) -> None:
    write("flows/a.clj", CLEAN)
    write("pyproject.toml", "[tool.breytac]\nignore = [\n")
    done = lint()
    assert (done.codes, done.code) == (["BRY905"], 1)


@pytest.mark.parametrize(
    ("glob", "file", "expected"),
    [
        ("flows/a.clj", "flows/a.clj", True),
        ("./flows/a.clj", "flows/a.clj", True),
        ("flows/", "flows/x/a.clj", True),
        ("*.clj", "flows/a.clj", True),
        ("a.clj", "flows/a.clj", True),
        ("flows/b*", "flows/a.clj", False),
        ("low", "flows/a.clj", False),
    ],
)
def test_globs(glob: str, file: str, expected: bool) -> None:
    assert covers(glob, file) is expected
