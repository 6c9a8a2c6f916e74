"""`breytac show`: what is in a source, as breytac sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Call


def test_forms_are_printed_as_canonical_edn(breytac: Call, project: Path) -> None:
    (project / "a.clj").write_text("{:a [1 \\x] ; why\n :b ^{:k true} (f #(inc %) '[0x10])}")
    done = breytac("show", "forms", "a.clj")
    assert done.code == 0
    assert done.out.splitlines() == [
        "{:a [1 \\x] :b ^{:k true} (f (fn* [%1] (inc %1)) (quote [16]))}"
    ]


def test_forms_as_json(breytac: Call, project: Path) -> None:
    (project / "a.clj").write_text("{:a\n #{1.5}}")
    data = breytac("show", "forms", "a.clj", "--format", "json").json["data"]
    assert data["findings"] == []
    assert data["forms"] == [
        {"text": "{:a #{1.5}}", "line": 1, "column": 1, "endLine": 2, "endColumn": 9}
    ]


def test_what_can_be_read_of_a_broken_source_is_shown_with_the_findings(
    breytac: Call, project: Path
) -> None:
    (project / "a.clj").write_text("{:a [1}")
    done = breytac("show", "forms", "a.clj")
    assert done.code == 1
    assert "error BRY" in done.err
    assert done.out == "{:a [1]}\n"


def test_the_ir_names_definition_and_steps(breytac: Call, greet: Path) -> None:
    done = breytac("show", "ir", "flows/greet.clj")
    assert done.code == 0, done.err
    assert json.loads(done.out)["definition"]["slug"] == "greet"
    data = breytac("show", "ir", "flows/greet.clj", "--format", "json").json["data"]["ir"]
    assert [step["id"] for step in data["flow"]["steps"]] == ["greet"]


@pytest.mark.parametrize("what", ["forms", "ir"])
@pytest.mark.parametrize(
    ("name", "message"), [("nope.clj", "no such file: nope.clj"), (".", ". is a directory")]
)
def test_a_file_that_is_not_there_is_a_message(
    breytac: Call, what: str, name: str, message: str
) -> None:
    done = breytac("show", what, name)
    assert done.code == 2
    assert message in done.err


@pytest.mark.parametrize("arguments", [(), ("--format", "json")])
def test_absurd_nesting_is_no_error_of_ours(
    breytac: Call, project: Path, arguments: tuple[str, ...]
) -> None:
    (project / "deep.clj").write_text("[" * 5000 + "]" * 5000)
    done = breytac("show", "forms", "deep.clj", *arguments)
    assert "internal" not in done.err + done.out
    assert "Traceback" not in done.err
