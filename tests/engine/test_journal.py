"""No completed step runs twice within a run, whatever happens to the process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from breyta_runtime.engine.errors import JournalMismatch
from breyta_runtime.engine.runner import RunResult
from breyta_runtime.journal import Outcome, RunHeader, StepKey
from breyta_runtime.journal.sqlite import SqliteJournal
from breyta_runtime.store.location import workspace_directory
from engine_runs import MODULES, Execute, executor, kinds

RUN_IN_CHILD = """
import json, sys
from breyta_runtime.engine.runner import execute_module
module, inputs, host, run_id = sys.argv[1:]
def tell(event):
    if event.kind == "run-started":
        print(event.run_id, flush=True)
execute_module(module, json.loads(inputs), host=host, listener=tell, run_id=run_id or None)
"""


def killed(host: str, inputs: str, environment: dict[str, str], run_id: str = "") -> str:
    """Runs `charges` in a process of its own that is killed on the way; the id of its run."""
    child = subprocess.run(
        [sys.executable, "-c", RUN_IN_CHILD, str(MODULES / "charges.py"), inputs, host, run_id],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    return child.stdout.split()[0]


@pytest.fixture(params=["offline", pytest.param("prefect", marks=pytest.mark.slow)])
def host(request: pytest.FixtureRequest) -> tuple[str, dict[str, str]]:
    environment = dict(os.environ)
    if request.param == "prefect":
        environment |= request.getfixturevalue("prefect_server").environment
    return request.param, environment


def test_a_killed_run_goes_on_where_its_journal_ends(
    host: tuple[str, dict[str, str]], tmp_path: Path
) -> None:
    """Killed between two steps, then again, then left to end: each charge is made once."""
    name, environment = host
    environment["BREYTAC_WORKSPACE"] = str(tmp_path)
    log = tmp_path / "log"
    orders = {"log": str(log), "orders": ["a", "b", "c"]}
    run_id = killed(name, json.dumps(orders | {"crash-after": "a"}), environment)
    assert killed(name, json.dumps(orders | {"crash-after": "b"}), environment, run_id) == run_id
    assert log.read_text() == "charge a\ncharge b\n"

    result = executor(name)("charges", orders, run_id=run_id)
    assert result.value["charged"] == ["a", "b", "c"]
    assert result.run_id == run_id
    assert log.read_text() == "charge a\ncharge b\ncharge c\n"
    assert kinds(result, "step-replayed", "step-started") == [
        "step-replayed",
        "step-replayed",
        "step-replayed",
        "step-started",
    ]


def test_a_step_in_flight_at_a_crash_is_done_again(tmp_path: Path) -> None:
    """At least once: nobody can know whether its effect took place."""
    environment = dict(os.environ) | {"BREYTAC_WORKSPACE": str(tmp_path)}
    log = tmp_path / "log"
    orders = {"log": str(log), "orders": ["a", "b"]}
    run_id = killed("offline", json.dumps(orders | {"crash-in": "b"}), environment)
    assert log.read_text() == "charge a\ncharge b\n"
    killed("offline", json.dumps(orders | {"crash-in": "b"}), environment, run_id)
    assert log.read_text() == "charge a\ncharge b\ncharge b\n"


def test_runs_do_not_share_outcomes(execute: Execute, tmp_path: Path) -> None:
    log = tmp_path / "log"
    for _ in range(2):
        execute("charges", {"log": str(log), "orders": ["a"]})
    assert log.read_text() == "charge a\ncharge a\n"


def test_a_failed_step_is_tried_by_the_next_execution(offline: Execute, tmp_path: Path) -> None:
    log = tmp_path / "log"
    inputs = {"failure": "busy", "failures": 1, "log": str(log)}
    first = offline("retries", inputs)
    again = offline("retries", inputs, run_id=first.run_id)
    assert (first.status, again.value) == ("failed", "done")


def test_a_failure_the_flow_dealt_with_is_final(offline: Execute, tmp_path: Path) -> None:
    """What the flow did about it was right then, and must still be right on re-execution."""
    log = tmp_path / "log"
    inputs = {"failures": 1, "failure": "closed", "log": str(log)}
    first = offline("compensation", inputs)
    assert first.value == {"compensated": "this order is closed", "reason": "closed"}
    again = offline("compensation", inputs, run_id=first.run_id)
    assert again.value == first.value
    assert log.read_text() == "try\ncompensate\n"


def test_a_failure_dealt_with_at_the_end_is_final_too(offline: Execute, tmp_path: Path) -> None:
    """No step follows that would show that the run went on; its end does."""
    inputs = {"failures": 1, "failure": "closed", "quietly": True, "log": str(tmp_path / "log")}
    first = offline("compensation", inputs)
    again = offline("compensation", inputs, run_id=first.run_id)
    assert (first.value, again.value) == ("gave up", "gave up")
    assert (tmp_path / "log").read_text() == "try\n"


def test_a_run_belongs_to_its_flow(offline: Execute) -> None:
    first = offline("hello_world")
    other = offline("context", run_id=first.run_id)
    assert isinstance(other.error, JournalMismatch)
    assert "is a run of :hello-world, not of :context" in str(other.error)


def test_results_come_back_as_they_were(offline: Execute) -> None:
    """A result is the same value on the first execution and on every other."""
    first = offline("values")
    assert first.status == "completed", first.error
    again = offline("values", run_id=first.run_id)
    assert again.value == first.value
    assert kinds(again, "step-started") == []


# The journal itself


def outcome(payload: str, **changes: Any) -> Outcome:
    fields: dict[str, Any] = {"family": "http", "ok": True, "started_ms": 1, "finished_ms": 2}
    return Outcome(payload=payload, **(fields | changes))


def header(run_id: str) -> RunHeader:
    return RunHeader(run_id, "orders", "default", "offline", 1_000)


@pytest.fixture
def journal(tmp_path: Path) -> SqliteJournal:
    return SqliteJournal(tmp_path / "workspace.db")


def test_the_first_result_of_a_step_stays(journal: SqliteJournal) -> None:
    """Two processes that execute one run agree on what its steps came to."""
    key = StepKey("charge", 1)
    one, other = journal.open(header("r")), journal.open(header("r"))
    assert one.record(key, outcome("first")).payload == "first"
    assert other.record(key, outcome("second")).payload == "first"
    found = journal.open(header("r")).find(key)
    assert found is not None
    assert found.payload == "first"


def test_a_failure_gives_way_to_a_result_until_it_is_settled(journal: SqliteJournal) -> None:
    key = StepKey("charge", 1)
    run = journal.open(header("r"))
    run.record(key, outcome("failure", ok=False))
    assert run.record(key, outcome("result")).ok
    settled = StepKey("charge", 2)
    run.record(settled, outcome("failure", ok=False))
    run.settle(settled)
    assert not run.record(settled, outcome("result")).ok


def test_a_run_keeps_its_first_start(journal: SqliteJournal) -> None:
    journal.open(header("r")).record(StepKey("a", 1), outcome("x"))
    later = RunHeader("r", "orders", "default", "prefect", 9_000)
    assert journal.open(later).header.started_ms == 1_000


def test_many_writers_at_once(tmp_path: Path) -> None:
    """Writers wait for each other; none of them fails."""
    failures: list[BaseException] = []

    def write(number: int) -> None:
        try:
            run = SqliteJournal(tmp_path / "workspace.db").open(header(f"run-{number}"))
            for occurrence in range(20):
                run.record(StepKey("step", occurrence), outcome("x"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    from breyta_runtime.store import database
    from breyta_runtime.store.migrations import NewerDatabase

    path = tmp_path / "workspace.db"
    SqliteJournal(path).open(header("r"))
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO schema_version VALUES (999)")
    database._ENGINES.clear()
    with pytest.raises(NewerDatabase, match="schema version 999"):
        SqliteJournal(path)


def test_where_the_workspace_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "flows" / "billing"
    inner.mkdir(parents=True)
    monkeypatch.delenv("BREYTAC_WORKSPACE")
    assert workspace_directory(inner) == inner
    (tmp_path / ".breyta").mkdir()
    assert workspace_directory(inner) == tmp_path
    monkeypatch.setenv("BREYTAC_WORKSPACE", str(tmp_path / "elsewhere"))
    assert workspace_directory(inner) == tmp_path / "elsewhere"


def test_state_stays_out_of_version_control(offline: Execute, tmp_path: Path) -> None:
    result: RunResult = offline("hello_world", run_id=str(uuid4()))
    assert result.status == "completed"
    assert (tmp_path / ".breyta" / ".gitignore").read_text() == "*\n"
