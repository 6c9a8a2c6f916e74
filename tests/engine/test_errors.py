"""What a failed run says: what is wrong, and where in the flow's source."""

from __future__ import annotations

import traceback

import pytest
from breyta_runtime import limits
from breyta_runtime.engine.errors import LimitExceeded, RunError, StepError, UnsupportedStep
from breyta_runtime.engine.positions import position_of_line
from engine_runs import MODULES, Execute


def failed(execute: Execute, what: str) -> tuple[Exception, str]:
    """The error of a run of `failures`, and the note that says where it comes from."""
    result = execute("failures", {"what": what})
    assert result.status == "failed"
    assert result.value is None
    assert result.error is not None
    places = [note for note in result.error.__notes__ if note.startswith("-->")]
    assert len(places) == 1
    return result.error, places[0]


def test_error_in_the_function_of_a_step(execute: Execute) -> None:
    """The place is the line of the function, the step is named."""
    error, place = failed(execute, "function")
    assert isinstance(error, ZeroDivisionError)
    assert place == "--> flows/failures.clj:4:25  step :divide-them"


def test_error_in_the_body(execute: Execute) -> None:
    error, place = failed(execute, "body")
    assert isinstance(error, ZeroDivisionError)
    assert place == "--> flows/failures.clj:4:25"


def test_family_of_a_later_version(offline: Execute) -> None:
    error, place = failed(offline, "documented-family")
    assert isinstance(error, UnsupportedStep)
    assert str(error) == (
        "step :load-history of family :ssh at flows/failures.clj:18:7"
        " is not runnable by this version"
    )
    assert place == "--> flows/failures.clj:18:7  step :load-history"


def test_family_nobody_knows(offline: Execute) -> None:
    error, _ = failed(offline, "unknown-family")
    assert isinstance(error, UnsupportedStep)
    assert str(error) == "step :fetch at flows/failures.clj:20:7 has the unknown family :htp"
    assert error.hint == "did you mean :http?"


def test_function_nobody_declared(offline: Execute) -> None:
    """FN-027"""
    error, place = failed(offline, "unknown-ref")
    assert str(error) == "step :norm refers to the unknown function :devide"
    assert "hint: did you mean :divide?" in error.__notes__
    assert place == "--> flows/failures.clj:22:7  step :norm"


@pytest.mark.parametrize(
    ("what", "kind", "complaint"),
    [
        ("load", UnsupportedStep, "step :norm uses :load; this version has no stored resources"),
        ("persist", UnsupportedStep, ":persist is not runnable by this version"),
        ("type", RunError, ":type :sleep contradicts the step's family :time"),
        ("loop", LimitExceeded, 'loop "Retry status" did not end within its :max-iterations of 3'),
        ("not-data", StepError, "the result of step :norm is not data"),
        ("large", StepError, "Result too large: step :large returned more than 1024 KB"),
        ("large-input", StepError, "Code step :input too large"),
    ],
)
def test_refusals(offline: Execute, what: str, kind: type, complaint: str) -> None:
    """ORC-015, OPT-010, OPT-011, ERR-003, ERR-009"""
    error, place = failed(offline, what)
    assert type(error) is kind
    assert complaint in str(error)
    assert place.startswith("--> flows/failures.clj:")


def test_steps_of_a_run_are_limited(offline: Execute, monkeypatch: pytest.MonkeyPatch) -> None:
    """LIM-004"""
    assert limits.MAX_STEP_EXECUTIONS == 10_000
    monkeypatch.setattr(limits, "MAX_STEP_EXECUTIONS", 2)
    error, _ = failed(offline, "loop")
    assert isinstance(error, LimitExceeded)
    assert "max step executions exceeded" in str(error)


def test_tracebacks_show_the_flow_and_little_else(offline: Execute) -> None:
    error, _ = failed(offline, "function")
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename == str(MODULES / "failures.py")]
    assert ours[-1].line == "return a / get(input, K_B)"
    assert len(frames) - len(ours) <= 4


def test_positions_of_lines() -> None:
    module = str(MODULES / "failures.py")
    lines = (MODULES / "failures.py").read_text().splitlines()
    at = {line.strip(): number for number, line in enumerate(lines, 1)}
    assert position_of_line(module, at["a = get(input, K_A)"]) == "3:20"
    assert position_of_line(module, at["return a / get(input, K_B)"]) == "4:25"
    assert position_of_line(module, at["what = get(run.input(), K_WHAT)"]) == "12:16"
    assert position_of_line(module, at['slug="failures",']) is None
    assert position_of_line("no-such-file.py", 3) is None
