"""The picture of a flow as data: what happens, and what comes after what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class NodeKind(StrEnum):
    START = "start"
    END = "end"
    STEP = "step"
    WAIT = "wait"
    """A person, an event, or time has to pass."""
    FLOW = "flow"
    """Another flow is called."""
    FANOUT = "fanout"
    PHASE = "phase"
    """The label of some forms that belong together."""
    BRANCH = "branch"
    LOOP = "loop"
    EACH = "each"
    """Its body happens for every item."""
    POLL = "poll"
    TRY = "try"
    FAIL = "fail"


class EdgeKind(StrEnum):
    NEXT = "next"
    BACK = "back"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    kind: NodeKind
    title: str
    """What a reader sees first."""
    detail: str = ""
    """One line more: "http · fetch-user"."""
    family: str | None = None
    step: str | None = None
    """The step's id, or the slug of the flow that is called."""
    position: str | None = None
    """ "line:column" in the source."""


@dataclass(frozen=True, slots=True)
class Edge:
    source: str
    target: str
    label: str = ""
    kind: EdgeKind = EdgeKind.NEXT


@dataclass(frozen=True, slots=True)
class Graph:
    title: str
    nodes: tuple[Node, ...]
    """In the order of the source; the start is first, and the end, if it is ever reached, last."""
    edges: tuple[Edge, ...]


def graph_to_json(graph: Graph) -> dict[str, Any]:
    return {
        "title": graph.title,
        "nodes": [
            {
                name: str(value)
                for name, value in (
                    ("id", node.id),
                    ("kind", node.kind),
                    ("title", node.title),
                    ("detail", node.detail or None),
                    ("family", node.family),
                    ("step", node.step),
                    ("position", node.position),
                )
                if value is not None
            }
            for node in graph.nodes
        ],
        "edges": [
            {"from": edge.source, "to": edge.target, "label": edge.label, "kind": str(edge.kind)}
            for edge in graph.edges
        ],
    }
