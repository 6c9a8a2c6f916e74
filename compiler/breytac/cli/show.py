"""`breytac show`: what breytac sees in a source, for those who want to know why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breytac.cli.errors import FINDINGS, OK
from breytac.cli.output import Format, FormatOption, envelope, print_json, print_out

if TYPE_CHECKING:
    from breytac.diagnostics.finding import Finding
    from breytac.syntax.forms import Form

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Show what breytac sees in a source.",
)

FileArgument = Annotated[Path, typer.Argument(help="A flow file.", show_default=False)]


@app.command()
def forms(file: FileArgument, format: FormatOption = Format.TEXT) -> None:
    """Print the forms that are read, as canonical EDN."""
    from breytac.cli.sources import load
    from breytac.syntax import print_form, read_all, show_forms

    source, _ = load(file)
    result = read_all(source)
    if format is Format.JSON:
        answer: Any = {
            "forms": [_form(form, print_form(form, sugar=False)) for form in result.forms]
        }
    else:
        answer = show_forms(result)
    _finish(answer, result.findings)


@app.command()
def ir(file: FileArgument, format: FormatOption = Format.TEXT) -> None:
    """Print the typed definition, and the steps of the flow, as JSON."""
    from breytac.cli.sources import load
    from breytac.pipeline import analyze_source, show_ir
    from breytac.project.sources import include_loader

    source, workspace = load(file)
    analyzed, findings = analyze_source(source, load_include=include_loader(workspace.root))
    data = show_ir(analyzed) if analyzed is not None else {}
    if format is Format.JSON:
        _finish({"ir": data}, findings)
    else:
        _finish(json.dumps(data, indent=2, ensure_ascii=False), findings)


def _form(form: Form, text: str) -> dict[str, Any]:
    line, column = form.span.start_position
    end_line, end_column = form.span.end_position
    return {
        "text": text,
        "line": line,
        "column": column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _finish(answer: str | dict[str, Any], findings: Sequence[Finding]) -> None:
    """Print a text, or the envelope around data, with the findings; then leave."""
    from breytac.cli.findings import print_findings

    failed = any(finding.is_error for finding in findings)
    if isinstance(answer, str):
        print_out(answer.rstrip("\n"))
        print_findings(findings)
    else:
        from breytac.diagnostics.json_renderer import findings_to_json

        error = {"code": "findings", "message": "the source has errors"} if failed else None
        answer["findings"] = findings_to_json(findings)
        print_json(envelope(answer, ok=not failed, error=error))
    raise typer.Exit(FINDINGS if failed else OK)
