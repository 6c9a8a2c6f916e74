"""Places in a definition: a path of keys and indexes, and the form that stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from breytac.syntax.forms import Form
from breytac.syntax.source import Span

Path = tuple[str | int, ...]
"""Keys (as names without the colon) and indexes: ("requires", 0, "base-url")."""


class Places(Mapping[Path, Span]):
    """The span of every path of a definition, and the form it was read from.

    Paths are those of the definition as it is understood: what an old form says is found where
    the new one would have it, with the place of the old form.
    """

    __slots__ = ("_forms",)

    def __init__(self, forms: Mapping[Path, Form]) -> None:
        self._forms = forms

    def __getitem__(self, path: Path) -> Span:
        return self._forms[path].span

    def __iter__(self) -> Iterator[Path]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)

    def form(self, path: Path) -> Form | None:
        """The form at a path."""
        return self._forms.get(path)

    def nearest(self, path: Path) -> Span | None:
        """The span of a path, or of what is around it."""
        for length in range(len(path), -1, -1):
            form = self._forms.get(path[:length])
            if form is not None:
                return form.span
        return None


def position(span: Span) -> str:
    """ "line:column" of where a span starts in the file."""
    line, column = span.start_position
    return f"{line}:{column}"


def path_text(path: Path) -> str:
    """A path as people write it: ":requires[0] :base-url"."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f" :{part}" if text else f":{part}"
    return text
