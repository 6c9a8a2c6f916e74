"""The committed examples, run as a user runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from support.http_server import LocalServer, local_server

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def api() -> Iterator[LocalServer]:
    with local_server() as server:
        yield server


@pytest.fixture
def breytac_on_prefect(prefect_server: Any, tmp_path: Path) -> Callable[..., Ran]:
    """`breytac …` in the project, with the session's Prefect server."""

    def call(*arguments: str, **environment: str) -> Ran:
        done = subprocess.run(
            [str(Path(sys.executable).with_name("breytac")), *arguments],
            cwd=ROOT,
            env={
                **prefect_server.environment,
                "BREYTAC_WORKSPACE": str(tmp_path),
                "PATH": os.environ["PATH"],
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return call
