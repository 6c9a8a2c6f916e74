"""`breytac run`: the result on stdout, the story on stderr."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest
from breyta_runtime import local

from .conftest import BROKEN, GREET, Call

pytest.importorskip("prefect")

FAILING = GREET.replace('(str "Hi, " (:name input))', "(/ 1 (- (count (:name input)) 5))")


def test_a_file_is_compiled_and_run(breytac_process: Call, project: Path, greet: Path) -> None:
    done = breytac_process("run", "flows/greet.clj", "--offline", "--input", '{"name": "Ada"}')
    assert done.code == 0, done.err
    assert done.out == '{\n  "message": "Hi, Ada"\n}\n'
    lines = done.err.splitlines()
    assert lines[0].startswith("▶ greet run ")
    assert lines[1].startswith("  ✓ greet function ")
    assert lines[2].startswith("✓ greet ")
    assert len(lines) == 3, "nothing of Prefect's, and nothing twice"
    assert (project / ".breyta" / "build" / "greet.py").is_file()
    assert not (project / "generated").exists()


def test_a_slug_runs_the_committed_module_and_tells_when_it_is_old(
    breytac_process: Call, project: Path, greet: Path
) -> None:
    breytac_process("compile")
    greet.write_text(GREET.replace("Hi, ", "Hello, "), encoding="utf-8")
    done = breytac_process("run", "greet", "--offline")
    assert done.json == {"message": "Hi, World"}
    assert (
        "note: running generated/greet.py as committed, but flows/greet.clj has changed since"
        in done.err
    )
    breytac_process("compile")
    again = breytac_process("run", ":greet", "--offline")
    assert again.json == {"message": "Hello, World"}
    assert "note:" not in again.err


def test_a_slug_that_was_never_compiled_is_found_among_the_sources(
    breytac_process: Call, greet: Path
) -> None:
    greet.rename(greet.with_name("under-another-name.clj"))
    assert breytac_process("run", "greet", "--offline").json == {"message": "Hi, World"}


def test_a_called_flow_is_compiled_along(breytac_process: Call, greet: Path) -> None:
    caller = greet.with_name("caller.clj")
    call = '\'(flow/call-flow :greet {:name "You"})}\n'
    text = GREET.replace(":slug :greet", ":slug :caller")
    caller.write_text(text[: text.index("'(let")] + call)
    done = breytac_process("run", "flows/caller.clj", "--offline")
    assert done.json == {"message": "Hi, You"}, done.err


def test_a_failed_run_says_why_and_where(breytac_process: Call, greet: Path) -> None:
    greet.write_text(FAILING, encoding="utf-8")
    done = breytac_process("run", "greet", "--offline")
    assert (done.code, done.out) == (1, "")
    assert "  ✗ step :greet failed" in done.err
    assert "error: " in done.err
    assert "  --> flows/greet.clj:4:" in done.err
    assert "step :greet" in done.err
    assert "Traceback" not in done.err


def test_json_is_an_envelope_with_result_and_events(breytac_process: Call, greet: Path) -> None:
    done = breytac_process("run", "greet", "--offline", "--format", "json")
    answer = done.json
    assert answer["ok"] is True
    assert answer["data"]["flowSlug"] == "greet"
    assert answer["data"]["host"] == "offline"
    assert answer["data"]["status"] == "completed"
    assert answer["data"]["result"] == {"message": "Hi, World"}
    kinds = [event["kind"] for event in answer["data"]["events"]]
    assert kinds == ["run-started", "step-started", "step-finished", "run-finished"]

    greet.write_text(FAILING, encoding="utf-8")
    failed = breytac_process("run", "greet", "--offline", "--format", "json")
    assert failed.code == 1
    assert failed.json["ok"] is False
    assert failed.json["data"]["status"] == "failed"
    assert failed.json["error"]["code"] == "run_failed"
    assert any("flows/greet.clj:4:" in note for note in failed.json["error"]["notes"])


def test_input_comes_from_a_file_or_from_stdin(
    breytac_process: Call, project: Path, greet: Path
) -> None:
    (project / "in.json").write_text('{"name": "File"}')
    run = ("run", "greet", "--offline", "--input")
    assert breytac_process(*run, "@in.json").json == {"message": "Hi, File"}
    piped = breytac_process(*run, "@-", stdin='{"name": "Pipe"}')
    assert piped.json == {"message": "Hi, Pipe"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("greet", "--input", "{name: 1}"), "--input is not JSON: Expecting property name"),
        (("greet", "--input", "[1]"), "--input must be a JSON object"),
        (("greet", "--input", '{"n": NaN}'), "--input is not JSON: NaN is no JSON value"),
        (("greet", "--input", "@nope.json"), "--input: no such file: nope.json"),
        (("gret",), "no flow gret in flows/ or generated/"),
        (("gret",), "did you mean greet?"),
        (("flows/nope.clj",), "flows/nope.clj: no such file"),
        (("flows",), "flows: a directory"),
    ],
)
def test_what_cannot_be_run_is_a_message(
    breytac: Call, greet: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = breytac("run", *arguments, "--offline")
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err


def test_an_invocation_or_input_the_flow_does_not_know_fails_the_run(
    breytac_process: Call, greet: Path
) -> None:
    done = breytac_process("run", "greet", "--offline", "--invocation", "nightly")
    assert done.code == 1
    assert "nightly" in done.err
    assert "Traceback" not in done.err


def test_a_source_with_errors_is_not_run(breytac: Call, greet: Path) -> None:
    greet.write_text(BROKEN, encoding="utf-8")
    done = breytac("run", "flows/greet.clj", "--offline")
    assert (done.code, done.out) == (1, "")
    assert "error BRY" in done.err
    answer = breytac("run", "flows/greet.clj", "--offline", "--format", "json").json
    assert answer["ok"] is False
    assert answer["data"]["findings"][0]["code"].startswith("BRY")


def test_a_module_that_is_none_of_ours_is_a_message(breytac_process: Call, project: Path) -> None:
    (project / "other.py").write_text("x = 1\n")
    (project / "broken.py").write_text("x = \n")
    done = breytac_process("run", "other.py", "--offline")
    assert done.code == 2
    assert "holds no flow compiled by breytac" in done.err
    done = breytac_process("run", "broken.py", "--offline")
    assert done.code == 2
    assert "broken.py cannot be loaded: SyntaxError" in done.err


def test_a_poisoned_cache_is_not_executed(
    breytac_process: Call, project: Path, greet: Path
) -> None:
    breytac_process("run", "flows/greet.clj", "--offline")
    for entry in (project / ".breyta" / "cache" / "format").iterdir():
        text = json.loads(entry.read_text())["text"]
        entry.write_text(json.dumps({"text": text + '\nprint("poison")\n'}))
    done = breytac_process("run", "flows/greet.clj", "--offline")
    assert done.json == {"message": "Hi, World"}


@pytest.mark.slow
def test_the_first_run_starts_a_server_which_later_runs_and_status_find(
    breytac_process: Call, project: Path, greet: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    try:
        first = breytac_process("run", "greet", "--format", "json", HOME=str(home))
        assert first.code == 0, first.err
        assert "starting the workspace's Prefect server" in first.err
        assert first.json["data"]["result"] == {"message": "Hi, World"}
        assert not (home / ".prefect").exists(), "the user's Prefect is left alone"

        second = breytac_process("run", "greet", HOME=str(home))
        assert second.json == {"message": "Hi, World"}
        assert "starting" not in second.err

        status = breytac_process("status", "--format", "json").json
        assert status["data"]["state"] == "running"
        run_id = first.json["data"]["workflowId"]
        address = f"{status['links']['api']}/flow_runs/{run_id}"
        with urllib.request.urlopen(address, timeout=10) as answer:
            flow_run = json.load(answer)
        assert flow_run["state"]["type"] == "COMPLETED"
        assert breytac_process("up").out == f"running  {status['links']['api']}\n"
        assert breytac_process("down").out == "stopped\n"
        assert breytac_process("down").out == "no server of this workspace is running\n"
        assert breytac_process("status").out == "stopped\n"
    finally:
        local.stop(project)
