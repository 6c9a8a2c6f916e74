"""Where the settings of a workspace are: `[tool.breytac]` of its pyproject.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules.lint import CONFIG_VALUE
from breytac.lint.settings import SECTION, Settings, settings_from
from breytac.project.files import SourceFileError, read_text
from breytac.project.workspace import Workspace
from breytac.syntax.source import Source, Span

FILE = "pyproject.toml"


def load_settings(workspace: Workspace, named: Path | None) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings in a file the user named, or else in the nearest pyproject.toml that has some.

    Raises SourceFileError when the named file cannot be read.
    """
    path = named if named is not None else _nearest(workspace)
    if path is None:
        return Settings(), ()
    source = Source(workspace.shown(path), read_text(path))
    table, findings = _table(source, whole_file=named is not None)
    settings, problems = settings_from(table, source)
    base = Path(workspace.shown(path)).parent.as_posix()
    return replace(settings, base="" if base == "." else base), (*findings, *problems)


def _nearest(workspace: Workspace) -> Path | None:
    here = Path.cwd()
    for directory in (here, *here.parents):
        path = directory / FILE
        try:
            if path.is_file() and SECTION in read_text(path):
                return path
        except SourceFileError:
            continue
        if directory == workspace.root:
            break
    return None


def _table(source: Source, *, whole_file: bool) -> tuple[Mapping[str, Any], tuple[Finding, ...]]:
    """Our table of a TOML file; a file made for us may do without the `[tool.breytac]`."""
    import tomllib

    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        return {}, (Finding(CONFIG_VALUE, _place(source, str(error)), f"this is no TOML: {error}"),)
    tool = data.get("tool")
    ours = tool.get("breytac") if isinstance(tool, dict) else None
    if ours is None and whole_file and tool is None:
        ours = data
    return (ours if isinstance(ours, dict) else {}), ()


def _place(source: Source, message: str) -> Span:
    found = re.search(r"line (\d+), column (\d+)", message)
    if found is None:
        return Span(source, len(source.text), len(source.text))
    line = min(int(found[1]), len(source.line_starts))
    start = source.line_starts[line - 1] + int(found[2]) - 1
    return Span(source, start, min(start + 1, len(source.text)))
