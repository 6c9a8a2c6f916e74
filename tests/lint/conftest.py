"""The lint command on real files, in a workspace of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from breytac.cli.main import run
from lint_files import Done, Lint, Write


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace, which is also the current directory."""
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)
    for name in ("BREYTAC_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return root


@pytest.fixture
def write(project: Path) -> Write:
    """Writes a file of the workspace: `write("flows/a.clj", text)`."""

    def to(name: str, text: str) -> Path:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return to


@pytest.fixture
def lint(project: Path, capsys: pytest.CaptureFixture[str]) -> Lint:
    """Calls `breytac lint` in this process."""

    def call(*arguments: str) -> Done:
        capsys.readouterr()
        code = run(("lint", *arguments))
        return Done(code, *capsys.readouterr())

    return call
