"""`breytac run`: one run of a flow, followed to its end."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breytac.cli.errors import FINDINGS, OK, CliError
from breytac.cli.output import Format, FormatOption, envelope, print_err, print_json

if TYPE_CHECKING:
    from breyta_runtime.engine.runner import RunResult

    from breytac.project.workspace import Workspace


def run_command(
    flow: Annotated[
        str,
        typer.Argument(
            metavar="FLOW",
            help="A flow file, or the slug of a flow in generated/ or flows/.",
            show_default=False,
        ),
    ],
    input: Annotated[
        str | None,
        typer.Option(
            "--input", metavar="JSON", help="The input, as a JSON object; @FILE reads it, @- stdin."
        ),
    ] = None,
    invocation: Annotated[
        str, typer.Option("--invocation", help="Which of the flow's invocations the input is for.")
    ] = "default",
    offline: Annotated[
        bool, typer.Option("--offline", help="Run in this process alone, without a Prefect server.")
    ] = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Run a flow and print its result.

    The result goes to stdout as JSON; what happens on the way is told on stderr.
    """
    from breytac.project.workspace import find_workspace

    inputs = _parse_input(input)
    workspace = find_workspace()
    workspace.prepare()
    module = _module_of(flow, workspace, format)
    if module is None:
        raise typer.Exit(FINDINGS)
    ui_url = _connect(workspace, offline=offline)
    result = _execute(module, inputs, invocation, offline=offline)
    if format is Format.JSON:
        print_json(_answer(result, invocation, offline, ui_url))
    elif result.error is None:
        print_json(result.value)
    else:
        _print_failure(result.error)
    raise typer.Exit(OK if result.error is None else FINDINGS)


def _parse_input(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    shown = "--input"
    if text.startswith("@"):
        shown, text = text[1:], _read_input(text[1:])
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except ValueError as error:
        raise CliError(f"{shown} is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise CliError(f'{shown} must be a JSON object, such as \'{{"name": "Ada"}}\'')
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def _read_input(name: str) -> str:
    from breytac.project.files import SourceFileError, read_text

    try:
        return sys.stdin.read() if name == "-" else read_text(Path(name))
    except (SourceFileError, UnicodeDecodeError) as error:
        raise CliError(f"--input: {error}", code="not_found") from error


def _module_of(flow: str, workspace: Workspace, format: Format) -> Path | None:
    """The module to run; None when the source has errors, which have been printed."""
    from breytac.cli.findings import print_findings
    from breytac.diagnostics.json_renderer import findings_to_json
    from breytac.project.files import SourceFileError
    from breytac.project.lookup import find_runnable

    try:
        runnable = find_runnable(flow, workspace)
    except SourceFileError as error:
        raise CliError(str(error), code="not_found") from error
    print_findings(runnable.findings)
    if runnable.stale_source and runnable.module:
        shown = workspace.shown(runnable.module)
        print_err(
            f"note: running {shown} as committed, but {runnable.stale_source} has changed since; "
            "`breytac compile` brings it up to date"
        )
    if runnable.module is None and format is Format.JSON:
        findings = findings_to_json(runnable.findings)
        error_data = {"code": "findings", "message": f"{flow} does not compile"}
        print_json(envelope({"findings": findings}, ok=False, error=error_data))
    return runnable.module


def _connect(workspace: Workspace, *, offline: bool) -> str | None:
    """Point this process at its Prefect server, started if need be; the address of its pages."""
    from breyta_runtime import local

    from breytac.cli.server import progress_line, server_error

    if importlib.util.find_spec("prefect") is None:
        raise CliError(
            "running a flow needs Prefect",
            hint="pip install 'breytac[run]'",
            code="not_installed",
        )
    api_url = None
    is_ours = local.external_url() is None
    if not offline:
        try:
            api_url = local.ensure_server(workspace.root, progress_line())
        except local.ServerError as error:
            raise server_error(error) from error
    os.environ.update(local.client_environment(workspace.root, api_url))
    os.environ["BREYTAC_WORKSPACE"] = str(workspace.root)
    if not os.environ.get("BREYTAC_DEBUG"):
        # The timeline tells what Prefect's own lines would tell again; the server gets them all.
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    return api_url.removesuffix("/api") if api_url and is_ours else None


def _execute(
    module: Path, inputs: dict[str, Any] | None, invocation: str, *, offline: bool
) -> RunResult:
    from breyta_runtime.engine.errors import RunError
    from breyta_runtime.engine.runner import execute_module

    from breytac.cli.timeline import Timeline

    with closing(Timeline()) as timeline:
        try:
            return execute_module(
                module.absolute(),
                inputs,
                invocation,
                host="offline" if offline else "prefect",
                listener=timeline,
            )
        except RunError as error:
            raise CliError(error.message, hint=error.hint, code="run") from error
        except Exception as error:
            if os.environ.get("BREYTAC_DEBUG"):
                raise
            what = f"{type(error).__name__}: {error}"
            raise CliError(f"{module} cannot be loaded: {what}", code="run") from error


def _print_failure(error: Exception) -> None:
    from breytac.cli.timeline import printable

    print_err(f"error: {printable(_message(error))}")
    for note in getattr(error, "__notes__", ()):
        print_err(f"  {printable(note)}")


def _message(error: Exception) -> str:
    return str(error) or type(error).__name__


def _answer(
    result: RunResult, invocation: str, offline: bool, ui_url: str | None
) -> dict[str, Any]:
    flow = next((event.flow for event in result.events if event.flow), None)
    data = {
        "workflowId": result.run_id,
        "flowSlug": flow,
        "invocation": invocation,
        "host": "offline" if offline else "prefect",
        "status": result.status,
        "result": result.value,
        "events": [_event_json(event) for event in result.events],
    }
    links = {"run": f"{ui_url}/runs/flow-run/{result.run_id}"} if ui_url and result.run_id else None
    if result.error is None:
        return envelope(data, links=links)
    error: dict[str, Any] = {
        "code": "run_failed",
        "type": type(result.error).__name__,
        "message": _message(result.error),
        "notes": list(getattr(result.error, "__notes__", ())),
    }
    return envelope(data, ok=False, links=links, error=error)


def _event_json(event: Any) -> dict[str, Any]:
    from dataclasses import asdict

    left_out = ("run_id", "flow") if event.depth == 0 else ("run_id",)
    return {
        name: value
        for name, value in asdict(event).items()
        if value not in (None, "") and name not in left_out
    }
