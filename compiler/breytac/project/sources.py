"""Files that a flow includes: found next to the file that names them, never outside its directory."""

from __future__ import annotations

import os
from pathlib import Path

from breytac.diagnostics.rules.reader import INCLUDE_OUTSIDE, UNREADABLE_INCLUDE
from breytac.project.files import SourceFileError, read_text
from breytac.syntax.forms import Form
from breytac.syntax.includes import Load, refusal
from breytac.syntax.source import Source


def include_loader(root: Path) -> Load:
    """How includes are loaded for sources whose names are paths below `root`."""
    return _Loader(root)


class _Loader:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._fences: dict[Source, Path] = {}
        """For every included source the directory of its flow, with all links resolved."""

    def __call__(self, name: str, form: Form) -> Source:
        including = form.span.in_file.source
        here = (self._root / including.name).parent
        fence = self._fences.get(including) or here.resolve()
        target = here / name
        real = _resolved(target)
        if real is None:
            message = f'"{name}" is a path that leads nowhere'
            raise refusal(UNREADABLE_INCLUDE, form, message)
        if not real.is_relative_to(fence):
            raise refusal(
                INCLUDE_OUTSIDE,
                form,
                f'"{name}" is outside of the directory of the flow',
                "Move the file next to the flow, or into a directory below.",
            )
        try:
            text = read_text(real)
        except SourceFileError as error:
            message = f'there is no file "{name}" next to this one'
            if real.exists():
                message = f'"{name}" cannot be included: {error}'
            raise refusal(UNREADABLE_INCLUDE, form, message) from error
        source = Source(self._shown(target), text)
        self._fences[source] = fence
        return source

    def _shown(self, target: Path) -> str:
        return Path(os.path.relpath(target, self._root)).as_posix()


def _resolved(path: Path) -> Path | None:
    """The path without links; None for links in a circle and for names that cannot be."""
    try:
        real = path.resolve()
        real.exists()
    except (OSError, RuntimeError, ValueError):
        return None
    return real
