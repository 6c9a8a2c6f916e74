"""Tables as text for a terminal, as Markdown, and as data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from breytac.reference.tables import Row, Table

WIDTH = 100


def table_text(table: Table) -> str:
    """The table as paragraphs: columns would not fit a terminal."""
    lines = [table.title, "=" * len(table.title), ""]
    for row in table.rows:
        marks = ["required"] if row.required else []
        marks += [f"default {row.default}"] if row.default else []
        lines.append(f"{row.field}  {row.type}" + (f"  ({', '.join(marks)})" if marks else ""))
        for text in _details(row):
            lines += textwrap.wrap(text, WIDTH - 4, initial_indent="    ", subsequent_indent="    ")
    if table.remarks:
        lines.append("")
    for remark in table.remarks:
        text = remark.replace("`", "")
        lines += textwrap.wrap(text, WIDTH, initial_indent="- ", subsequent_indent="  ")
    return "\n".join(lines)


def _details(row: Row) -> list[str]:
    details = []
    if row.values:
        details.append(
            f"{'such as' if row.open else 'one of'} {' '.join(f':{v}' for v in row.values)}"
        )
    if row.limit:
        details.append(row.limit)
    if row.notes:
        details.append(row.notes)
    return details


_HEAD = ("field", "type", "required", "values", "default", "limit", "notes")


def table_markdown(table: Table, level: int = 2) -> str:
    lines = [
        f"{'#' * level} {table.title}",
        "",
        f"| {' | '.join(_HEAD)} |",
        "|---" * len(_HEAD) + "|",
    ]
    for row in table.rows:
        values = " ".join(f"`:{value}`" for value in row.values) + (" …" if row.open else "")
        cells = (
            f"`{row.field}`", row.type, "yes" if row.required else "", values,
            f"`{row.default}`" if row.default else "", row.limit, row.notes,
        )  # fmt: skip
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    if table.remarks:
        lines += ["", *(f"- {remark}" for remark in table.remarks)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def tables_data(tables: Iterable[Table]) -> list[dict[str, Any]]:
    return [
        {
            "name": table.name,
            "title": table.title,
            "fields": [_row_data(row) for row in table.rows],
            "remarks": [remark.replace("`", "") for remark in table.remarks],
        }
        for table in tables
    ]


def _row_data(row: Row) -> dict[str, Any]:
    return {
        "field": row.field,
        "type": row.type,
        "required": row.required,
        "values": [f":{value}" for value in row.values],
        "otherValues": row.open,
        "default": row.default or None,
        "limit": row.limit or None,
        "notes": row.notes or None,
        "features": row.features.split(),
    }
