"""The `breytac` command.

What is imported here is paid for by every call, `--version` included: typer and nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, ClassVar

import typer
from typer.exceptions import Abort, TyperException

from breytac.cli.errors import OK, USAGE, CliError
from breytac.cli.lazy import Lazy, LazyGroup
from breytac.cli.output import (
    asks_for_json,
    error_envelope,
    print_err,
    print_error,
    print_json,
    print_out,
)

INTERRUPTED = 130


class Commands(LazyGroup):
    table: ClassVar[dict[str, Lazy]] = {
        "compile": Lazy("breytac.cli.compile", "compile_command"),
        "fmt": Lazy("breytac.cli.fmt", "fmt_command"),
        "graph": Lazy("breytac.cli.graph", "graph_command"),
        "lsp": Lazy("breytac.cli.lsp", "lsp_command"),
        "lint": Lazy("breytac.cli.lint", "lint_command"),
        "explain": Lazy("breytac.cli.explain", "explain_command"),
        "docs": Lazy("breytac.cli.docs", "app"),
        "run": Lazy("breytac.cli.run", "run_command"),
        "eval": Lazy("breytac.cli.eval", "eval_command"),
        "show": Lazy("breytac.cli.show", "app"),
        "up": Lazy("breytac.cli.server", "up_command"),
        "down": Lazy("breytac.cli.server", "down_command"),
        "status": Lazy("breytac.cli.server", "status_command"),
    }


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print_out(f"breytac {version('breytac')}")
        raise typer.Exit(OK)


@app.callback(no_args_is_help=True)
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Compile Breyta flows to readable Prefect modules, and run them on your own Prefect."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process; bad input never shows a traceback."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and give the exit code."""
    try:
        code = app(list(arguments), prog_name="breytac", standalone_mode=False)
        if code == INTERRUPTED:  # typer's word for a KeyboardInterrupt
            print_err("interrupted")
        return code if isinstance(code, int) else OK
    except CliError as error:
        return _fail(error, arguments)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print_err(error.message)
            return USAGE
        return _fail(_usage_error(error), arguments)
    except (KeyboardInterrupt, Abort):
        print_err("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has left; what is still buffered must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return USAGE
    except RecursionError:
        if os.environ.get("BREYTAC_DEBUG"):
            raise
        deep = CliError("the source is nested more deeply than breytac can follow", code="limit")
        return _fail(deep, arguments)
    except Exception as error:
        if os.environ.get("BREYTAC_DEBUG"):
            raise
        return _fail(_internal_error(error), arguments)


def _fail(error: CliError, arguments: Sequence[str]) -> int:
    if asks_for_json(arguments):
        print_json(error_envelope(error))
    else:
        print_error(error)
    return error.exit_code


def _usage_error(error: TyperException) -> CliError:
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "breytac"
    return CliError(error.format_message(), hint=f"Try '{where} --help'.")


def _internal_error(error: Exception) -> CliError:
    said = str(error).strip().splitlines()
    return CliError(
        f"internal error: {type(error).__name__}" + (f": {said[0]}" if said else ""),
        hint="This is a bug in breytac. Set BREYTAC_DEBUG=1 to see where it comes from.",
        code="internal",
    )
