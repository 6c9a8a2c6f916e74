"""Runs of `:kv` steps in a workspace of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from breyta_runtime.engine.runner import RunResult, execute_module

MODULE = Path(__file__).parent / "modules" / "records.py"
sys.path.insert(0, str(Path(__file__).parent))

Kv = Callable[..., Any]


@pytest.fixture(autouse=True)
def _own_workspace(workspace: Path) -> None:
    """No test writes to the project's own store."""


@pytest.fixture
def execute() -> Callable[..., RunResult]:
    def run(steps: list[dict[str, Any]], **options: Any) -> RunResult:
        return execute_module(MODULE, {"steps": steps}, host="offline", **options)

    return run


@pytest.fixture
def kv(execute: Callable[..., RunResult]) -> Kv:
    """Runs one `:kv` step: `kv("set", key="a", value=1)` gives its result, or raises its error."""

    def run(operation: str, **fields: Any) -> Any:
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        result = execute([{"operation": operation, **named}])
        if result.error is not None:
            raise result.error
        return result.value[0]

    return run
