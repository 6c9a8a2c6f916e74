"""Shared by the tests of steps: a local server, and contexts to run steps in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.http_server import LocalServer, local_server  # noqa: E402

from breyta_runtime.definition import Definition, Slot  # noqa: E402
from breyta_runtime.steps.context import StepContext  # noqa: E402
from breyta_runtime.values import Map, kw  # noqa: E402


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with local_server() as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh_clients() -> Iterator[None]:
    yield
    from breyta_runtime.steps.http.transport import close_clients

    close_clients()


def m(**fields: Any) -> Map:
    """`m(response_as=…)` → {:response-as …}."""
    return Map({kw(name.replace("_", "-")): value for name, value in fields.items()})


@pytest.fixture
def context() -> StepContext:
    return StepContext(
        run_id="run-1",
        flow_slug="orders",
        step_id="fetch",
        family="http",
        path="fetch",
        occurrence=1,
        attempt=1,
        definition=Definition("orders", "Orders"),
        idempotency_key="run-1:fetch:1",
        timeout=None,
        now_ms=0,
    )


Call = Callable[..., Any]


@pytest.fixture
def api(server: LocalServer, context: StepContext) -> StepContext:
    """A context whose flow declares the slot :api on the local server, below /v1."""
    return with_slots(context, Slot("api", "http-api", base_url=f"{server.url}/v1"))


def with_slots(context: StepContext, *slots: Slot) -> StepContext:
    return replace(context, definition=replace(context.definition, requires=slots))


@pytest.fixture
def call(api: StepContext) -> Call:
    """Runs an :http step on slot :api: `call(path="/users", method=kw("post"))`."""
    from breyta_runtime.steps import http

    def run(*, ctx: StepContext | None = None, **fields: Any) -> Any:
        config = fields if "url" in fields else {"connection": kw("api"), **fields}
        return http.run(m(**config), ctx or api)

    return run
