"""Where a workspace keeps its state."""

from __future__ import annotations

import os
from pathlib import Path

STATE_DIRECTORY = ".breyta"
DATABASE = "workspace.db"


def workspace_directory(start: Path | None = None) -> Path:
    """`BREYTAC_WORKSPACE`, or the nearest directory upwards with a `.breyta` or a `.git`, or `start`.

    A home directory counts only for who stands in it.
    """
    named = os.environ.get("BREYTAC_WORKSPACE")
    if named:
        return Path(named).expanduser().absolute()
    here = (start or Path.cwd()).absolute()
    home = Path.home()
    for directory in (here, *here.parents):
        if directory == home and directory != here:
            break
        if any((directory / marker).exists() for marker in (STATE_DIRECTORY, ".git")):
            return directory
    return here


def state_directory(workspace: Path) -> Path:
    """The `.breyta` of a workspace, made if need be and kept out of version control."""
    directory = workspace / STATE_DIRECTORY
    directory.mkdir(parents=True, exist_ok=True)
    ignore = directory / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return directory


def database_path(workspace: Path) -> Path:
    return state_directory(workspace) / DATABASE
