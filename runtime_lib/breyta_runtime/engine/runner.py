"""Running a generated module from a program: `execute_module`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, cast
from uuid import UUID

from breyta_runtime.engine.errors import RunError
from breyta_runtime.engine.events import Listener, RunEvent, listening
from breyta_runtime.engine.execution import running_as
from breyta_runtime.engine.loading import LoadedFlow, load_flow

HostName = Literal["prefect", "offline"]


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run ended."""

    value: Any
    """The flow's result as JSON data; None when it failed."""
    run_id: str
    status: Literal["completed", "failed"]
    error: Exception | None
    """With its notes, which say where in the source it comes from."""
    events: tuple[RunEvent, ...]


def execute_module(
    target: str | Path | ModuleType,
    inputs: Mapping[str, Any] | None = None,
    invocation: str = "default",
    *,
    host: HostName = "prefect",
    listener: Listener | None = None,
    run_id: str | None = None,
) -> RunResult:
    """Runs a flow and waits for its end.  A flow that fails is a result, not an exception.

    With the `run_id` of an earlier run, that run goes on where its journal ends.  Raises RunError
    when there is no flow to run.
    """
    loaded = load_flow(target)
    events: list[RunEvent] = []

    def listen(event: RunEvent) -> None:
        events.append(event)
        if listener is not None:
            listener(event)

    value, error = None, None
    with listening(listen), running_as(run_id):
        try:
            if host == "prefect":
                value = _on_prefect(loaded, inputs, invocation, run_id)
            else:
                value = _offline(loaded, inputs, invocation)
        except Exception as problem:
            error = problem
    started = next((event.run_id for event in events if event.kind == "run-started"), run_id or "")
    status: Literal["completed", "failed"] = "completed" if error is None else "failed"
    return RunResult(value, started, status, error, tuple(events))


def _offline(loaded: LoadedFlow, inputs: Mapping[str, Any] | None, invocation: str) -> Any:
    bare = getattr(loaded.function, "fn", loaded.function)
    return bare(inputs, invocation)


def _on_prefect(
    loaded: LoadedFlow, inputs: Mapping[str, Any] | None, invocation: str, run_id: str | None
) -> Any:
    from prefect import Flow
    from prefect.flow_engine import run_flow

    if not isinstance(loaded.function, Flow):
        raise RunError(f":{loaded.flow.definition.slug} is no Prefect flow; run it offline")
    flow = cast("Flow[..., Any]", loaded.function)
    parameters = {"inputs": None if inputs is None else dict(inputs), "invocation": invocation}
    with _without_heartbeat():
        return run_flow(flow, flow_run=_abandoned_run(run_id), parameters=parameters)


@contextmanager
def _without_heartbeat() -> Iterator[None]:
    """Spares the run the second Prefect takes to end a sync flow's heartbeat thread.

    The setting cannot be told off by an environment variable.  Who watches a process it started
    itself needs no heartbeat.
    """
    from prefect.context import SettingsContext, get_settings_context

    # Not `temporary_settings`, which validates all settings anew: a tenth of a second.
    current = get_settings_context()
    flows = current.settings.flows.model_copy(update={"heartbeat_frequency": None})
    settings = current.settings.model_copy(update={"flows": flows})
    with SettingsContext(profile=current.profile, settings=settings):
        yield


def _abandoned_run(run_id: str | None) -> Any:
    """The flow run of an earlier execution, made ready to run again; None when there is none."""
    from prefect import get_client
    from prefect.exceptions import ObjectNotFound
    from prefect.states import Pending

    if run_id is None or not _is_uuid(run_id):
        return None
    with get_client(sync_client=True) as client:
        try:
            client.read_flow_run(UUID(run_id))
        except ObjectNotFound:
            return None
        message = "Executed again; completed steps are not repeated."
        client.set_flow_run_state(UUID(run_id), Pending(message=message), force=True)
        return client.read_flow_run(UUID(run_id))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
