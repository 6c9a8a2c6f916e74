"""Starting, finding and stopping the Prefect server of a workspace."""

from __future__ import annotations

import base64
import importlib.util
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from breyta_runtime.local import health, template
from breyta_runtime.local.settings import client_settings, own_prefect, server_environment
from breyta_runtime.local.state import (
    ServerFiles,
    ServerState,
    exclusive,
    is_alive,
    open_alive,
    read_state,
    write_state,
)

Report = Callable[[str, bool], None]
"""Told what is going on while somebody waits: a message, and whether it is the last one."""

COMMAND = (sys.executable, "-m", "prefect", "server", "start")
BOOT_SECONDS = 180.0
"""The first start migrates a new database: 12 to 20 s here, several times that on a busy box."""
STOP_SECONDS = 20.0
STEADY_PORT_TRIES = 3


class ServerError(Exception):
    """The local server cannot do what was asked; the message is for the user."""


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """`state` is running, starting, unreachable or stopped; `external` when PREFECT_API_URL rules."""

    state: str
    external: bool = False
    api_url: str | None = None
    ui_url: str | None = None
    pid: int | None = None
    started_at: str | None = None
    log: str | None = None


def _silent(_message: str, _last: bool) -> None:
    pass


def ensure_server(root: Path, report: Report = _silent) -> str:
    """The API address to run against: PREFECT_API_URL if set, else that of the workspace's server,
    which is started when it does not run yet."""
    external = external_url()
    if external is None:
        return start(root, report).api_url
    if not health.reachable(external):
        raise ServerError(
            f"no Prefect server answers at PREFECT_API_URL={external}; "
            "start it, or unset the variable to use the workspace's own server"
        )
    return external


def external_url() -> str | None:
    return os.environ.get("PREFECT_API_URL", "").strip().rstrip("/") or None


def client_environment(root: Path, api_url: str | None) -> dict[str, str]:
    """What to add to the environment before prefect is imported: to reach the workspace's server
    at `api_url`, or, without one, to leave the user's Prefect alone all the same."""
    home = _files(root).home
    if api_url is None:
        return own_prefect(home)
    return {} if external_url() is not None else client_settings(os.environ, home, api_url)


def status(root: Path) -> ServerStatus:
    """What there is now; starts and changes nothing."""
    external = external_url()
    if external is not None:
        answers = health.reachable(external)
        return ServerStatus("running" if answers else "unreachable", True, external)
    files = _files(root)
    state = read_state(files) if is_alive(files) else None
    if state is None:
        return ServerStatus("stopped")
    return ServerStatus(
        "running" if health.healthy(state.api_url) else "starting",
        api_url=state.api_url,
        ui_url=state.ui_url,
        pid=state.pid,
        started_at=state.started_at,
        log=str(files.log),
    )


def start(root: Path, report: Report = _silent) -> ServerState:
    """The running server of the workspace, started if need be.  Safe to call at the same time
    from several processes: one starts it, the others wait for it."""
    files = _files(root)
    running = read_state(files) if is_alive(files) else None
    if running is not None and health.healthy(running.api_url):
        return running
    files.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with exclusive(files, lambda: report("waiting for the Prefect server to start", False)):
        if is_alive(files):
            return _adopt(files, report)
        return _start_new(files, report)


def stop(root: Path, report: Report = _silent) -> bool:
    """Stop the workspace's server and wait for its end; False when none runs."""
    files = _files(root)
    if not files.home.is_dir():
        return False
    with exclusive(files, lambda: report("waiting for the Prefect server to start", False)):
        if not is_alive(files):
            return False
        state = read_state(files)
        if state is None:
            raise ServerError(
                f"a server of this workspace runs, but {files.state} is gone or unreadable; "
                f"find the process that holds {files.alive} open and end it"
            )
        _end(files, state.pid)
        return True


def _files(root: Path) -> ServerFiles:
    return ServerFiles((root / ".breyta" / "prefect").absolute())


def _start_new(files: ServerFiles, report: Report) -> ServerState:
    if importlib.util.find_spec("prefect") is None:
        raise ServerError("Prefect is not installed here; pip install 'breytac[run]'")
    previous = read_state(files)
    is_first = not (files.home / template.DATABASE).exists()
    template.seed(files.home)
    for attempt in range(STEADY_PORT_TRIES):
        # The address stays the same from start to start if it can: people keep it open in a tab.
        port = _free_port(previous.port if previous and attempt == 0 else 0)
        process = _spawn(files, port)
        state = ServerState(process.pid, port, datetime.now(UTC).isoformat(timespec="seconds"))
        write_state(files, state)
        if _wait_until_healthy(files, state, report, process):
            if is_first:
                template.keep(files.home)
            return state
        if "already in use" not in _log_tail(files):
            break
    files.state.unlink(missing_ok=True)
    raise ServerError(
        f"the Prefect server ended while starting; {files.log} closes with\n{_log_tail(files)}"
    )


def _adopt(files: ServerFiles, report: Report) -> ServerState:
    """A server process is there: wait until it answers."""
    state = read_state(files)
    if state is None or not _wait_until_healthy(files, state, report):
        raise ServerError(
            f"a server of this workspace runs but cannot be used; see {files.log}, "
            "then `breytac down` and try again"
        )
    return state


def _spawn(files: ServerFiles, port: int) -> subprocess.Popen[bytes]:
    # Without a state file nobody can take the new process for the old one.
    files.state.unlink(missing_ok=True)
    if files.log.exists():
        files.log.replace(files.log.with_name("server.previous.log"))
    environment = server_environment(os.environ, files.home, f"http://127.0.0.1:{port}/api")
    environment["PREFECT_SERVER_ENCRYPTION_KEY"] = _encryption_key(files)
    alive = open_alive(files)
    try:
        with files.log.open("wb") as log:
            process = subprocess.Popen(
                [*COMMAND, "--host", "127.0.0.1", "--port", str(port)],
                env=environment,
                cwd=files.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=(alive,),
            )
    finally:
        os.close(alive)
    _started.append(process)
    return process


_started: list[subprocess.Popen[bytes]] = []
"""Kept, because a Popen that is thrown away complains about its running process."""


def _wait_until_healthy(
    files: ServerFiles,
    state: ServerState,
    report: Report,
    process: subprocess.Popen[bytes] | None = None,
) -> bool:
    """True once the server answers, False when it has ended instead."""
    began = time.monotonic()
    while time.monotonic() - began < BOOT_SECONDS:
        seconds = time.monotonic() - began
        report(f"starting the workspace's Prefect server ({seconds:.0f} s)", False)
        if (process is not None and process.poll() is not None) or not is_alive(files):
            return False
        if health.healthy(state.api_url):
            report(f"Prefect server ready at {state.ui_url} ({seconds:.1f} s)", True)
            return True
        time.sleep(0.2)
    raise ServerError(
        f"the Prefect server did not answer within {BOOT_SECONDS:.0f} s; see {files.log}"
    )


def _end(files: ServerFiles, pid: int) -> None:
    for number, patience in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 5.0)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if not is_alive(files):
                return
            time.sleep(0.05)
    raise ServerError(f"the Prefect server (process {pid}) does not end")


def _free_port(wanted: int) -> int:
    for port in (wanted, 0):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            number: int = probe.getsockname()[1]
            return number
    raise ServerError("no free port on 127.0.0.1")


def _encryption_key(files: ServerFiles) -> str:
    """The key of the secrets in the server's database, kept beside it and out of it."""
    path = files.home / "encryption.key"
    if not path.exists():
        key = base64.urlsafe_b64encode(secrets.token_bytes(32))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
    return path.read_text(encoding="ascii").strip()


def _log_tail(files: ServerFiles, lines: int = 12) -> str:
    try:
        text = files.log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "(no log)"
    return "\n".join("  " + line for line in text.rstrip().splitlines()[-lines:])
