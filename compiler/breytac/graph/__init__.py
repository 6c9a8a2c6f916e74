"""Pictures of flows: `build_graph` makes the model, and a renderer each format.

FlowBody ─build→ Graph (nodes and edges) ─→ mermaid, dot, svg, json
"""

from breytac.graph.build import build_graph
from breytac.graph.dot import to_dot
from breytac.graph.mermaid import to_mermaid
from breytac.graph.model import Edge, EdgeKind, Graph, Node, NodeKind, graph_to_json
from breytac.graph.svg import to_svg

__all__ = [
    "Edge",
    "EdgeKind",
    "Graph",
    "Node",
    "NodeKind",
    "build_graph",
    "graph_to_json",
    "to_dot",
    "to_mermaid",
    "to_svg",
]
