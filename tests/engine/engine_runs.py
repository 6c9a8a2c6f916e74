"""Running the modules beside these tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from breyta_runtime.engine.runner import RunResult, execute_module

MODULES = Path(__file__).parent / "modules"

Execute = Callable[..., RunResult]
"""`execute(name, inputs, …)` runs a module of `modules`."""


def executor(host: Any) -> Execute:
    def execute(name: str, inputs: dict[str, Any] | None = None, **options: Any) -> RunResult:
        return execute_module(MODULES / f"{name}.py", inputs, host=host, **options)

    return execute


def kinds(result: RunResult, *wanted: str) -> list[str]:
    """The kinds of a run's events, of those asked for."""
    return [event.kind for event in result.events if event.kind in wanted]
