"""What is on disk about a local server: its state file and two locks.

`server.alive` is locked by the server process itself, through a descriptor it inherits.  The
system drops that lock when the process ends, however it ends, so a held lock is proof that the
process of the state file is ours and lives, and a process number used again cannot fool us.
`server.lock` is held by whoever starts or stops a server.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ServerFiles:
    """Where the parts of a local server are, below the `.breyta` directory of a workspace."""

    home: Path

    @property
    def state(self) -> Path:
        return self.home / "server.json"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def lock(self) -> Path:
        return self.home / "server.lock"

    @property
    def alive(self) -> Path:
        return self.home / "server.alive"


@dataclass(frozen=True, slots=True)
class ServerState:
    pid: int
    port: int
    started_at: str

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"

    @property
    def ui_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def read_state(files: ServerFiles) -> ServerState | None:
    """The last server that was started, or None if there was none or its file is unreadable."""
    try:
        data = json.loads(files.state.read_text(encoding="utf-8"))
        return ServerState(int(data["pid"]), int(data["port"]), str(data["started_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_state(files: ServerFiles, state: ServerState) -> None:
    temporary = files.state.with_suffix(".tmp")
    temporary.write_text(json.dumps(asdict(state)) + "\n", encoding="utf-8")
    temporary.replace(files.state)


def is_alive(files: ServerFiles) -> bool:
    """Whether a server process of this workspace exists."""
    try:
        descriptor = os.open(files.alive, os.O_RDONLY)
    except OSError:
        return False
    try:
        # Shared, so that two who ask at once do not take each other for the server.
        return not _try_lock(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def open_alive(files: ServerFiles) -> int:
    """A locked descriptor to hand to the server process."""
    descriptor = os.open(files.alive, os.O_RDWR | os.O_CREAT, 0o600)
    for _ in range(50):
        if _try_lock(descriptor, fcntl.LOCK_EX):
            return descriptor
        time.sleep(0.01)  # somebody is asking `is_alive`
    os.close(descriptor)
    raise BlockingIOError(f"{files.alive} is held by another process")


@contextmanager
def exclusive(files: ServerFiles, on_wait: Callable[[], None]) -> Iterator[None]:
    """One starter or stopper at a time; `on_wait` is told if another one is at it."""
    descriptor = os.open(files.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _try_lock(descriptor, fcntl.LOCK_EX):
            on_wait()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
