"""Fixtures for whole runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from engine_runs import Execute, executor


@pytest.fixture(autouse=True)
def _own_workspace(workspace: Path) -> None:
    """No test of the engine writes to the project's own journal."""


@pytest.fixture(params=["offline", pytest.param("prefect", marks=pytest.mark.slow)])
def execute(request: pytest.FixtureRequest) -> Execute:
    """Runs on both hosts: what a flow does must not depend on where it runs."""
    if request.param == "prefect":
        request.getfixturevalue("prefect_server")
    return executor(request.param)


@pytest.fixture
def offline() -> Execute:
    return executor("offline")


@pytest.fixture
def on_prefect(prefect_server: Any) -> Execute:
    return executor("prefect")
