"""`breytac eval`: one function on one input, or a file full of such cases."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from breytac.cli.errors import FINDINGS, CliError
from breytac.cli.output import Format, FormatOption, envelope, print_json, print_out

if TYPE_CHECKING:
    from breytac.cli.eval_cases import Outcome
    from breytac.diagnostics.finding import Finding

SECONDS = 10.0


class Notation(StrEnum):
    EDN = "edn"
    JSON = "json"


def eval_command(
    code: Annotated[
        str | None, typer.Option("--code", metavar="CODE", help="The function, as Clojure text.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="A file that holds the function.")
    ] = None,
    input: Annotated[
        str | None,
        typer.Option(
            "--input",
            metavar="EDN|JSON",
            help="What the function is called with; @FILE reads it, @- stdin.  Default: nil.",
        ),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="FILE",
            help="Cases: EDN maps {:name … :code … :input …}, or :input-file beside FILE.",
        ),
    ] = None,
    notation: Annotated[
        Notation, typer.Option("--print", help="How to print the value.")
    ] = Notation.EDN,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="Time one evaluation may take.")
    ] = SECONDS,
    format: FormatOption = Format.TEXT,
) -> None:
    """Evaluate a function on an input and print its value.

    With --batch every case prints one line, {:name … :value …} or {:name … :error {:message …}},
    in the order of the file; a case that fails does not stop the others.
    """
    given = [option for option in (code, file, batch) if option is not None]
    if len(given) != 1:
        raise CliError("give one of --code, --file and --batch")
    if batch is not None:
        if input is not None or notation is not Notation.EDN or format is not Format.TEXT:
            raise CliError("--batch takes its inputs from the file and prints EDN")
        _run_batch(batch, seconds)
    else:
        _run_one(code, file, input, notation, seconds, format)


def _run_one(
    code: str | None,
    file: Path | None,
    input: str | None,
    notation: Notation,
    seconds: float,
    format: Format,
) -> None:
    from breytac.cli.eval_cases import Case, evaluate, parse_data
    from breytac.syntax.source import Source

    source = Source("--code", code) if code is not None else Source(str(file), _text(file))
    value = parse_data(*_input_text(input)) if input is not None else None
    as_json = notation is Notation.JSON or format is Format.JSON
    outcome = evaluate(Case.of_source(source, value), seconds, as_json=as_json)
    if format is Format.JSON:
        _print_envelope(outcome)
    elif outcome.failure is not None:
        _print_failure(outcome)
    elif notation is Notation.EDN:
        print_out(outcome.text)
    else:
        print_json(outcome.json)
    raise typer.Exit(FINDINGS if outcome.failure is not None else 0)


def _print_envelope(outcome: Outcome) -> None:
    from breytac.diagnostics.json_renderer import findings_to_json

    if outcome.failure is None:
        print_json(envelope({"value": outcome.json, "edn": outcome.text}))
        return
    error: dict[str, Any] = {"code": outcome.failure.code, "message": outcome.failure.message}
    findings = findings_to_json(outcome.failure.findings)
    print_json(envelope({"findings": findings}, ok=False, error=error))


def _print_failure(outcome: Outcome) -> None:
    from breytac.cli.findings import print_findings
    from breytac.cli.output import print_err

    failure = outcome.failure
    assert failure is not None
    print_findings(failure.findings)
    if not failure.findings:
        shown = f" {failure.data_text()}" if failure.data is not None else ""
        print_err(f"error: {failure.message}{shown}")


def _input_text(text: str) -> tuple[str, str]:
    """(what to call it, the text)."""
    if text == "@-":
        return "stdin", sys.stdin.read()
    if text.startswith("@"):
        return text[1:], _text(Path(text[1:]))
    return "--input", text


def _text(path: Path | None) -> str:
    from breytac.project.files import SourceFileError, read_text

    assert path is not None
    try:
        return read_text(path)
    except SourceFileError as error:
        raise CliError(str(error), code="not_found") from error


def _run_batch(path: Path, seconds: float) -> None:
    from breytac.cli.eval_cases import evaluate, read_cases
    from breytac.syntax.source import Source

    cases, findings = read_cases(Source(str(path), _text(path)), path.parent)
    lines = (evaluate(case, seconds).line() for case in cases)
    _print_lines(lines)
    _leave(findings)


def _print_lines(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _leave(findings: tuple[Finding, ...]) -> None:
    """What is wrong outside of any case is told at the end, and in the exit code."""
    from breytac.cli.findings import print_findings

    print_findings(findings)
    raise typer.Exit(FINDINGS if any(each.is_error for each in findings) else 0)
