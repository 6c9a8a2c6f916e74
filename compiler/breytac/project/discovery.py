"""Which files are flows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from breytac.project.cache import Cache, content_key
from breytac.project.files import SourceFileError, read_text

SOURCE_SUFFIXES = (".clj", ".cljc", ".edn")
GLOB_CHARACTERS = frozenset("*?[")
KIND = "is-flow"

_MENTIONS_FLOW = re.compile(r":(?:flow|slug)(?![\w.*+!?<>=/$%&|'#:-])")


def find_sources(arguments: Iterable[str], default: Path, cache: Cache | None = None) -> list[Path]:
    """The flow files that paths, directories and globs stand for, each once, in order.

    A file named by the user is taken as it is; in directories and globs a file counts when its
    content is a flow, since includes have the same suffixes.
    """
    found: dict[Path, None] = {}
    for argument in list(arguments) or [str(default)]:
        path = Path(argument)
        candidates: Iterable[Path]
        if path.is_dir():
            candidates = (each for each in _walk(path) if looks_like_flow(each, cache))
        elif path.exists():
            candidates = [path]
        elif GLOB_CHARACTERS & set(argument):
            candidates = (each for each in _glob(argument) if looks_like_flow(each, cache))
        else:
            raise SourceFileError(f"no such file or directory: {argument}")
        found.update(dict.fromkeys(_absolute(each) for each in candidates))
    return list(found)


def looks_like_flow(path: Path, cache: Cache | None = None) -> bool:
    """Whether the file holds a map with `:flow` or `:slug`.

    A file that cannot be read, as text or as forms, counts if it mentions one of the two: the
    reader's complaint is worth more than silence.
    """
    if path.suffix not in SOURCE_SUFFIXES:
        return False
    try:
        text = read_text(path)
    except SourceFileError:
        return True
    if not _MENTIONS_FLOW.search(text):
        return False
    key = content_key(KIND, text)
    known = cache.get(KIND, key) if cache else None
    if known is not None:
        return bool(known.get("flow"))
    verdict = _has_flow_keys(text)
    if cache is not None:
        cache.put(KIND, key, {"flow": verdict})
    return verdict


def _has_flow_keys(text: str) -> bool:
    from breytac.syntax import forms, read_all
    from breytac.syntax.source import Source

    result = read_all(Source("", text))
    if not result.forms or any(finding.is_error for finding in result.findings):
        return True
    first = result.forms[0]
    return isinstance(first, forms.Map) and any(first.get(name) for name in ("flow", "slug"))


def _walk(directory: Path) -> Iterator[Path]:
    """Every file below, sorted; hidden directories are nobody's sources."""
    for parent, names, files in os.walk(directory):
        names[:] = sorted(name for name in names if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))


def _glob(pattern: str) -> list[Path]:
    import glob

    paths = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
    files = [path for path in paths if path.is_file()]
    if not files:
        raise SourceFileError(f"no file matches {pattern}")
    return files


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (resolve() would follow links)
