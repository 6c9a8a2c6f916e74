"""`breytac show`: what is in a source, as breytac sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call


def test_forms_are_shown_with_their_places(breytac: Call, project: Path) -> None:
    (project / "a.clj").write_text('{:a [1 \\x] ; why\n :b ^{:k true} (f "s")}')
    done = breytac("show", "forms", "a.clj")
    assert done.code == 0
    assert done.out.splitlines() == [
        "1:1      map",
        "1:2        keyword :a",
        "1:5          vector",
        "1:6            integer 1",
        "1:8            char \\x",
        "2:2        keyword :b",
        "2:16         list  ^{:k true}",
        "2:17           symbol f",
        '2:19           string "s"',
    ]


def test_forms_as_json(breytac: Call, project: Path) -> None:
    (project / "a.clj").write_text("{:a #{1.5}}")
    data = breytac("show", "forms", "a.clj", "--format", "json").json["data"]
    assert data["findings"] == []
    assert data["forms"] == [
        {
            "kind": "map",
            "at": [1, 1],
            "pairs": [
                [
                    {"kind": "keyword", "at": [1, 2], "text": ":a"},
                    {
                        "kind": "set",
                        "at": [1, 5],
                        "items": [{"kind": "float", "at": [1, 7], "text": "1.5"}],
                    },
                ]
            ],
        }
    ]


def test_what_can_be_read_of_a_broken_source_is_shown_with_the_findings(
    breytac: Call, project: Path
) -> None:
    (project / "a.clj").write_text("{:a [1}")
    done = breytac("show", "forms", "a.clj")
    assert done.code == 1
    assert "error BRY" in done.err
    assert "keyword :a" in done.out


def test_the_ir_names_definition_and_steps(breytac: Call, greet: Path) -> None:
    done = breytac("show", "ir", "flows/greet.clj")
    assert done.code == 0, done.err
    assert "slug: greet" in done.out
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
