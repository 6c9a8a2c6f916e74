"""What a compile means for the files of an output directory."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from breytac.project.build import Built
from breytac.project.files import read_or_none, write_atomic
from breytac.project.workspace import Workspace

MARK = "Compiled by breytac from "
"""What makes a file ours; it stands in the docstring of every generated module."""
HEAD = 2000


@dataclass(frozen=True, slots=True)
class Output:
    """One module, and how the file on disk compares: unchanged, stale or missing."""

    built: Built
    path: Path
    shown: str
    state: str
    text: str
    old: str | None

    def diff(self) -> str:
        return "".join(
            difflib.unified_diff(
                (self.old or "").splitlines(keepends=True),
                self.text.splitlines(keepends=True),
                self.shown if self.old is not None else "/dev/null",
                self.shown,
            )
        )

    def write(self) -> bool:
        """Bring the file up to date; False when it is."""
        if self.state == "unchanged":
            return False
        write_atomic(self.path, self.text)
        return True


@dataclass(frozen=True, slots=True)
class Conflict:
    """An output that cannot be written, and the sentence that says why."""

    built: tuple[Built, ...]
    message: str


def plan(
    built: Sequence[Built], directory: Path, workspace: Workspace
) -> tuple[list[Output], list[Conflict]]:
    """Every compiled flow with its file, and those whose files are not theirs to write."""
    by_name: dict[str, list[Built]] = {}
    for each in built:
        if each.file_name is not None and not each.failed:
            # Some file systems know only one of `A.py` and `a.py`.
            by_name.setdefault(each.file_name.casefold(), []).append(each)
    outputs, conflicts = [], []
    for group in by_name.values():
        path = directory / str(group[0].file_name)
        shown = workspace.shown(path)
        old = read_or_none(path)
        if len(group) > 1:
            flows = " and ".join(f"{each.shown} (:slug :{each.slug})" for each in group)
            conflicts.append(Conflict(tuple(group), f"{flows} would both become {shown}"))
        elif path.exists() and (old is None or MARK not in old[:HEAD]):
            message = f"{shown} exists and was not made by breytac; move it away"
            conflicts.append(Conflict(tuple(group), message))
        else:
            outputs.append(_compare(group[0], path, shown, old))
    return outputs, conflicts


def _compare(built: Built, path: Path, shown: str, old: str | None) -> Output:
    text = str(built.text)
    state = "missing" if old is None else "unchanged" if old == text else "stale"
    return Output(built, path, shown, state, text, old)


def find_orphans(built: Iterable[Built], directory: Path, workspace: Workspace) -> list[str]:
    """Generated modules whose source is gone, or now compiles to another file."""
    names = {each.shown: each.file_name for each in built if not each.failed}
    current = set(names.values())
    orphans = []
    for path in sorted(directory.glob("*.py")):
        source = generated_from(read_or_none(path) or "")
        if source is None or path.name in current:
            continue
        if source in names or not (workspace.root / source).exists():
            orphans.append(workspace.shown(path))
    return orphans


def generated_from(text: str) -> str | None:
    """The source a generated module names in its docstring, or None for any other text."""
    start = text.find(MARK, 0, HEAD)
    end = text.find("; change that file", start)
    return None if start == -1 or end == -1 else text[start + len(MARK) : end]
