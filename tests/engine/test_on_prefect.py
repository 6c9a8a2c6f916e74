"""What Prefect shows of a run: flows, task runs, states and logs, as its API tells them."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from engine_runs import MODULES, Execute

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("prefect_server")]

HELLO = f"{MODULES / 'hello_world.py'}:hello_world"
SOON = 20


@pytest.fixture
def client(prefect_server: Any) -> Any:
    from prefect import get_client

    with get_client(sync_client=True) as client:
        yield client


def task_runs(client: Any, run_id: str, count: int) -> list[Any]:
    """The task runs of a flow run, once all of them have ended, in order."""
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

    wanted = FlowRunFilter(id=FlowRunFilterId(any_=[UUID(run_id)]))

    def ended() -> list[Any] | None:
        found = client.read_task_runs(flow_run_filter=wanted)
        final = all(run.state is not None and run.state.is_final() for run in found)
        return found if final and len(found) >= count else None

    return sorted(eventually(ended), key=lambda run: run.start_time)


def logs(client: Any, run_id: str, marker: str) -> str:
    """All log lines of a flow run, once `marker` is among them."""
    from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId
    from prefect.logging.handlers import APILogHandler

    APILogHandler().flush()
    wanted = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[UUID(run_id)]))

    def complete() -> str | None:
        text = "\n".join(each.message for each in client.read_logs(wanted))
        return text if marker in text else None

    return eventually(complete)


def eventually(ask: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + SOON
    while time.monotonic() < deadline:
        answer = ask()
        if answer is not None:
            return answer
        time.sleep(0.2)
    raise AssertionError(f"not within {SOON} s")


def test_steps_are_task_runs(on_prefect: Execute, client: Any, tmp_path: Path) -> None:
    """OPT-001, RUN-004: named by their titles, else by their ids."""
    result = on_prefect("charges", {"log": str(tmp_path / "log"), "orders": ["a", "b"]})
    shown = task_runs(client, result.run_id, 3)
    assert [run.name for run in shown] == ["now", "Charge a", "Charge b"]
    assert {run.state.name for run in shown} == {"Completed"}
    flow_run = client.read_flow_run(UUID(result.run_id))
    assert flow_run.state.name == "Completed"
    assert client.read_flow(flow_run.flow_id).name == "charges"


def test_decisions_are_log_lines(on_prefect: Execute, client: Any) -> None:
    """ORC-014"""
    result = on_prefect("hello_world", {})
    assert "Greeting target: Use provided name" in logs(client, result.run_id, "Greeting target")


def test_children_are_in_the_same_flow_run(on_prefect: Execute, client: Any) -> None:
    result = on_prefect("parent", {"call": "twice"})
    shown = task_runs(client, result.run_id, 2)
    assert [run.name for run in shown] == ["child-flow/Double it", "child-flow#2/Double it"]
    assert "flow :child-flow finished" in logs(client, result.run_id, "flow :child-flow finished")


def test_a_title_may_hold_braces(on_prefect: Execute, client: Any, tmp_path: Path) -> None:
    result = on_prefect("charges", {"log": str(tmp_path / "log"), "orders": ["{x} {0}"]})
    assert [run.name for run in task_runs(client, result.run_id, 2)] == ["now", "Charge {x} {0}"]


def test_tries_are_tries_of_one_task_run(on_prefect: Execute, client: Any, tmp_path: Path) -> None:
    options = {"retry": {"max-attempts": 3, "backoff-ms": 20}}
    inputs = {"failure": "busy", "failures": 2, "options": options, "log": str(tmp_path / "log")}
    result = on_prefect("retries", inputs)
    (shown,) = task_runs(client, result.run_id, 1)
    assert (shown.name, shown.state.name, shown.run_count) == ("work", "Completed", 3)
    assert shown.empirical_policy.retries == 2
    assert "Retry 2/2 will start 0.02 second(s) from now" in logs(
        client, result.run_id, "Retry 2/2"
    )


def test_a_timeout_is_shown_as_one(on_prefect: Execute, client: Any, tmp_path: Path) -> None:
    inputs = {"failure": "slow", "failures": 9, "options": {"timeout": 0.3}}
    result = on_prefect("retries", inputs | {"log": str(tmp_path / "log")})
    (shown,) = task_runs(client, result.run_id, 1)
    assert shown.state.name == "TimedOut"
    assert client.read_flow_run(UUID(result.run_id)).state.name == "Failed"
    assert "--> flows/retries.clj:14:9  step :work" in logs(client, result.run_id, "-->")


def test_logs_say_where_an_error_comes_from(on_prefect: Execute, client: Any) -> None:
    result = on_prefect("failures", {"what": "function"})
    (shown,) = task_runs(client, result.run_id, 1)
    assert shown.state.name == "Failed"
    text = logs(client, result.run_id, "Finished in state Failed")
    assert text.count("--> flows/failures.clj:4:25  step :divide-them") >= 2  # task and flow
    assert "return a / get(input, K_B)" in text


def test_an_error_that_is_not_tried_again_is_logged_too(
    on_prefect: Execute, client: Any, tmp_path: Path
) -> None:
    """Prefect itself is silent when a task with retries left is given up."""
    options = {"retry": {"max-attempts": 3}}
    inputs = {"failure": "closed", "failures": 9, "options": options}
    result = on_prefect("retries", inputs | {"log": str(tmp_path / "log")})
    text = logs(client, result.run_id, "-->")
    assert "this order is closed\n--> flows/retries.clj:7:9  step :work" in text


def test_a_replayed_step_makes_no_task_run(
    on_prefect: Execute, client: Any, tmp_path: Path
) -> None:
    inputs = {"failure": "closed", "failures": 1, "log": str(tmp_path / "log")}
    first = on_prefect("compensation", inputs)
    assert len(task_runs(client, first.run_id, 2)) == 2
    again = on_prefect("compensation", inputs, run_id=first.run_id)
    assert again.value == first.value
    assert again.run_id == first.run_id
    assert client.read_flow_run(UUID(first.run_id)).state.name == "Completed"
    time.sleep(1)
    assert len(task_runs(client, first.run_id, 2)) == 2


def test_results_stay_out_of_prefect(on_prefect: Execute, client: Any) -> None:
    """Step results go to the journal only."""
    result = on_prefect("values")
    (shown,) = task_runs(client, result.run_id, 1)
    assert shown.task_inputs == {}
    assert shown.state.data is None or "vector" not in str(shown.state.data)


# How Prefect finds the flow of a generated module


def test_prefect_loads_the_flow_from_its_file() -> None:
    from prefect.flows import load_flow_from_entrypoint

    flow = load_flow_from_entrypoint(HELLO)
    assert flow.name == "hello-world"
    assert flow.description == "Hello World"
    assert list(flow.parameters.properties) == ["inputs", "invocation"]
    assert flow.parameters.required == []


def test_prefect_finds_the_flow_without_running_the_module() -> None:
    """It reads the file for a function that is literally decorated with `@flow`."""
    import asyncio

    from prefect.cli._prompts import search_for_flow_functions

    found = asyncio.run(search_for_flow_functions(str(MODULES)))
    assert {"hello_world", "charges"} <= {each["function_name"] for each in found}


def test_the_flow_is_the_one_of_its_file() -> None:
    """Version and entrypoint come from the generated module, not from this runtime."""
    from prefect.flows import load_flow_from_entrypoint
    from prefect.utilities.hashing import file_hash

    flow = load_flow_from_entrypoint(HELLO)
    module = str(MODULES / "hello_world.py")
    assert inspect.getsourcefile(flow.fn) == module
    assert flow.version == file_hash(module)
    assert flow._entrypoint.startswith(module)
    source = ast.parse(inspect.getsource(flow.fn)).body[0]
    assert isinstance(source, ast.FunctionDef)
    assert source.name == "hello_world"


def test_prefect_checks_the_parameters() -> None:
    from prefect.exceptions import ParameterTypeError
    from prefect.flows import load_flow_from_entrypoint

    flow = load_flow_from_entrypoint(HELLO)
    with pytest.raises(ParameterTypeError):
        flow(inputs="Ada")
    assert flow({"name": "Ada"})["breyta.viewer/value"] == "# Greeting\n\nHello, Ada!"


def test_a_deployment_runs_in_a_process_of_its_own(
    client: Any, prefect_server: Any, tmp_path: Path
) -> None:
    """As a worker does it: a flow run from the API, executed by entrypoint in a new process."""
    from prefect.flows import load_flow_from_entrypoint

    flow = load_flow_from_entrypoint(HELLO)
    flow_id = client.create_flow(flow)
    deployment = client.create_deployment(flow_id, name="test", entrypoint=HELLO, path=str(MODULES))
    flow_run = client.create_flow_run_from_deployment(
        deployment, parameters={"inputs": {"name": "Ada"}}
    )
    environment = prefect_server.environment | {"BREYTAC_WORKSPACE": str(tmp_path)}
    environment["PREFECT__FLOW_RUN_ID"] = str(flow_run.id)
    done = subprocess.run(
        [sys.executable, "-m", "prefect.engine"],
        # Prefect copies the directory of the deployment to where it is started.
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (shown,) = task_runs(client, str(flow_run.id), 1)
    assert shown.name == "build-output"
    assert (tmp_path / ".breyta" / "workspace.db").exists()
