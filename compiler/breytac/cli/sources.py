"""A flow file the user named, as a source."""

from __future__ import annotations

from pathlib import Path

from breytac.cli.errors import CliError
from breytac.project.files import SourceFileError, read_text
from breytac.project.workspace import Workspace, find_workspace
from breytac.syntax.source import Source


def load(file: Path) -> tuple[Source, Workspace]:
    """The text of the file, named as messages show it, and the workspace we are in."""
    workspace = find_workspace()
    try:
        return Source(workspace.shown(file), read_text(file)), workspace
    except SourceFileError as error:
        raise CliError(str(error), code="not_found") from error
