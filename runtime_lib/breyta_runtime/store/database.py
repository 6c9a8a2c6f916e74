"""The workspace database: one SQLite file, written safely by several processes at once."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.exc import OperationalError

from breyta_runtime.store.migrations import MIGRATIONS, migrate, schema_version

_READS = "breyta_reads"
_ENGINES: dict[Path, Engine] = {}
_LOCK = threading.Lock()


def open_database(path: Path) -> Engine:
    """The engine of the database at `path`, migrated; the same one for the whole process."""
    path = path.absolute()
    with _LOCK:
        engine = _ENGINES.get(path)
        if engine is None:
            engine = _ENGINES[path] = _connect(path)
        return engine


def clock_ms() -> int:
    """The store's clock: what is kept for a while expires by it, whatever a run's own time is."""
    return time.time_ns() // 1_000_000


def reading(engine: Engine) -> Connection:
    """A connection for queries only: it takes no write lock."""
    return engine.connect().execution_options(**{_READS: True})


def _connect(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    if not _is_current(engine):
        with engine.begin() as connection:
            migrate(connection)
    return engine


def _is_current(engine: Engine) -> bool:
    """Spares the usual start the write lock; `migrate` looks again once it has it."""
    try:
        with reading(engine) as connection:
            versions = connection.execute(select(schema_version.c.version)).scalars()
            return max(versions, default=0) == len(MIGRATIONS)
    except OperationalError:
        return False


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own transactions begin late and deferred; `_begin` says how instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 30000")
    cursor.execute("PRAGMA journal_mode = WAL")
    # An outcome must survive a power cut: WAL with the default NORMAL may lose the last commits.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    # A deferred transaction that turns into a write fails at once when another process writes;
    # an immediate one waits for its turn.
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
