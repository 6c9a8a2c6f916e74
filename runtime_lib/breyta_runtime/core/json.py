"""`json/parse` and `json/write-str`."""

from __future__ import annotations

from typing import Any

from breyta_runtime.values import json
from breyta_runtime.values.classes import class_name

__all__ = ["parse", "write_str"]


def parse(s: Any) -> Any:
    """The data in a JSON text, given as a string or as bytes."""
    if not isinstance(s, str | bytes | bytearray):
        raise json.JsonError(f"json/parse takes a string or bytes, not {class_name(s)}")
    return json.parse(s)


def write_str(data: Any) -> str:
    return json.write(data)
