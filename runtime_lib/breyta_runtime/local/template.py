"""A migrated, empty Prefect database, kept per user and per version of Prefect.

Migrating takes two thirds of a server's first start, and gives the same result every time.  The
first server a user starts leaves a copy behind for the workspaces that follow.  Losing the copy,
or failing to make it, only costs time.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from importlib import metadata
from pathlib import Path

DATABASE = "prefect.db"
# Prefect's note that the block types of this version are in the database.
BLOCKS_MEMO = "memo_store.toml"


def seed(home: Path) -> None:
    """Give a home without a database the kept one, if there is one."""
    database = home / DATABASE
    if database.exists():
        return
    source = _template_dir()
    try:
        shutil.copyfile(source / BLOCKS_MEMO, home / BLOCKS_MEMO)
        temporary = home / "prefect.db.seed"
        shutil.copyfile(source / DATABASE, temporary)
        temporary.replace(database)
    except OSError:
        (home / BLOCKS_MEMO).unlink(missing_ok=True)


def keep(home: Path) -> None:
    """Keep the database of a server nobody has used yet for the next workspace."""
    target = _template_dir()
    if target.exists():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
        try:
            with (
                closing(sqlite3.connect(home / DATABASE)) as live,
                closing(sqlite3.connect(temporary / DATABASE)) as copy,
            ):
                live.backup(copy)
            shutil.copyfile(home / BLOCKS_MEMO, temporary / BLOCKS_MEMO)
            temporary.rename(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except (OSError, sqlite3.Error):
        return


def _template_dir() -> Path:
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches) / "breytac" / f"prefect-{metadata.version('prefect')}"
