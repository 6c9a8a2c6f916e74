"""Connections told by environment variables, for CI, local runs and one-off overrides."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from breyta_runtime.connections.connection import Connection


class EnvironmentStore:
    """`BREYTA_CONNECTION_<NAME>_BASE_URL`; NAME is a slot or id in upper snake case."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ

    def bound_to(self, slot: str) -> Connection | None:
        return self.by_id(slot)

    def by_id(self, connection_id: str) -> Connection | None:
        base_url = self._environ.get(variable(connection_id, "BASE_URL"), "").strip()
        return Connection(connection_id, base_url=base_url) if base_url else None


def variable(name: str, field: str) -> str:
    """`public-api`, "BASE_URL" → BREYTA_CONNECTION_PUBLIC_API_BASE_URL."""
    return f"BREYTA_CONNECTION_{re.sub(r'[^A-Za-z0-9]+', '_', name).upper()}_{field}"
