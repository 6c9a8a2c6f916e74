"""Whole runs, on both hosts."""

from __future__ import annotations

import re

import pytest
from breyta_runtime.engine.events import RunEvent
from engine_runs import MODULES, Execute


def test_hello_world(execute: Execute) -> None:
    """A labelled branch, a function step and a viewer envelope (ORC-010, ORC-014, FN-002)."""
    result = execute("hello_world", {})
    assert result.status == "completed", result.error
    assert result.value == {
        "breyta.viewer/kind": "markdown",
        "breyta.viewer/value": "# Greeting\n\nHello, World!",
    }


def test_timeline_of_a_run(execute: Execute) -> None:
    """RUN-004: branch and step events, with their place in the source."""
    seen: list[RunEvent] = []
    result = execute("hello_world", {"name": "Ada"}, listener=seen.append)
    assert [(event.kind, event.step or event.message, event.position) for event in seen[1:-1]] == [
        ("branch", "Greeting target: Use provided name", "flows/hello-world.clj:17:9"),
        ("step-started", "build-output", "flows/hello-world.clj:18:16"),
        ("step-finished", "build-output", "flows/hello-world.clj:18:16"),
    ]
    assert seen[0].kind == "run-started"
    assert seen[-1].kind == "run-finished"
    assert {event.run_id for event in seen} == {result.run_id}
    assert tuple(seen) == result.events
    branch = seen[1]
    assert (branch.label, branch.choice) == ("Greeting target", "Use provided name")


def test_function_input_knows_its_context_and_does_not_leak_it(execute: Execute) -> None:
    """FN-003: :step/ctx and :flow/ctx are found by key, and not in what the function returns."""
    result = execute("context", {"name": "Ada"})
    assert result.status == "completed", result.error
    assert result.value == {
        "input": {"name": "Ada"},
        "keys": ["name"],
        "step-id": "look-around",
        "workflow-id": result.run_id,
        "flow-input-workflow-id": result.run_id,
        "no-input": [],
        "identity": {"name": "Ada"},
    }


def test_time_is_that_of_the_run(execute: Execute, tmp_path) -> None:
    """ORC-025, ORC-011"""
    log = tmp_path / "log"
    first = execute("charges", {"log": str(log), "orders": ["a"]})
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first.value["at"])
    again = execute("charges", {"log": str(log), "orders": ["a"]}, run_id=first.run_id)
    assert again.value == first.value


def test_items_of_a_labelled_loop(execute: Execute, tmp_path) -> None:
    """ORC-003, ORC-014: one step run per item, in order, and named iterations."""
    log = tmp_path / "log"
    result = execute("charges", {"log": str(log), "orders": ["a", "b"]})
    assert result.value["charged"] == ["a", "b"]
    assert log.read_text() == "charge a\ncharge b\n"
    assert [event.message for event in result.events if event.kind == "iteration"] == [
        "Charge each order: item 1 of 2",
        "Charge each order: item 2 of 2",
    ]
    finished = [event for event in result.events if event.kind == "step-finished"][1:]
    assert [(e.step, e.title, e.occurrence) for e in finished] == [
        ("charge-order", "Charge a", 1),
        ("charge-order", "Charge b", 2),
    ]


def test_a_generated_module_runs_without_the_runner(workspace, monkeypatch) -> None:
    """`flow.fn(...)` is the offline run of a Prefect flow."""
    from breyta_runtime.engine.loading import load_flow

    flow = load_flow(MODULES / "hello_world.py").function
    assert flow.fn({"name": "Ada"})["breyta.viewer/value"] == "# Greeting\n\nHello, Ada!"
    assert flow.fn()["breyta.viewer/value"] == "# Greeting\n\nHello, World!"


def test_offline_makes_no_connection(offline: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert offline("hello_world", {}).status == "completed"
