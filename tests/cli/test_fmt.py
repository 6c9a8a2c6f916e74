"""`breytac fmt` on files and pipes."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Call

UGLY = '{:slug :ugly, :flow 1 ; kept\n   :name "Ugly"}'
NEAT = '{:slug :ugly\n :flow 1 ; kept\n :name "Ugly"}\n'


@pytest.fixture
def ugly(project: Path) -> Path:
    path = project / "flows" / "ugly.clj"
    path.parent.mkdir()
    path.write_text(UGLY)
    (path.parent / "neat.clj").write_text(NEAT)
    return path


def test_the_flows_of_a_workspace_are_formatted_in_place(breytac: Call, ugly: Path) -> None:
    ugly.chmod(0o640)
    done = breytac("fmt")
    assert (done.code, done.out) == (0, "formatted flows/ugly.clj\n")
    assert done.err == "2 files, 1 formatted\n"
    assert ugly.read_text() == NEAT
    assert ugly.stat().st_mode & 0o777 == 0o640
    again = breytac("fmt", "flows")
    assert (again.code, again.out, again.err) == (0, "", "2 files, nothing to do\n")


def test_check_writes_nothing_and_fails(breytac: Call, ugly: Path) -> None:
    done = breytac("fmt", "--check")
    assert (done.code, done.out) == (1, "would format flows/ugly.clj\n")
    assert ugly.read_text() == UGLY
    assert breytac("fmt", "--check", "flows/neat.clj").code == 0


def test_diff_shows_what_would_change(breytac: Call, ugly: Path) -> None:
    done = breytac("fmt", "--diff")
    assert done.code == 1
    assert done.out.startswith("--- flows/ugly.clj\n+++ flows/ugly.clj\n")
    assert "+ :flow 1 ; kept\n" in done.out
    assert "\\ No newline at end of file\n" in done.out
    assert ugly.read_text() == UGLY


def test_a_file_with_mistakes_is_reported_and_left_alone(breytac: Call, ugly: Path) -> None:
    ugly.write_text("{:slug :ugly :flow [1}")
    done = breytac("fmt")
    assert done.code == 1
    assert "error BRY002" in done.err
    assert "1 left alone" in done.err
    assert ugly.read_text() == "{:slug :ugly :flow [1}"


def test_json(breytac: Call, ugly: Path) -> None:
    done = breytac("fmt", "--check", "--format", "json")
    assert done.code == 1
    answer = done.json
    assert answer["ok"] is False
    assert {file["source"]: file["status"] for file in answer["data"]["files"]} == {
        "flows/neat.clj": "unchanged",
        "flows/ugly.clj": "stale",
    }
    assert breytac("fmt", "--format", "json").json["meta"] == {"files": 2, "changed": 1}


def test_a_link_stays_a_link(breytac: Call, ugly: Path, project: Path) -> None:
    link = project / "link.clj"
    link.symlink_to(ugly)
    assert breytac("fmt", "link.clj").code == 0
    assert link.is_symlink()
    assert ugly.read_text() == NEAT


def test_what_is_missing_or_no_text_is_a_usage_error(breytac: Call, project: Path) -> None:
    assert breytac("fmt", "nowhere.clj").code == 2
    assert breytac("fmt").code == 2
    (project / "bytes.clj").write_bytes(b"\xff\xfe")
    done = breytac("fmt", "bytes.clj")
    assert done.code == 2
    assert "not UTF-8" in done.err
    assert breytac("fmt", "-", "bytes.clj").code == 2


def test_stdin_goes_to_stdout(breytac_process: Call) -> None:
    done = breytac_process("fmt", "-", stdin='{:a "é",\n  :b 2}', PYTHONIOENCODING="ascii")
    assert (done.code, done.out, done.err) == (0, '{:a "é"\n :b 2}\n', "")
    broken = breytac_process("fmt", "-", stdin="{:a")
    assert (broken.code, broken.out) == (1, "")
    assert "BRY001" in broken.err
    assert breytac_process("fmt", "-", "--check", stdin="{:a  1}").code == 1
    assert breytac_process("fmt", "-", "--check", stdin="{:a 1}\n").code == 0
