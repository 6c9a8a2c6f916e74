"""`breytac show`: what breytac sees in a source, for those who want to know why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breytac.cli.errors import FINDINGS, OK
from breytac.cli.output import Format, FormatOption, envelope, print_json, print_out

if TYPE_CHECKING:
    from breytac.diagnostics.finding import Finding

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Show what breytac sees in a source.",
)

FileArgument = Annotated[Path, typer.Argument(help="A flow file.", show_default=False)]


@app.command()
def forms(file: FileArgument, format: FormatOption = Format.TEXT) -> None:
    """Show the forms that are read, each with its place."""
    from breytac.cli.dump import form_json, form_lines
    from breytac.cli.sources import load
    from breytac.syntax import read_all

    source, _ = load(file)
    result = read_all(source)
    data = {"forms": [form_json(form) for form in result.forms]}
    lines = (line for form in result.forms for line in form_lines(form))
    _print(data, lines, result.findings, format)


@app.command()
def ir(file: FileArgument, format: FormatOption = Format.TEXT) -> None:
    """Show the typed definition, and the steps of the flow, that the module is made from."""
    from breytac.cli.dump import data_lines
    from breytac.cli.sources import load
    from breytac.pipeline import analyze_source, show_ir
    from breytac.project.sources import include_loader

    source, workspace = load(file)
    analyzed, findings = analyze_source(source, load_include=include_loader(workspace.root))
    data = show_ir(analyzed) if analyzed is not None else {}
    _print({"ir": data}, data_lines(data), findings, format)


def _print(
    data: dict[str, Any], lines: Iterable[str], findings: Sequence[Finding], format: Format
) -> None:
    from breytac.cli.findings import print_findings
    from breytac.diagnostics.json_renderer import findings_to_json

    failed = any(finding.is_error for finding in findings)
    if format is Format.JSON:
        error = {"code": "findings", "message": "the source has errors"} if failed else None
        data["findings"] = findings_to_json(findings)
        print_json(envelope(data, ok=not failed, error=error))
    else:
        for line in lines:
            print_out(line)
        print_findings(findings)
    raise typer.Exit(FINDINGS if failed else OK)
