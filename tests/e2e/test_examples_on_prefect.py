"""The examples of the documentation on a real Prefect server, against a real HTTP server."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.slow


def run_id(stderr: str) -> str:
    """The id in the first line of the timeline."""
    return stderr.splitlines()[0].split(" run ")[1].strip()


def task_runs(server: Any, flow_run: str) -> list[str]:
    """The names of the flow run's task runs, in the order they started; waits for the recorder."""
    import time

    for _ in range(100):
        found = httpx.post(
            f"{server.url}/task_runs/filter",
            json={"flow_runs": {"id": {"any_": [flow_run]}}, "sort": "EXPECTED_START_TIME_ASC"},
        ).json()
        if found and all(each["state_type"] == "COMPLETED" for each in found):
            return [each["name"] for each in found]
        time.sleep(0.1)
    return []


def flow_run_state(server: Any, flow_run: str) -> str:
    state: str = httpx.get(f"{server.url}/flow_runs/{flow_run}").json()["state_type"]
    return state


def test_hello_world_prints_the_greeting(breytac_on_prefect: Any, prefect_server: Any) -> None:
    """DEF-013: the run's output is the last value; ORC-022: no step for the branch not taken."""
    ran = breytac_on_prefect("run", "flows/hello-world.clj")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["breyta.viewer/value"] == "# Greeting\n\nHello, World!"
    assert "Greeting target → Use provided name" in ran.err
    flow_run = run_id(ran.err)
    assert flow_run_state(prefect_server, flow_run) == "COMPLETED"
    assert task_runs(prefect_server, flow_run) == ["build-output"]


def test_hello_world_greets_whom_it_is_told(breytac_on_prefect: Any) -> None:
    ran = breytac_on_prefect("run", "hello-world", "--input", '{"name": "Ada"}')
    assert json.loads(ran.out)["breyta.viewer/value"] == "# Greeting\n\nHello, Ada!"


def test_http_enrichment_fetches_the_user(
    breytac_on_prefect: Any, prefect_server: Any, api: Any
) -> None:
    """REQ-006: the slot's address comes from where the flow runs, not from its source."""
    api.on("GET /users/7", {"id": 7, "name": "Grace"})
    ran = breytac_on_prefect(
        "run",
        "flows/http-enrichment.clj",
        "--input",
        '{"user-id": "7"}',
        BREYTA_CONNECTION_PUBLIC_API_BASE_URL=api.url,
    )
    assert ran.code == 0, ran.err
    result = json.loads(ran.out)
    assert result["lookup-user-id"] == 7
    assert result["user"]["status"] == 200
    assert result["user"]["body"] == {"id": 7, "name": "Grace"}
    assert [request.path for request in api.requests] == ["/users/7"]
    assert task_runs(prefect_server, run_id(ran.err)) == ["fetch-user", "normalize-response"]


def test_a_failing_step_shows_where_it_stands(breytac_on_prefect: Any, api: Any) -> None:
    api.on("GET /users/1", {"error": "gone"})
    ran = breytac_on_prefect(
        "run",
        "flows/http-enrichment.clj",
        BREYTA_CONNECTION_PUBLIC_API_BASE_URL=f"{api.url}/nowhere",
    )
    assert ran.code == 1
    assert ran.out == ""
    assert "--> flows/http-enrichment.clj:24:14" in ran.err
    assert "404" in ran.err
    assert "Traceback" not in ran.err


def test_a_bad_input_names_the_field(breytac_on_prefect: Any, api: Any) -> None:
    ran = breytac_on_prefect("run", "flows/http-enrichment.clj", "--input", '{"user-id": "x"}')
    assert ran.code == 1
    assert "user-id" in ran.err and "number" in ran.err
    assert api.requests == []


def test_scheduled_rollup_gives_its_run_time(breytac_on_prefect: Any) -> None:
    """ORC-025"""
    ran = breytac_on_prefect("run", "flows/scheduled-rollup.clj", "--input", '{"rows": 3}')
    assert ran.code == 0, ran.err
    result = json.loads(ran.out)
    assert result["type"] == "rollup"
    assert result["run-at"].endswith("Z")
    assert result["input"] == {"rows": 3}
    assert "Rollup input source → Use schedule/manual input" in ran.err


def test_critical_flow_returns_its_input(breytac_on_prefect: Any) -> None:
    ran = breytac_on_prefect("run", "critical-flow", "--input", '{"order": {"id": 4}}')
    assert ran.code == 0, ran.err
    assert json.loads(ran.out) == {"order": {"id": 4}}


def test_a_step_of_a_later_capability_is_one_clear_error(
    breytac_on_prefect: Any,
) -> None:
    ran = breytac_on_prefect("run", "flows/wait-for-approval.clj", "--input", '{"order-id": "a1"}')
    assert ran.code == 1
    assert ":approval" in ran.err and ":wait" in ran.err
    assert "flows/wait-for-approval.clj:14:18" in ran.err
    assert "Traceback" not in ran.err
