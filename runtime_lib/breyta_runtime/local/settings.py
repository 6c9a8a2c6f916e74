"""What the local server and its clients are told, as environment variables.

A Prefect of the user is never read or changed: our server has a home, a profile file and a
database of its own, and takes over no `PREFECT_*` variable that was meant for another server.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SERVER_SETTINGS = {
    # Leases kept in memory leak their slots for good when the server restarts.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": (
        "prefect.server.concurrency.lease_storage.filesystem"
    ),
    # Recording task runs one by one is what the server spends its time on: in batches it needs
    # a third of the processor, and a finished step shows up after 2 s instead of 17.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "500",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_CLI_COLORS": "false",
    "DO_NOT_TRACK": "1",
    "PYTHONUNBUFFERED": "1",
}

CLIENT_SETTINGS = {
    # Polls of 10 s and 15 s are made for a shared server, not for one on this machine.
    "PREFECT_RUNNER_POLL_FREQUENCY": "2",
    "PREFECT_WORKER_QUERY_SECONDS": "2",
    "DO_NOT_TRACK": "1",
}


def server_environment(base: Mapping[str, str], home: Path, api_url: str) -> dict[str, str]:
    """The environment of the server process, made from that of the process that starts it."""
    inherited = {name: value for name, value in base.items() if not name.startswith("PREFECT_")}
    return inherited | SERVER_SETTINGS | own_prefect(home) | {"PREFECT_API_URL": api_url}


def client_settings(base: Mapping[str, str], home: Path, api_url: str) -> dict[str, str]:
    """What a process that talks to the local server adds to its environment.

    Anything the user has set already stays, except what would lead to another server.
    """
    ours = {name: value for name, value in CLIENT_SETTINGS.items() if name not in base}
    return ours | own_prefect(home) | {"PREFECT_API_URL": api_url}


def own_prefect(home: Path) -> dict[str, str]:
    """A home and a profile file that are not the user's."""
    return {"PREFECT_HOME": str(home), "PREFECT_PROFILES_PATH": str(home / "profiles.toml")}
