"""`breytac compile`: flow sources in, Python modules out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breytac.cli.errors import FINDINGS, OK, CliError
from breytac.cli.output import (
    Format,
    FormatOption,
    envelope,
    plural,
    print_err,
    print_json,
    print_out,
    write,
)

if TYPE_CHECKING:
    from breytac.project.build import Built
    from breytac.project.outputs import Conflict, Output


def compile_command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SRC]...", help="Flow files, directories or globs.  [default: flows]"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Where the modules go.  [default: generated]"),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a module is out of date.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change, and fail if any.")
    ] = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Compile flows to Python modules, one per flow, written only when they change."""
    report = _compile(sources or [], output, write=not (check or diff))
    if format is Format.JSON:
        _print_json(report, with_diff=diff)
    else:
        _print_text(report, check=check, diff=diff)
    raise typer.Exit(report.exit_code)


@dataclass(frozen=True, slots=True)
class Report:
    built: Sequence[Built]
    outputs: Sequence[Output]
    conflicts: Sequence[Conflict]
    orphans: Sequence[str]
    wrote: bool

    @property
    def failed(self) -> list[Built]:
        return [each for each in self.built if each.failed]

    @property
    def changed(self) -> list[Output]:
        return [output for output in self.outputs if output.state != "unchanged"]

    @property
    def exit_code(self) -> int:
        if self.failed or self.conflicts:
            return FINDINGS
        return OK if self.wrote or not (self.changed or self.orphans) else FINDINGS


def _compile(sources: Sequence[str], output: Path | None, *, write: bool) -> Report:
    from breytac.project.build import build_all
    from breytac.project.cache import Cache
    from breytac.project.discovery import find_sources
    from breytac.project.files import SourceFileError
    from breytac.project.outputs import find_orphans, plan
    from breytac.project.workspace import find_workspace

    workspace = find_workspace()
    directory = (output or workspace.generated).absolute()
    if not sources and not workspace.flows.is_dir():
        raise CliError(
            f"no flows directory in {workspace.root}", hint="Name the files or directories."
        )
    try:
        paths = find_sources(sources, workspace.flows, Cache(workspace.cache))
    except SourceFileError as error:
        raise CliError(str(error), code="not_found") from error
    if not paths:
        where = " ".join(sources) or workspace.shown(workspace.flows)
        raise CliError(f"no flow found in {where}", code="not_found")
    workspace.prepare()
    built = build_all(paths, workspace)
    outputs, conflicts = plan(built, directory, workspace)
    orphans = find_orphans(built, directory, workspace)
    if write:
        for each in outputs:
            each.write()
    return Report(built, outputs, conflicts, orphans, write)


def _print_text(report: Report, *, check: bool, diff: bool) -> None:
    from breytac.cli.findings import print_findings

    print_findings([finding for each in report.built for finding in each.findings])
    for problem in (each.problem for each in report.built if each.problem):
        print_err(f"error: {problem}")
    for conflict in report.conflicts:
        print_err(f"error: {conflict.message}")
    for each in report.changed:
        if diff:
            write(sys.stdout, each.diff())
        else:
            word = "wrote" if report.wrote else each.state
            print_out(f"{word:8} {each.shown}  ← {each.built.shown}")
    for orphan in report.orphans:
        print_err(f"orphaned {orphan}: no flow compiles to it any more; delete it")
    print_err(_summary(report, check or diff))


def _summary(report: Report, dry: bool) -> str:
    changed, failed = len(report.changed), len(report.failed) + len(report.conflicts)
    parts = [plural(len(report.built), "flow")]
    if changed:
        parts.append(f"{changed} out of date" if dry else f"{changed} written")
    if len(report.outputs) > changed:
        parts.append(f"{len(report.outputs) - changed} up to date")
    if failed:
        parts.append(f"{failed} failed")
    return ", ".join(parts)


def _print_json(report: Report, *, with_diff: bool) -> None:
    from breytac.diagnostics.json_renderer import findings_to_json

    outputs = {id(output.built): output for output in report.outputs}
    files = []
    for each in report.built:
        output = outputs.get(id(each))
        file: dict[str, Any] = {
            "source": each.shown,
            "slug": each.slug,
            "output": output.shown if output else None,
            "status": _status(output, report.wrote),
            "findings": findings_to_json(each.findings),
        }
        if each.problem:
            file["problem"] = each.problem
        if with_diff and output is not None and output.state != "unchanged":
            file["diff"] = output.diff()
        files.append(file)
    conflicts = [
        {"sources": [each.shown for each in c.built], "message": c.message}
        for c in report.conflicts
    ]
    data = {"files": files, "orphans": list(report.orphans), "conflicts": conflicts}
    meta = {
        "flows": len(report.built),
        "changed": len(report.changed),
        "failed": len(report.failed),
    }
    ok = report.exit_code == OK
    error = None if ok else {"code": "findings", "message": _summary(report, not report.wrote)}
    print_json(envelope(data, ok=ok, meta=meta, error=error))


def _status(output: Output | None, wrote: bool) -> str:
    if output is None:
        return "failed"
    return "written" if wrote and output.state != "unchanged" else output.state
