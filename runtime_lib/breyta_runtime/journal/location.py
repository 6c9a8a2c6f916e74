"""Where a workspace keeps its state."""

from __future__ import annotations

import os
from pathlib import Path

STATE_DIRECTORY = ".breyta"
DATABASE = "workspace.db"


def workspace_directory(start: Path | None = None) -> Path:
    """`BREYTA_WORKSPACE`, or the nearest directory upwards that has a `.breyta`, or `start`."""
    named = os.environ.get("BREYTA_WORKSPACE")
    if named:
        return Path(named).expanduser().absolute()
    here = (start or Path.cwd()).absolute()
    for directory in (here, *here.parents):
        if (directory / STATE_DIRECTORY).is_dir():
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
