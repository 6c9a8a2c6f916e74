"""Reading sources, and writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
from pathlib import Path


class SourceFileError(Exception):
    """A path or pattern that leads to no readable source; the message is for the user."""


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
    import tempfile

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
