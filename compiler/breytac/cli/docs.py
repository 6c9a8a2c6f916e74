"""`breytac docs`: help that is made from the contracts breytac checks flows against."""

from __future__ import annotations

from typing import Annotated

import typer

from breytac.cli.errors import CliError
from breytac.cli.output import Format, FormatOption, envelope, print_json, print_out

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Show what may be written in a flow.",
)


@app.callback()
def docs() -> None:
    """Show what may be written in a flow."""


@app.command()
def fields(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="A step (http), a key of the definition (requires), or `definition`.",
            show_default=False,
        ),
    ] = None,
    format: FormatOption = Format.TEXT,
) -> None:
    """Show the fields of a step or of a part of the definition."""
    from breytac.reference.render import table_text, tables_data
    from breytac.reference.tables import all_tables, known_names, tables_named

    tables = tables_named(name) if name else all_tables()
    if not tables:
        from breytac.analysis.definition.suggest import did_you_mean

        hint = did_you_mean(str(name), known_names(), "") or "`breytac docs fields` lists them."
        raise CliError(f"there is nothing called {name}", hint=hint, code="not_found")
    if format is Format.JSON:
        print_json(envelope({"tables": tables_data(tables)}, meta={"count": len(tables)}))
    elif name is None:
        for table in tables:
            print_out(f"{table.name:24}  {table.title}")
    else:
        print_out("\n\n".join(map(table_text, tables)))
