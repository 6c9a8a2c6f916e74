"""Clojure's truth: everything but nil and false."""

from __future__ import annotations

from typing import Any


def truthy(value: Any) -> bool:
    return value is not None and value is not False
