"""Connections: what a flow's slots stand for where it runs."""

from breyta_runtime.connections.connection import (
    Connection,
    ConnectionProblem,
    ConnectionStore,
)
from breyta_runtime.connections.environment import EnvironmentStore
from breyta_runtime.connections.resolve import resolve_connection, slot_bound

__all__ = [
    "Connection",
    "ConnectionProblem",
    "ConnectionStore",
    "EnvironmentStore",
    "resolve_connection",
    "slot_bound",
]
