"""One execution of a flow, from its raw inputs to its JSON result."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

from breyta_runtime import limits
from breyta_runtime.engine.attempt import FlowFrame
from breyta_runtime.engine.context_map import FLOW_CTX, ContextMap, flow_context
from breyta_runtime.engine.durable import DurableFlow
from breyta_runtime.engine.errors import JournalMismatch
from breyta_runtime.engine.events import RunEvent, listeners
from breyta_runtime.engine.hosts.local import LocalHost
from breyta_runtime.engine.outcomes import message_of
from breyta_runtime.engine.positions import add_position, raise_site, shorten_traceback
from breyta_runtime.engine.run import Run
from breyta_runtime.engine.state import Host, RunState, wall_clock_ms
from breyta_runtime.journal import RunHeader, RunJournal
from breyta_runtime.values import Map
from breyta_runtime.values.json import to_json

_RUN_ID: ContextVar[str | None] = ContextVar("breyta_run_id", default=None)


@contextmanager
def running_as(run_id: str | None) -> Iterator[None]:
    """The run started in this context has this id, and goes on where its journal ends."""
    token = _RUN_ID.set(run_id)
    try:
        yield
    finally:
        _RUN_ID.reset(token)


def execute(flow: DurableFlow, inputs: Mapping[str, Any] | None, invocation: str) -> Any:
    """Runs the flow's body on the host it was called on; returns its result as JSON data."""
    host, run_id = _host_and_id()
    definition = flow.definition
    header = RunHeader(run_id, definition.slug, invocation, host.name, wall_clock_ms())
    journal = open_journal(header)
    if journal.header.flow != definition.slug:
        raise JournalMismatch(
            f"run {run_id} is a run of :{journal.header.flow}, not of :{definition.slug}"
        )
    state = RunState(run_id, host, journal, listeners())
    started = time.perf_counter()
    try:
        _tell(state, flow, "run-started", f"run {run_id} of :{definition.slug}")
        run = start(state, flow, inputs or {}, invocation)
        with _deep_recursion():
            result = to_json(call_body(flow, run))
        state.goes_on()
    except Exception as error:
        journal.finish("failed", wall_clock_ms(), message_of(error))
        what = f"run {run_id} failed: {message_of(error)}"
        _tell(state, flow, "run-failed", what, time.perf_counter() - started)
        shorten_traceback(error, flow.filename)
        raise
    journal.finish("completed", wall_clock_ms())
    seconds = time.perf_counter() - started
    _tell(state, flow, "run-finished", f"run {run_id} completed", seconds)
    return result


def start(
    state: RunState,
    flow: DurableFlow,
    raw: Mapping[Any, Any],
    invocation: str,
    *,
    prefix: str = "",
    depth: int = 0,
) -> Run:
    """A run of `flow` with its inputs checked and completed."""
    from breyta_runtime.engine.inputs import prepare_inputs

    prepared: Map = prepare_inputs(flow.definition, invocation, raw)
    context = flow_context(state.run_id, flow.definition.slug, invocation)
    frame = FlowFrame(flow, invocation, prefix, depth)
    return Run(state, frame, ContextMap(prepared, {FLOW_CTX: context}))


def call_body(flow: DurableFlow, run: Run) -> Any:
    """The value of the flow's body; an error that leaves it says where it comes from."""
    try:
        return flow.body(run)
    except Exception as error:
        source = flow.definition.source or flow.filename
        add_position(error, source, raise_site(error, flow.filename))
        raise


@contextmanager
def _deep_recursion() -> Iterator[None]:
    """Room for functions that recurse as deep as they may on the JVM."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual, limits.RECURSION_DEPTH))
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


def open_journal(header: RunHeader) -> RunJournal:
    from breyta_runtime.journal.sqlite import SqliteJournal
    from breyta_runtime.store.location import database_path, workspace_directory

    return SqliteJournal(database_path(workspace_directory())).open(header)


def _host_and_id() -> tuple[Host, str]:
    """Prefect when this is called inside a flow run; asks without importing it."""
    wanted = _RUN_ID.get()
    if "prefect.context" in sys.modules:
        from breyta_runtime.engine.hosts import on_prefect

        flow_run = on_prefect.flow_run_id()
        if flow_run is not None:
            return on_prefect.PrefectHost(), wanted or flow_run
    return LocalHost(), wanted or str(uuid4())


def _tell(
    state: RunState, flow: DurableFlow, kind: str, message: str, seconds: float | None = None
) -> None:
    slug = flow.definition.slug
    state.emit(RunEvent(kind, message, run_id=state.run_id, flow=slug, seconds=seconds))
