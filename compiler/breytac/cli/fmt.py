"""`breytac fmt`: flow sources in the house style."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breytac.cli.errors import FINDINGS, OK, USAGE, CliError
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
    from breytac.project.flow_layout import LaidOut

STDIN = "-"


def fmt_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Flow files, directories or globs; `-` formats stdin to stdout.  [default: flows]",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a file is not formatted.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change, and fail if any.")
    ] = False,
    format: FormatOption = Format.TEXT,
) -> None:
    """Format flow sources: only blanks change, and every comment stays."""
    asked = paths or []
    dry = check or diff
    if STDIN in asked:
        if len(asked) > 1:
            raise CliError("`-` stands alone: format stdin or files, not both")
        files = [_stdin()]
        if not dry and format is Format.TEXT:
            _finish_stdin(files[0])
    else:
        files = _files(asked)
    if not dry:
        _write(files)
    if format is Format.JSON:
        _print_json(files, dry=dry, with_diff=diff)
    else:
        _print_text(files, dry=dry, diff=diff)
    raise typer.Exit(_exit_code(files, dry))


def _files(asked: Sequence[str]) -> list[LaidOut]:
    from breytac.project.discovery import find_sources
    from breytac.project.files import SourceFileError
    from breytac.project.flow_layout import lay_out
    from breytac.project.workspace import find_workspace

    workspace = find_workspace()
    if not asked and not workspace.flows.is_dir():
        raise CliError(
            f"no flows directory in {workspace.root}", hint="Name the files or directories."
        )
    try:
        found = find_sources(asked, workspace.flows)
    except SourceFileError as error:
        raise CliError(str(error), code="not_found") from error
    return [lay_out(path, workspace) for path in found]


def _write(files: Sequence[LaidOut]) -> None:
    for each in files:
        try:
            each.write()
        except OSError as error:
            raise CliError(f"cannot write {each.shown}: {error.strerror}") from error


def _stdin() -> LaidOut:
    from breytac.project.flow_layout import lay_out_text

    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CliError(f"stdin is not UTF-8 text (at byte {error.start})") from error
    return lay_out_text(text, "<stdin>")


def _finish_stdin(file: LaidOut) -> None:
    """The formatted text and nothing else on stdout, byte for byte."""
    _print_problems([file])
    if file.new is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(file.new.encode("utf-8"))
        sys.stdout.buffer.flush()
    raise typer.Exit(_exit_code([file], False))


def _exit_code(files: Sequence[LaidOut], dry: bool) -> int:
    if any(each.problem for each in files):
        return USAGE
    if any(each.new is None or (dry and each.changes) for each in files):
        return FINDINGS
    return OK


def _print_problems(files: Sequence[LaidOut]) -> None:
    from breytac.cli.findings import print_findings

    print_findings([finding for each in files if each.new is None for finding in each.findings])
    for each in files:
        if each.problem:
            print_err(f"error: {each.problem}")


def _print_text(files: Sequence[LaidOut], *, dry: bool, diff: bool) -> None:
    _print_problems(files)
    for each in files:
        if each.changes and diff:
            write(sys.stdout, each.diff())
        elif each.changes:
            print_out(f"{'would format' if dry else 'formatted'} {each.shown}")
    print_err(_summary(files, dry))


def _summary(files: Sequence[LaidOut], dry: bool) -> str:
    changed = sum(each.changes for each in files)
    failed = sum(each.new is None for each in files)
    parts = [plural(len(files), "file")]
    if changed:
        parts.append(f"{changed} to format" if dry else f"{changed} formatted")
    if failed:
        parts.append(f"{failed} left alone")
    if len(parts) == 1:
        parts.append("nothing to do")
    return ", ".join(parts)


def _print_json(files: Sequence[LaidOut], *, dry: bool, with_diff: bool) -> None:
    from breytac.diagnostics.json_renderer import findings_to_json

    data = []
    for each in files:
        file: dict[str, Any] = {
            "source": each.shown,
            "status": _status(each, dry),
            "findings": findings_to_json(each.findings),
        }
        if each.problem:
            file["problem"] = each.problem
        if with_diff and each.changes:
            file["diff"] = each.diff()
        if each.path is None and not dry:
            file["text"] = each.new
        data.append(file)
    ok = _exit_code(files, dry) == OK
    error = None if ok else {"code": "findings", "message": _summary(files, dry)}
    meta = {"files": len(files), "changed": sum(each.changes for each in files)}
    print_json(envelope({"files": data}, ok=ok, meta=meta, error=error))


def _status(file: LaidOut, dry: bool) -> str:
    if file.new is None:
        return "failed"
    if not file.changes:
        return "unchanged"
    return "stale" if dry else "formatted"
