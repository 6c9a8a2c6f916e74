"""`breytac graph`: a picture of a flow's orchestration."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from breytac.cli.errors import FINDINGS, OK
from breytac.cli.output import envelope, print_json, print_out

if TYPE_CHECKING:
    from breyta_runtime.definition import Definition

    from breytac.graph import Graph


class GraphFormat(StrEnum):
    MERMAID = "mermaid"
    DOT = "dot"
    SVG = "svg"
    JSON = "json"


def graph_command(
    file: Annotated[Path, typer.Argument(help="A flow file.", show_default=False)],
    format: Annotated[
        GraphFormat, typer.Option("--format", help="The language of the picture.")
    ] = GraphFormat.MERMAID,
) -> None:
    """Draw a flow: its steps, branches, loops, waits and the flows it calls."""
    from breytac.analysis.expressions import stops_compile
    from breytac.cli.findings import print_findings
    from breytac.cli.sources import load
    from breytac.diagnostics.json_renderer import findings_to_json
    from breytac.graph import build_graph, graph_to_json
    from breytac.pipeline import analyze_source
    from breytac.project.sources import include_loader

    source, workspace = load(file)
    analyzed, findings = analyze_source(source, load_include=include_loader(workspace.root))
    graph = None
    if analyzed is not None and analyzed.body is not None and analyzed.body.body is not None:
        definition = analyzed.flow.definition
        title = definition.name or definition.slug or file.stem
        graph = build_graph(analyzed.body, title, triggers(definition))
    errors = [finding for finding in findings if stops_compile((finding,))]
    if format is GraphFormat.JSON:
        data = {"graph": graph_to_json(graph) if graph else None}
        error = {"code": "findings", "message": "the source has errors"} if errors else None
        print_json(
            envelope(data | {"findings": findings_to_json(errors)}, ok=not errors, error=error)
        )
    else:
        if graph is not None:
            print_out(_rendered(graph, format).rstrip("\n"))
        print_findings(errors)
    raise typer.Exit(FINDINGS if errors or graph is None else OK)


def triggers(definition: Definition) -> list[str]:
    """What starts a flow, as "manual", "webhook", "schedule" …"""
    interfaces = definition.interfaces
    kinds = [kind for kind in ("manual", "webhook", "http", "mcp") if getattr(interfaces, kind, ())]
    return kinds + (["schedule"] if definition.schedules else [])


def _rendered(graph: Graph, format: GraphFormat) -> str:
    from breytac.graph import to_dot, to_mermaid, to_svg

    render = {
        GraphFormat.MERMAID: to_mermaid,
        GraphFormat.DOT: to_dot,
        GraphFormat.SVG: to_svg,
    }[format]
    return render(graph)
