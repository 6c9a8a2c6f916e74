"""The Prefect server a workspace keeps for itself: `ensure_server`, `start`, `stop`, `status`.

Imports neither prefect nor anything else outside the standard library, so that asking whether a
server runs costs nothing.
"""

from breyta_runtime.local.server import (
    ServerError,
    ServerStatus,
    client_environment,
    ensure_server,
    external_url,
    start,
    status,
    stop,
)

__all__ = [
    "ServerError",
    "ServerStatus",
    "client_environment",
    "ensure_server",
    "external_url",
    "start",
    "status",
    "stop",
]
