"""What all tests share: a workspace of their own, and one real Prefect server per session."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

START_SECONDS = 120


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory for the state of runs, instead of the project's own."""
    monkeypatch.setenv("BREYTAC_WORKSPACE", str(tmp_path))
    return tmp_path


@dataclass(frozen=True)
class PrefectServer:
    url: str
    """Of the API."""
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """For child processes; nothing of the user's own Prefect is in it."""
        from breyta_runtime.local.settings import client_settings

        clean = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
        return clean | client_settings(clean, self.home, self.url)


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    """A server started for this session, which this process and its children use."""
    if importlib.util.find_spec("prefect") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("prefect is not installed")
        pytest.skip("prefect is not installed; install breytac[run]")
    home = tmp_path_factory.mktemp("prefect")
    port = _free_port()
    server = PrefectServer(f"http://127.0.0.1:{port}/api", home)
    with (home / "server.log").open("wb") as log:
        command = ("prefect", "server", "start", "--no-ui", "--host", "127.0.0.1")
        process = subprocess.Popen(
            [sys.executable, "-m", *command, "--port", str(port)],
            env=_server_environment(server),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_for(server, process)
        with _client_settings(server):
            yield server
            _flush_logs()
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _server_environment(server: PrefectServer) -> dict[str, str]:
    from breyta_runtime.local.settings import server_environment

    environment = server_environment(os.environ, server.home, server.url)
    # A test wants to see the steps of its run at once.
    return environment | {"PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "0.2"}


def _flush_logs() -> None:
    """What the last runs logged goes out before the server goes away."""
    from prefect.logging.handlers import APILogHandler

    APILogHandler().flush()


def _client_settings(server: PrefectServer):  # type: ignore[no-untyped-def]
    from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

    return temporary_settings({PREFECT_API_URL: server.url, PREFECT_HOME: server.home})


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(server: PrefectServer, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    log = (server.home / "server.log").read_text(errors="replace")[-3000:]
    pytest.fail(f"the Prefect server did not start within {START_SECONDS} s:\n{log}")
