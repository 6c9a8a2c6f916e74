"""The graph in Graphviz' language."""

from __future__ import annotations

from breytac.graph.model import Edge, EdgeKind, Graph, Node, NodeKind
from breytac.graph.text import MAX_EDGE, plain, shorten, wrap

_SHAPES = {
    NodeKind.START: "oval",
    NodeKind.END: "oval",
    NodeKind.STEP: "box",
    NodeKind.WAIT: "hexagon",
    NodeKind.FLOW: "box3d",
    NodeKind.FANOUT: "box3d",
    NodeKind.PHASE: "note",
    NodeKind.BRANCH: "diamond",
    NodeKind.LOOP: "hexagon",
    NodeKind.EACH: "hexagon",
    NodeKind.POLL: "hexagon",
    NodeKind.TRY: "note",
    NodeKind.FAIL: "oval",
}
_STYLES = {EdgeKind.BACK: "dashed", EdgeKind.ERROR: "dotted"}


def to_dot(graph: Graph) -> str:
    lines = [
        f"digraph {_quoted(plain(graph.title))} {{",
        "    rankdir=TB;",
        '    node [fontname="Helvetica", fontsize=11];',
        '    edge [fontname="Helvetica", fontsize=10];',
        *(f"    {_node(node)};" for node in graph.nodes),
        *(f"    {_edge(edge)};" for edge in graph.edges),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _node(node: Node) -> str:
    rows = wrap(node.title) + (wrap(node.detail) if node.detail else [])
    return f"{node.id} [shape={_SHAPES[node.kind]}, label={_quoted(*rows)}]"


def _edge(edge: Edge) -> str:
    settings = []
    if edge.label:
        settings.append(f"label={_quoted(shorten(edge.label, MAX_EDGE))}")
    if edge.kind in _STYLES:
        settings.append(f"style={_STYLES[edge.kind]}")
    suffix = f" [{', '.join(settings)}]" if settings else ""
    return f"{edge.source} -> {edge.target}{suffix}"


def _quoted(*rows: str) -> str:
    """A string of a few lines.  Graphviz reads character references, so `&` is one itself."""
    shown = (row.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") for row in rows)
    return '"' + "\\n".join(shown) + '"'
