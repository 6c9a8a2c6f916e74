"""The hooks of .pre-commit-hooks.yaml, run by pre-commit in a repository of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lint_files import CLEAN

ROOT = Path(__file__).parent.parent.parent
HOOKS = ("breytac-lint", "breytac-fmt", "breytac-check")
PARTS = (
    "compiler",
    "runtime_lib",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    ".pre-commit-hooks.yaml",
)

pytestmark = pytest.mark.slow


def git(directory: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    command = ("git", *identity, "-c", "commit.gpgsign=false", *arguments)
    subprocess.run(command, cwd=directory, check=True, capture_output=True)


def commit_all(directory: Path) -> None:
    git(directory, "init", "-q", "-b", "main")
    git(directory, "add", "-A")
    git(directory, "commit", "-q", "-m", "all of it", "--no-verify")


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """This project as a repository that pre-commit can clone."""
    there = tmp_path / "hooks"
    there.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(source, there / part, ignore=ignored)
        else:
            shutil.copy(source, there / part)
    commit_all(there)
    return there


@pytest.fixture
def repository(tmp_path: Path, hooks: Path) -> Path:
    there = tmp_path / "repository"
    (there / "flows").mkdir(parents=True)
    (there / "flows" / "clean.clj").write_text(CLEAN, encoding="utf-8")
    listed = "".join(f"      - id: {hook}\n" for hook in HOOKS)
    (there / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: HEAD\n    hooks:\n{listed}", encoding="utf-8"
    )
    commit_all(there)
    return there


def test_the_hooks_find_what_is_wrong_and_what_is_stale(repository: Path, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}

    def run(hook: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", hook, "--all-files"],
            cwd=repository,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )

    first = run("breytac-lint")
    if first.returncode == 3 and os.environ.get("CI") != "true":
        pytest.skip(f"pre-commit could not install the hook: {first.stdout[-2000:]}")
    assert first.returncode == 0, first.stdout + first.stderr
    run("breytac-fmt")  # pre-commit counts a changed file as a failure, once
    assert run("breytac-fmt").returncode == 0
    stale = run("breytac-check")
    assert stale.returncode == 1
    assert "generated/clean.py" in stale.stdout
    (repository / "flows" / "clean.clj").write_text(CLEAN[:-3], encoding="utf-8")
    broken = run("breytac-lint")
    assert broken.returncode == 1
    assert "BRY001" in broken.stdout
