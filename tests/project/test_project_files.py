"""Files: what counts as a flow, and writes that are never half done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from breytac.project import discovery, files

FLOW = "{:slug :hello :flow '(flow/input)}"


def test_a_file_is_replaced_in_one_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.py"
    target.write_text("old")

    def crash(*_: object) -> None:
        assert target.read_text() == "old"
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(OSError, match="disk full"):
        files.write_atomic(target, "new")
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.py"], "no temporary file is left"


def test_a_written_file_has_the_mode_of_an_ordinary_one(tmp_path: Path) -> None:
    plain, ours = tmp_path / "plain", tmp_path / "ours"
    plain.write_text("")
    files.write_atomic(ours, "")
    assert ours.stat().st_mode == plain.stat().st_mode
    ours.chmod(0o640)
    files.write_atomic(ours, "again")
    assert ours.stat().st_mode & 0o777 == 0o640


def test_line_ends_are_written_as_given(tmp_path: Path) -> None:
    files.write_atomic(tmp_path / "a", "x\r\ny\n")
    assert (tmp_path / "a").read_bytes() == b"x\r\ny\n"
    assert files.read_or_none(tmp_path / "a") == "x\r\ny\n"


def test_flows_are_found_by_content(tmp_path: Path) -> None:
    """DEF-022: included files sit beside flows under the same suffixes and are none."""
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "b.clj").write_text(FLOW)
    (tmp_path / "sub" / "a.edn").write_text(";; a comment\n" + FLOW)
    (tmp_path / "functions.clj").write_text("[{:id :f :code (fn [x] (:slug x))}]")
    (tmp_path / "call.clj").write_text("{:id :x :input {:slug 1}}")
    (tmp_path / "notes.txt").write_text(FLOW)
    (tmp_path / ".hidden" / "c.clj").write_text(FLOW)
    found = discovery.find_sources([str(tmp_path)], tmp_path)
    assert [path.name for path in found] == ["b.clj", "a.edn"]


def test_a_broken_flow_is_found_so_that_it_can_be_complained_about(tmp_path: Path) -> None:
    (tmp_path / "broken.clj").write_text("{:slug :x :flow '(let [a 1}")
    (tmp_path / "latin.clj").write_bytes(b"{:slug :\xe9}")
    found = discovery.find_sources([str(tmp_path)], tmp_path)
    assert [path.name for path in found] == ["broken.clj", "latin.clj"]


def test_files_globs_and_directories_name_each_source_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.clj", "b.clj"):
        (tmp_path / name).write_text(FLOW)
    found = discovery.find_sources(["b.clj", "*.clj", "."], tmp_path)
    assert [path.name for path in found] == ["b.clj", "a.clj"]


@pytest.mark.parametrize(
    ("argument", "message"),
    [("missing.clj", "no such file or directory: missing.clj"), ("*.nope", "no file matches")],
)
def test_a_source_that_is_not_there_is_named(
    argument: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(files.SourceFileError, match=message.replace("*", r"\*")):
        discovery.find_sources([argument], tmp_path)
