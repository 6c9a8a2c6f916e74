"""`breytac up`, `down` and `status`: the workspace's own Prefect server."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from breyta_runtime import local

from breytac.cli.errors import CliError
from breytac.cli.output import (
    Format,
    FormatOption,
    envelope,
    print_err,
    print_json,
    print_out,
    wants_colour,
    write,
)
from breytac.project.workspace import find_workspace


def up_command(format: FormatOption = Format.TEXT) -> None:
    """Start the workspace's Prefect server, if it does not run yet, and print its address."""
    workspace = find_workspace()
    workspace.prepare()
    root = workspace.root
    try:
        local.ensure_server(root, progress_line())
    except local.ServerError as error:
        raise server_error(error) from error
    _print_status(local.status(root), format)


def down_command(format: FormatOption = Format.TEXT) -> None:
    """Stop the workspace's Prefect server."""
    root = find_workspace().root
    try:
        stopped = local.stop(root, progress_line())
    except local.ServerError as error:
        raise server_error(error) from error
    if format is Format.JSON:
        print_json(envelope({"stopped": stopped}))
    else:
        print_out("stopped" if stopped else "no server of this workspace is running")


def status_command(format: FormatOption = Format.TEXT) -> None:
    """Tell whether a Prefect server runs for this workspace, and where."""
    _print_status(local.status(find_workspace().root), format)


def _print_status(status: local.ServerStatus, format: Format) -> None:
    if format is Format.JSON:
        print_json(_answer(status))
        return
    print_out(status.state if status.api_url is None else f"{status.state}  {status.api_url}")
    if status.external:
        print_err("  from PREFECT_API_URL")
    elif status.pid is not None:
        print_err(f"  interface  {status.ui_url}")
        print_err(f"  process    {status.pid}, since {status.started_at}")
        print_err(f"  log        {status.log}")


def _answer(status: local.ServerStatus) -> dict[str, Any]:
    data = {
        "state": status.state,
        "external": status.external,
        "pid": status.pid,
        "startedAt": status.started_at,
        "log": status.log,
    }
    links = {"api": status.api_url, "ui": status.ui_url}
    return envelope(_present(data), links=_present(links))


def _present(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value is not None}


def server_error(error: local.ServerError) -> CliError:
    return CliError(str(error), code="server")


def progress_line() -> Callable[[str, bool], None]:
    """A reporter for slow starts: one line that counts on a terminal, first and last in a log."""
    live = wants_colour(sys.stderr)
    shown = False

    def report(message: str, last: bool) -> None:
        nonlocal shown
        if live:
            write(sys.stderr, f"\r\033[K{message}" + ("\n" if last else ""))
        elif last or not shown:
            write(sys.stderr, message + ("\n" if last else " ...\n"))
        shown = True

    return report
