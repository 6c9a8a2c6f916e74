"""Finding flow files, and writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

SOURCE_SUFFIXES = (".clj", ".cljc", ".edn")
GLOB_CHARACTERS = frozenset("*?[")

_MENTIONS_FLOW = re.compile(r":(?:flow|slug)(?![\w.*+!?<>=/$%&|'#:-])")


class SourceFileError(Exception):
    """A path or pattern that leads to no readable source; the message is for the user."""


def find_sources(arguments: Iterable[str], default: Path) -> list[Path]:
    """The flow files that paths, directories and globs stand for, each once, in order.

    A file named by the user is taken as it is; in directories and globs a file counts when its
    content is a flow, since includes have the same suffixes.
    """
    given = list(arguments)
    found: dict[Path, None] = {}
    for argument in given or [str(default)]:
        path = Path(argument)
        candidates: Iterable[Path]
        if path.is_dir():
            candidates = filter(looks_like_flow, _walk(path))
        elif path.exists():
            candidates = [path]
        elif GLOB_CHARACTERS & set(argument):
            candidates = filter(looks_like_flow, _glob(argument))
        else:
            raise SourceFileError(f"no such file or directory: {argument}")
        found.update(dict.fromkeys(_absolute(candidate) for candidate in candidates))
    return list(found)


def looks_like_flow(path: Path) -> bool:
    """Whether the file holds a map with `:flow` or `:slug`.

    A file that cannot be read, as text or as forms, counts if it mentions one of the two: the
    reader's complaint is worth more than silence.
    """
    if path.suffix not in SOURCE_SUFFIXES:
        return False
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return True
    return bool(_MENTIONS_FLOW.search(text)) and _has_flow_keys(text)


def _has_flow_keys(text: str) -> bool:
    from breytac.syntax import forms
    from breytac.syntax.reader import read_all
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


def read_text(path: Path) -> str:
    """The text of a source, or a SourceFileError that says why there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise SourceFileError(f"no such file: {path}") from error
    except IsADirectoryError as error:
        raise SourceFileError(f"{path} is a directory; name one flow file") from error
    except OSError as error:
        raise SourceFileError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SourceFileError(f"{path} is not UTF-8 text (at byte {error.start})") from error


def write_if_changed(path: Path, text: str) -> bool:
    """Write a file unless it holds the text already; False when it does."""
    if read_or_none(path) == text:
        return False
    write_atomic(path, text)
    return True


def read_or_none(path: Path) -> str | None:
    """The text of a file with its line ends as they are, or None if there is no such text."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def write_atomic(path: Path, text: str, *, durable: bool = True) -> None:
    """Replace a file in one step: a reader, or a crash, finds the old text or the new one.

    `durable` waits for the disk, which what can be made again (a cache) does not need.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8"))
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(_mode_for(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode_for(path: Path) -> int:
    """The mode the file has, or the one a plain `open` would give it; mkstemp's is private."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
