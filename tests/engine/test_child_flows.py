"""flow/call-flow: another flow as a part of the run."""

from __future__ import annotations

from pathlib import Path

import pytest
from breyta_runtime import limits
from breyta_runtime.engine.errors import LimitExceeded, RunError
from breyta_runtime.engine.inputs import InputError
from engine_runs import MODULES, Execute, kinds


def test_the_output_of_a_child_is_the_value_of_the_call(execute: Execute) -> None:
    """ORC-008: with the child's own input checks and defaults."""
    result = execute("parent", {"call": "twice"})
    assert result.value == {
        "first": {"doubled": 2, "priority": "low"},
        "second": {"doubled": 4, "priority": "low"},
    }


def test_children_in_the_timeline(execute: Execute) -> None:
    result = execute("parent", {"call": "twice"})
    inner = [event for event in result.events if event.depth == 1]
    assert {event.flow for event in inner} == {"child-flow"}
    assert [event.path for event in inner if event.kind == "step-finished"] == [
        "child-flow/double",
        "child-flow#2/double",
    ]
    started = [event for event in result.events if event.kind == "child-started"]
    assert [(e.message, e.position) for e in started] == [
        ("flow :child-flow", "flows/parent.clj:11:5"),
        ("flow :child-flow", "flows/parent.clj:12:5"),
    ]


def test_a_finished_child_is_not_executed_again(offline: Execute) -> None:
    first = offline("parent", {"call": "twice"})
    again = offline("parent", {"call": "twice"}, run_id=first.run_id)
    assert again.value == first.value
    assert kinds(again, "child-started", "step-started", "step-replayed") == []


def test_a_child_checks_its_input(offline: Execute) -> None:
    result = offline("bad_call")
    assert isinstance(result.error, InputError)
    assert result.error.__notes__[-2:] == [
        "    called by flows/bad-call.clj:3:5  flow/call-flow :child-flow",
        "--> flows/bad-call.clj:3:5",
    ]


def test_options_of_a_call_may_be_worked_out(offline: Execute) -> None:
    fine = offline("parent", {"call": "options", "options": {"invocation": "default"}})
    assert fine.value == {"doubled": 2, "priority": "low"}
    later = offline("parent", {"call": "options", "options": {"target": "live"}})
    assert isinstance(later.error, RunError)
    assert ":target is not runnable by this version" in str(later.error)


def test_unknown_children_are_named(offline: Execute) -> None:
    result = offline("parent", {"call": "unknown"})
    assert isinstance(result.error, RunError)
    assert str(result.error) == (
        "flow/call-flow :child-flaw: no compiled flow of that name was found"
    )
    assert result.error.hint == "did you mean :child-flow?"
    assert result.error.__notes__[-1] == "--> flows/parent.clj:10:7"


def test_nesting_is_limited(offline: Execute) -> None:
    """ORC-027, LIM-006: five levels below the run, not six."""
    fine = offline("parent", {"call": "deeper", "depth": limits.MAX_CALL_DEPTH + 1})
    assert fine.value == "bottom", fine.error
    deep = offline("parent", {"call": "deeper", "depth": limits.MAX_CALL_DEPTH + 2})
    assert isinstance(deep.error, LimitExceeded)
    assert "nesting depth of 5" in str(deep.error)


def test_the_number_of_children_is_limited(
    offline: Execute, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ERR-007: with the documented words."""
    assert limits.MAX_CHILD_FLOWS == 25
    monkeypatch.setattr(limits, "MAX_CHILD_FLOWS", 2)
    assert offline("parent", {"call": "often", "times": 2}).value == "often"
    result = offline("parent", {"call": "often", "times": 3})
    assert isinstance(result.error, LimitExceeded)
    assert "child-flows limit exceeded" in str(result.error)


def test_children_of_a_package_are_imported_as_its_modules(
    offline: Execute, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from breyta_runtime.engine.runner import execute_module

    package = tmp_path / "generated_flows"
    package.mkdir()
    for name in ("__init__.py", "parent.py", "child_flow.py"):
        source = MODULES / name
        (package / name).write_text(source.read_text() if source.exists() else "")
    monkeypatch.syspath_prepend(str(tmp_path))
    result = execute_module("generated_flows.parent", {"call": "twice"}, host="offline")
    assert result.value["first"] == {"doubled": 2, "priority": "low"}, result.error
