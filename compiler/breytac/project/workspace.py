"""The directory breytac works in, and the places below it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

STATE_DIR = ".breyta"
MARKERS = (STATE_DIR, ".git")


@dataclass(frozen=True, slots=True)
class Workspace:
    """`root` holds `flows/` (sources), `generated/` (their modules, committed) and `.breyta/`
    (everything that can be made again: builds, caches, the local server)."""

    root: Path

    @property
    def flows(self) -> Path:
        return self.root / "flows"

    @property
    def generated(self) -> Path:
        return self.root / "generated"

    @property
    def state(self) -> Path:
        return self.root / STATE_DIR

    @property
    def build(self) -> Path:
        return self.state / "build"

    @property
    def cache(self) -> Path:
        return self.state / "cache"

    def shown(self, path: Path) -> str:
        """A path as messages and generated files name it: from the root if it is below it,
        else from where the user stands, with forward slashes everywhere."""
        absolute = Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow links)
        if absolute.is_relative_to(self.root):
            return absolute.relative_to(self.root).as_posix()
        return Path(os.path.relpath(absolute, self.root)).as_posix()

    def prepare(self) -> None:
        """Make `.breyta`, out of reach of git."""
        self.state.mkdir(parents=True, exist_ok=True)
        ignore = self.state / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")


def find_workspace(start: Path | None = None) -> Workspace:
    """The nearest directory from `start` upwards that has a `.breyta` or a `.git`, else `start`.

    A home directory is no workspace for everything below it, even if it holds one of the two.
    """
    here = (start or Path.cwd()).absolute()
    home = Path.home()
    for directory in (here, *here.parents):
        if directory == home and directory != here:
            break
        if any((directory / marker).exists() for marker in MARKERS):
            return Workspace(directory)
    return Workspace(here)
