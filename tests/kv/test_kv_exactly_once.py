"""What a `:kv` step does and what its run remembers of it are one transaction."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from breyta_runtime.engine.runner import RunResult
from breyta_runtime.journal.sqlite import SqliteRunJournal

Kv = Callable[..., Any]
Execute = Callable[..., RunResult]

MODULE = Path(__file__).parent / "modules" / "records.py"
INCREMENT = {"operation": "increment", "key": "n"}

RUN = """
import json, sys
from breyta_runtime.engine.runner import execute_module
result = execute_module(sys.argv[1], json.loads(sys.argv[2]), host="offline", run_id=sys.argv[3])
assert result.error is None, result.error
"""

DIE_BEFORE_COMMIT = """
import os, signal
from sqlalchemy import event
from breyta_runtime.store import database
open_database = database.open_database
def opened(path):
    engine = open_database(path)
    @event.listens_for(engine, "commit")
    def _(connection):
        done = connection.exec_driver_sql("SELECT count(*) FROM kv_records").scalar()
        if done:
            os.kill(os.getpid(), signal.SIGKILL)
    return engine
from breyta_runtime.journal import sqlite
sqlite.open_database = opened
"""


def child(code: str, inputs: dict[str, Any], run_id: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, str(MODULE), json.dumps(inputs), run_id]
    return subprocess.Popen(command, env=dict(os.environ), stderr=subprocess.PIPE)


def test_increments_of_eight_processes_all_count(kv: Kv, workspace: Path) -> None:
    """KV-004: 8 runs with 25 increments and 5 appends each, at the same time."""
    steps = ([INCREMENT] * 5 + [{"operation": "append", "key": "l", "item": 1}]) * 5
    runs = [child(RUN, {"steps": steps}, f"run-{number}") for number in range(8)]
    for process in runs:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    assert kv("get", key="n")["value"] == 200
    assert len(kv("get", key="l")["value"]) == 40
    with sqlite3.connect(workspace / ".breyta" / "workspace.db") as database:
        (seen,) = database.execute(
            "SELECT count(DISTINCT payload) FROM step_outcomes WHERE payload LIKE '%previous%'"
        ).fetchone()
    assert seen == 200, "every increment saw a value of its own"


def test_a_completed_increment_is_not_repeated(kv: Kv, execute: Execute) -> None:
    """The process is killed behind the second of three increments, and the run executed again."""
    steps = [INCREMENT] * 3
    process = child(RUN, {"steps": steps, "crash-after": 2}, "killed")
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert kv("get", key="n")["value"] == 2
    result = execute(steps, run_id="killed")
    assert [each["value"] for each in result.value] == [1, 2, 3]
    assert kv("get", key="n")["value"] == 3


def test_an_increment_in_flight_happens_once_all_the_same(
    kv: Kv, execute: Execute, workspace: Path
) -> None:
    """Killed with everything written and nothing committed: neither effect nor outcome is there."""
    process = child(DIE_BEFORE_COMMIT + RUN, {"steps": [INCREMENT]}, "killed")
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    with sqlite3.connect(workspace / ".breyta" / "workspace.db") as database:
        assert database.execute("SELECT count(*) FROM kv_records").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM step_outcomes").fetchone() == (0,)
    result = execute([INCREMENT], run_id="killed")
    assert result.value[0] == {"success": True, "key": "n", "value": 1, "previous": 0}
    assert execute([INCREMENT], run_id="killed").value == result.value
    assert kv("get", key="n")["value"] == 1


def test_two_processes_with_the_same_run_increment_once(kv: Kv) -> None:
    """Whoever comes second takes over the first one's outcome."""
    runs = [child(RUN, {"steps": [INCREMENT] * 20}, "the-same") for _ in range(4)]
    for process in runs:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    assert kv("get", key="n")["value"] == 20


def test_a_step_that_fails_leaves_nothing_behind(
    kv: Kv, execute: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An outcome that cannot be recorded undoes the increment."""

    def full(*_: object) -> bool:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(SqliteRunJournal, "_insert", full)
        assert execute([INCREMENT]).status == "failed"
    assert kv("get", key="n", default=0)["value"] == 0


def test_a_failure_the_flow_went_on_after_is_final(kv: Kv, execute: Execute) -> None:
    steps = [
        {"operation": "increment", "key": "n", "delta": "x", "on-error": "skip"},
        INCREMENT,
    ]
    first = execute(steps, run_id="again")
    assert first.value[0]["skipped?"] is True
    assert execute(steps, run_id="again").value == first.value
    assert kv("get", key="n")["value"] == 1


def test_an_older_workspace_is_migrated(workspace: Path, execute: Execute) -> None:
    """A database with the journal alone gets the records' table."""
    from breyta_runtime.store import database, migrations
    from breyta_runtime.store.location import database_path

    path = database_path(workspace)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        patched.setattr(database, "MIGRATIONS", migrations.MIGRATIONS[:1])
        database.open_database(path)
    database._ENGINES.clear()
    assert execute([INCREMENT]).error is None


@pytest.mark.slow
def test_on_prefect_too(prefect_server: object) -> None:
    """The transaction is made inside the step's task run."""
    from breyta_runtime.engine.runner import execute_module

    counter = MODULE.with_name("counter.py")
    first = execute_module(counter, {}, host="prefect", run_id="on-prefect")
    assert first.value["value"] == 2, first.error
    again = execute_module(counter, {}, host="prefect", run_id="on-prefect")
    assert again.value == first.value
