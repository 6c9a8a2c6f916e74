"""Shared by the tests of steps: a local server, and contexts to run steps in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from breyta_runtime.definition import Slot
from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import kw
from support.http_server import LocalServer, local_server
from support.step_context import Call, m, step_context, with_slots


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server() as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh_clients() -> Iterator[None]:
    yield
    from breyta_runtime.steps.http.transport import close_clients

    close_clients()


@pytest.fixture
def context() -> StepContext:
    return step_context()


@pytest.fixture
def api(server: LocalServer, context: StepContext) -> StepContext:
    """A context whose flow declares the slot :api on the local server, below /v1."""
    return with_slots(context, Slot("api", "http-api", base_url=f"{server.url}/v1"))


@pytest.fixture
def call(api: StepContext) -> Call:
    """Runs an :http step on slot :api: `call(path="/users", method=kw("post"))`."""
    from breyta_runtime.steps import http

    def run(*, ctx: StepContext | None = None, **fields: Any) -> Any:
        config = fields if "url" in fields else {"connection": kw("api"), **fields}
        return http.run(m(**config), ctx or api)

    return run
