"""The workspace: one root wherever below it one stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from breytac.project.workspace import Workspace, find_workspace


@pytest.mark.parametrize("marker", [".breyta", ".git"])
def test_the_root_is_found_from_below(tmp_path: Path, marker: str) -> None:
    below = tmp_path / "flows" / "deep"
    below.mkdir(parents=True)
    (tmp_path / marker).mkdir()
    assert find_workspace(below).root == tmp_path


def test_without_a_marker_the_workspace_is_where_one_stands(tmp_path: Path) -> None:
    assert find_workspace(tmp_path).root == tmp_path


def test_a_home_directory_is_no_workspace_for_everything_below_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".breyta").mkdir()
    project = tmp_path / "project"
    project.mkdir()
    assert find_workspace(project).root == project


def test_paths_are_shown_from_the_root(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "here")
    assert workspace.shown(tmp_path / "here" / "flows" / "a.clj") == "flows/a.clj"
    assert workspace.shown(tmp_path / "there" / "a.clj") == "../there/a.clj"


def test_the_state_directory_stays_out_of_git(tmp_path: Path) -> None:
    Workspace(tmp_path).prepare()
    assert (tmp_path / ".breyta" / ".gitignore").read_text() == "*\n"
