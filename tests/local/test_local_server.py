"""The workspace's own Prefect server: started once, found again, and only ours is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from breyta_runtime import local
from breyta_runtime.local import health, server, template
from breyta_runtime.local.state import ServerFiles, ServerState, is_alive, open_alive, write_state


@pytest.fixture(autouse=True)
def no_server_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


@pytest.fixture
def files(tmp_path: Path) -> ServerFiles:
    home = tmp_path / ".breyta" / "prefect"
    home.mkdir(parents=True)
    return ServerFiles(home)


def test_a_workspace_without_a_server_says_so(tmp_path: Path) -> None:
    assert local.status(tmp_path) == local.ServerStatus("stopped")
    assert local.stop(tmp_path) is False
    assert os.listdir(tmp_path) == [], "asking leaves nothing behind"


def test_a_dead_server_is_not_taken_for_a_live_one(tmp_path: Path, files: ServerFiles) -> None:
    """Its process number may belong to somebody else by now: here, to this very test."""
    write_state(files, ServerState(os.getpid(), 4242, "2026-01-01T00:00:00+00:00"))
    files.alive.touch()
    assert local.status(tmp_path).state == "stopped"
    assert local.stop(tmp_path) is False


def test_a_held_lock_is_the_proof_of_life(files: ServerFiles) -> None:
    descriptor = open_alive(files)
    assert is_alive(files)
    os.close(descriptor)
    assert not is_alive(files)


def test_the_lock_goes_with_the_process_however_it_ends(files: ServerFiles) -> None:
    descriptor = open_alive(files)
    child = subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)"], pass_fds=[descriptor]
    )
    os.close(descriptor)
    assert is_alive(files)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not is_alive(files)


def test_an_unreadable_state_file_is_no_server(tmp_path: Path, files: ServerFiles) -> None:
    for damage in ("", "{", '{"pid": "x", "port": 1, "started_at": ""}', "[]"):
        files.state.write_text(damage)
        assert local.status(tmp_path).state == "stopped"


def test_a_server_of_the_user_is_used_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.example/api/")
    monkeypatch.setattr(health, "reachable", lambda url: url == "http://prefect.example/api")
    assert local.ensure_server(tmp_path) == "http://prefect.example/api"
    assert local.client_environment(tmp_path, "http://prefect.example/api") == {}
    assert local.status(tmp_path).external
    assert os.listdir(tmp_path) == []


def test_a_server_of_the_user_that_is_down_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with pytest.raises(local.ServerError, match=r"PREFECT_API_URL=http://127\.0\.0\.1:9/api"):
        local.ensure_server(tmp_path)


def test_a_server_that_dies_while_starting_shows_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        server, "COMMAND", (sys.executable, "-c", "raise SystemExit('no such table: flow')")
    )
    with pytest.raises(local.ServerError, match="no such table: flow"):
        local.start(tmp_path)
    assert local.status(tmp_path).state == "stopped"


def test_the_key_of_the_servers_secrets_is_private(files: ServerFiles) -> None:
    key = server._encryption_key(files)
    assert key == server._encryption_key(files)
    assert (files.home / "encryption.key").stat().st_mode & 0o777 == 0o600


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    local.stop(tmp_path)


START = """
import sys; from pathlib import Path; from breyta_runtime import local
print(local.ensure_server(Path(sys.argv[1])))
"""


@pytest.mark.slow
def test_two_who_start_at_once_get_one_server_which_stays_and_stops(workspace: Path) -> None:
    pytest.importorskip("prefect")
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(workspace)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    urls = {starter.communicate(timeout=300)[0].strip() for starter in starters}
    assert [starter.returncode for starter in starters] == [0, 0]
    (url,) = urls
    assert health.healthy(url)

    running = local.status(workspace)
    assert (running.state, running.api_url) == ("running", url)
    assert local.start(workspace).pid == running.pid, "a running server is kept"

    assert local.stop(workspace) is True
    assert not health.healthy(url)
    assert local.status(workspace).state == "stopped"
    assert (workspace / ".breyta" / "prefect" / template.DATABASE).exists(), "runs are kept"

    assert local.start(workspace).api_url == url, "the address stays from start to start"
    os.kill(local.status(workspace).pid or 0, signal.SIGKILL)
    until = time.monotonic() + 10
    while local.status(workspace).state != "stopped" and time.monotonic() < until:
        time.sleep(0.05)
    assert local.status(workspace).state == "stopped"
    assert json.loads((workspace / ".breyta" / "prefect" / "server.json").read_text())
