"""What need not be worked out twice, in files named by a hash of everything it depends on.

An entry is never wrong, only missing: a key that covers its inputs needs no invalidation.  A
cache that cannot be read or written is an empty one.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from breytac.project.files import write_atomic

KEEP = 2000
"""Entries of one kind that survive a clean-up; twice as many start one."""


def content_key(*parts: str) -> str:
    """A key for the parts; their borders count, so ("ab", "c") and ("a", "bc") differ."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


class Cache:
    """JSON objects by kind and key, below one directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def get(self, kind: str, key: str) -> dict[str, Any] | None:
        try:
            entry = json.loads((self.directory / kind / key).read_bytes())
        except (OSError, ValueError):
            return None
        return entry if isinstance(entry, dict) else None

    def put(self, kind: str, key: str, entry: dict[str, Any]) -> None:
        try:
            write_atomic(self.directory / kind / key, json.dumps(entry), durable=False)
        except OSError:
            return

    def trim(self) -> None:
        """Drop the entries written longest ago, of each kind that has too many."""
        try:
            for directory in self.directory.iterdir():
                with os.scandir(directory) as entries:
                    aged = sorted((entry.stat().st_mtime, entry.path) for entry in entries)
                if len(aged) > 2 * KEEP:
                    for _, path in aged[:-KEEP]:
                        Path(path).unlink(missing_ok=True)
        except OSError:
            return
