"""The graph as a Mermaid flowchart, which GitHub and many editors show.

Labels are quoted, and everything in them that could mean something to Mermaid, Markdown or HTML
is a character reference.
"""

from __future__ import annotations

import re

from breytac.graph.model import Edge, EdgeKind, Graph, Node, NodeKind
from breytac.graph.text import MAX_EDGE, shorten, wrap

_SHAPES = {
    NodeKind.START: ("([", "])"),
    NodeKind.END: ("([", "])"),
    NodeKind.STEP: ("[", "]"),
    NodeKind.WAIT: ("{{", "}}"),
    NodeKind.FLOW: ("[[", "]]"),
    NodeKind.FANOUT: ("[[", "]]"),
    NodeKind.PHASE: ("[/", "/]"),
    NodeKind.BRANCH: ("{", "}"),
    NodeKind.LOOP: ("{{", "}}"),
    NodeKind.EACH: ("{{", "}}"),
    NodeKind.POLL: ("{{", "}}"),
    NodeKind.TRY: ("[/", "/]"),
    NodeKind.FAIL: ("([", "])"),
}
_ARROWS = {EdgeKind.NEXT: "-->", EdgeKind.BACK: "-.->", EdgeKind.ERROR: "-.->"}
_SPECIAL = re.compile(r"[^\w .,:/?!=+·…→-]|_")


def to_mermaid(graph: Graph) -> str:
    lines = ["flowchart TD"]
    lines += [_node(node) for node in graph.nodes]
    lines += [_edge(edge) for edge in graph.edges]
    return "\n".join(f"    {line}" if index else line for index, line in enumerate(lines)) + "\n"


def _node(node: Node) -> str:
    before, behind = _SHAPES[node.kind]
    rows = wrap(node.title) + (wrap(node.detail) if node.detail else [])
    text = "<br/>".join(_escape(row) for row in rows)
    return f'{node.id}{before}"{text}"{behind}'


def _edge(edge: Edge) -> str:
    arrow = _ARROWS[edge.kind]
    label = f'|"{_escape(shorten(edge.label, MAX_EDGE))}"|' if edge.label else ""
    return f"{edge.source} {arrow}{label} {edge.target}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"#{ord(match[0])};", text) or " "
