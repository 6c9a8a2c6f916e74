"""The files around the code say the same things as the code."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent


def project() -> dict[str, Any]:
    data: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return data


def locked() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    matches = (re.match(r"([\w.-]+)==([\w.]+)", line) for line in lines)
    return {match[1].lower().replace("_", "-"): match[2] for match in matches if match}


def test_every_dependency_is_locked() -> None:
    """A fresh install gives the same versions next year; `make lock` after a change."""
    extras = project()["optional-dependencies"]
    wanted = [*project()["dependencies"], *extras["run"], *extras["dev"]]
    names = {re.split(r"[<>=!~\[; ]", each)[0].lower().replace("_", "-") for each in wanted}
    assert names - {"breytac"} <= set(locked())


def test_the_lock_names_no_index() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text()


def test_the_locked_server_can_start() -> None:
    """fastapi 0.155 and later break the server of Prefect 3.8.8."""
    assert tuple(map(int, locked()["fastapi"].split(".")[:2])) < (0, 151)


def test_the_first_and_second_command_of_the_readme_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    first, second = re.findall(r"```bash\n(.*?)```", text, re.DOTALL)[:2]
    assert "breytac run" in first
    assert "constraints.txt" in first
    assert second.strip().endswith(".ci/run")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    for flow in re.findall(r"flows/[\w-]+\.clj", text):
        assert (ROOT / flow).is_file(), flow


def test_ci_prints_the_summary_of_pytest_last() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert lines[-1].startswith("exec ")
    assert "pytest" in lines[-1]


@pytest.mark.parametrize("target", ["help", "install", "test", "lint", "format", "typecheck"])
def test_make_has_the_usual_targets_with_help(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE)
