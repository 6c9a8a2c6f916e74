"""`breytac lint`: what is wrong with flows, all of it at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breytac.cli.errors import FINDINGS, OK, USAGE, CliError
from breytac.cli.output import envelope, plural, print_err, print_json, wants_colour, write

if TYPE_CHECKING:
    from breytac.diagnostics.finding import Finding
    from breytac.project.linting import Linted


class LintFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


Words = Annotated[
    list[str] | None,
    typer.Option(help="Report these only: codes (BRY311), their beginnings (BRY3), or names."),
]


def lint_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="Flow files, directories or globs.  [default: flows]"
        ),
    ] = None,
    format: Annotated[
        LintFormat, typer.Option("--format", help="How to print the findings.")
    ] = LintFormat.TEXT,
    select: Words = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Do not report these.")] = None,
    config: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A TOML file with settings.  [default: pyproject.toml]"),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Repair what can be repaired safely.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and fail if anything.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings, too.")] = False,
    local_only: Annotated[  # noqa: ARG001
        bool, typer.Option("--local-only", help="Accepted as by Breyta; lint asks no server.")
    ] = False,
) -> None:
    """Find what is wrong with flows, without running or compiling them."""
    if diff and format in (LintFormat.GITHUB, LintFormat.SARIF):
        raise CliError(f"--diff is for people and JSON, not for --format {format.value}")
    report = _lint(paths or [], select or [], ignore or [], config, fix=fix or diff, strict=strict)
    report.dry = diff
    if fix and not diff:
        for file in report.files:
            file.write()
    if diff and format is LintFormat.TEXT:
        for file in report.files:
            write(sys.stdout, file.diff())
    _PRINTERS[format](report)
    raise typer.Exit(report.exit_code)


@dataclass(slots=True)
class Report:
    files: Sequence[Linted]
    findings: Sequence[Finding]
    strict: bool
    dry: bool = False

    def count(self, severity: str) -> int:
        return sum(finding.severity.value == severity for finding in self.findings)

    @property
    def problems(self) -> list[Linted]:
        return [file for file in self.files if file.problem]

    @property
    def fixed(self) -> int:
        return sum(len(file.fixed) for file in self.files)

    @property
    def exit_code(self) -> int:
        if self.problems:
            return USAGE
        failed = self.count("error") or (self.strict and self.count("warning"))
        return FINDINGS if failed or (self.dry and self.fixed) else OK

    @property
    def summary(self) -> str:
        kinds = ("error", "warning", "note")
        counts = [plural(count, kind) for kind in kinds if (count := self.count(kind))]
        text = f"{plural(len(self.files), 'file')}: {', '.join(counts) or 'nothing found'}"
        if self.fixed:
            return f"{text}; {self.fixed} {'fixable' if self.dry else 'fixed'}"
        fixable = sum(bool(finding.edits) for finding in self.findings)
        return f"{text}; {fixable} can be repaired with --fix" if fixable else text


def _lint(
    arguments: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
    config: str | None,
    *,
    fix: bool,
    strict: bool,
) -> Report:
    from dataclasses import replace

    from breytac.project.cache import Cache
    from breytac.project.config import load_settings
    from breytac.project.discovery import find_sources
    from breytac.project.files import SourceFileError
    from breytac.project.linting import lint_all
    from breytac.project.workspace import find_workspace

    workspace = find_workspace()
    chosen, ignored = _words(select), _words(ignore)
    try:
        settings, problems = load_settings(workspace, Path(config) if config else None)
        if not arguments and not workspace.flows.is_dir():
            raise CliError(
                f"no flows directory in {workspace.root}", hint="Name the files or directories."
            )
        found = Cache(workspace.cache) if workspace.state.is_dir() else None
        paths = find_sources(arguments, workspace.flows, found)
    except SourceFileError as error:
        raise CliError(str(error), code="not_found") from error
    if not paths:
        where = " ".join(arguments) or workspace.shown(workspace.flows)
        raise CliError(f"no flow found in {where}", code="not_found")
    settings = replace(
        settings,
        select=chosen or settings.select,
        ignore=(*settings.ignore, *ignored),
        strict=strict or settings.strict,
    )
    files = lint_all(paths, workspace, settings, fix=fix)
    everything = [*problems, *(finding for file in files for finding in file.findings)]
    return Report(files, everything, settings.strict)


def _words(given: Sequence[str]) -> tuple[str, ...]:
    """The rules of an option, which may be repeated or list several with commas."""
    words = tuple(word for each in given for word in each.replace(",", " ").split())
    if words:
        from breytac.diagnostics.catalogue import rules_named
        from breytac.lint.settings import suggestion

        for word in words:
            if not rules_named(word):
                raise CliError(f"there is no rule {word}", hint=suggestion(word))
    return words


def _print_text(report: Report) -> None:
    if report.findings and not report.dry:
        from breytac.diagnostics.text import render_findings

        write(sys.stdout, render_findings(report.findings, colour=wants_colour(sys.stdout)) + "\n")
    _print_problems(report)
    print_err(report.summary)


def _print_github(report: Report) -> None:
    from breytac.diagnostics.github import render_github

    write(sys.stdout, render_github(report.findings))
    _print_problems(report)
    print_err(report.summary)


def _print_problems(report: Report) -> None:
    for file in report.problems:
        print_err(f"error: {file.shown}: internal error: {file.problem}")
    if report.problems:
        print_err("  This is a bug in breytac. Set BREYTAC_DEBUG=1 to see where it comes from.")


def _print_json(report: Report) -> None:
    from breytac.diagnostics.lint_json import lint_data

    data = lint_data(report.findings)
    data["files"] = [file.shown for file in report.files]
    if len(report.files) == 1 and report.files[0].slug:
        data["flowSlug"] = report.files[0].slug
    if report.dry:
        data["diffs"] = {file.shown: file.diff() for file in report.files if file.fixed}
    meta: dict[str, Any] = {
        "stages": ["local"],
        "serverSkipped": "local_only",
        "files": len(report.files),
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "notes": report.count("note"),
        "fixed": 0 if report.dry else report.fixed,
    }
    if data["valid"] and not report.problems:
        meta["nextCommands"] = [f"breytac compile {file.shown}" for file in report.files[:5]]
    error = None
    if report.problems:
        said = "; ".join(f"{file.shown}: {file.problem}" for file in report.problems)
        error = {"code": "internal", "message": said}
    elif report.exit_code != OK:
        error = {"code": "findings", "message": report.summary}
    print_json(envelope(data, ok=report.exit_code == OK, meta=meta, error=error))


def _print_sarif(report: Report) -> None:
    from importlib.metadata import version

    from breytac.diagnostics.explanations import markdown_of
    from breytac.diagnostics.sarif import findings_to_sarif

    print_json(findings_to_sarif(report.findings, version=version("breytac"), help_of=markdown_of))
    _print_problems(report)


_PRINTERS = {
    LintFormat.TEXT: _print_text,
    LintFormat.JSON: _print_json,
    LintFormat.GITHUB: _print_github,
    LintFormat.SARIF: _print_sarif,
}
