"""Formatting files of flow source."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path

from breytac.diagnostics.finding import Finding
from breytac.project.files import SourceFileError, read_text, write_atomic
from breytac.project.workspace import Workspace
from breytac.syntax.formatting import FormatError, format_source
from breytac.syntax.source import Source


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One source, and what it looks like in the house style."""

    shown: str
    old: str = ""
    new: str | None = None
    """None when the source could not be formatted."""
    path: Path | None = None
    """None for what came from stdin."""
    findings: tuple[Finding, ...] = ()
    """What the reader found."""
    problem: str | None = None
    """Why there was nothing to format, when it is no finding."""

    @property
    def changes(self) -> bool:
        return self.new is not None and self.new != self.old

    def diff(self) -> str:
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(
                self.old.splitlines(keepends=True),
                (self.new or "").splitlines(keepends=True),
                self.shown,
                self.shown,
            )
        )

    def write(self) -> None:
        """Bring the file up to date; a link stays a link."""
        if self.changes and self.path is not None and self.new is not None:
            write_atomic(self.path.resolve(), self.new)


def lay_out(path: Path, workspace: Workspace) -> LaidOut:
    shown = workspace.shown(path)
    try:
        text = read_text(path)
    except SourceFileError as error:
        return LaidOut(shown, path=path, problem=str(error))
    return lay_out_text(text, shown, path)


def lay_out_text(text: str, shown: str, path: Path | None = None) -> LaidOut:
    try:
        done = format_source(Source(shown, text))
    except FormatError as error:
        return LaidOut(shown, text, path=path, problem=str(error))
    return LaidOut(shown, text, done.text, path, done.findings)
