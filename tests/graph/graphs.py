"""Graphs for tests: of sources, of bodies, and of nothing but hostile words."""

from __future__ import annotations

from pathlib import Path

from breytac.analysis.expressions import analyze_flow_body
from breytac.graph import Edge, EdgeKind, Graph, Node, NodeKind, build_graph
from breytac.pipeline import analyze_source
from breytac.syntax import read_one
from breytac.syntax.source import Source


def graph_of_file(path: Path) -> Graph:
    source = Source(path.name, path.read_text(encoding="utf-8"))

    def load(name: str, _form: object) -> Source:
        raise AssertionError(f"includes {name}")

    analyzed, _ = analyze_source(source, load_include=load)
    assert analyzed is not None
    assert analyzed.body is not None
    return build_graph(analyzed.body, analyzed.flow.definition.name, ["manual"])


def graph_of(body: str) -> Graph:
    return build_graph(analyze_flow_body(read_one(Source("t", body))), "Test")


def arrows(body: str) -> list[str]:
    """The edges of a body by the titles of their nodes: "a -yes-> b"."""
    graph = graph_of(body)
    titles = {node.id: node.title for node in graph.nodes}
    signs = {EdgeKind.NEXT: "-{}->", EdgeKind.BACK: "~{}~>", EdgeKind.ERROR: "!{}!>"}
    return [
        f"{titles[edge.source]} {signs[edge.kind].format(edge.label)} {titles[edge.target]}"
        for edge in graph.edges
    ]


def graph_with(words: list[str]) -> Graph:
    """A graph in which every text is one of the words."""
    kinds = list(NodeKind)
    nodes = [
        Node(f"n{index}", kinds[index % len(kinds)], word, word) for index, word in enumerate(words)
    ]
    edges = [
        Edge(f"n{index}", f"n{index + 1}", word, list(EdgeKind)[index % 3])
        for index, word in enumerate(words[:-1])
    ]
    edges.append(Edge(f"n{len(words) - 1}", "n0", words[0], EdgeKind.BACK))
    return Graph(words[0], tuple(nodes), tuple(edges))
