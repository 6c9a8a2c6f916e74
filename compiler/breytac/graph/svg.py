"""The graph as a picture of its own: SVG that needs no program, light and dark as the page is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape

from breytac.graph.layered import Box, Line, Placement, Route, place
from breytac.graph.model import Edge, EdgeKind, Graph, Node, NodeKind
from breytac.graph.text import MAX_EDGE, plain, shorten, wrap

MARGIN = 16.0
TITLE_SIZE, DETAIL_SIZE, EDGE_SIZE = 13.0, 11.0, 11.0
ROW = 1.35
PAD_X, PAD_Y = 14.0, 8.0
SELF_LOOP = 34.0

_SIGNS = {NodeKind.LOOP: "↻ ", NodeKind.EACH: "↻ ", NodeKind.POLL: "↻ ", NodeKind.WAIT: "◷ "}
_POINTED = frozenset({NodeKind.BRANCH})
_ROUND = frozenset({NodeKind.START, NodeKind.END, NodeKind.FAIL, NodeKind.WAIT})
_STACKED = frozenset({NodeKind.FLOW, NodeKind.FANOUT})

_STYLE = """
text{font-family:system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;fill:#1f2328}
.d,.l{fill:#59636e}
.l{font-size:11px;paint-order:stroke;stroke:#ffffff;stroke-width:4px;stroke-linejoin:round}
.t{font-size:13px;font-weight:600}.d{font-size:11px}
.g{fill:#ffffff}
.n{fill:#f6f8fa;stroke:#818b98}
.e{fill:none;stroke:#818b98;stroke-width:1.3px}.a{fill:#818b98}
.back{stroke-dasharray:5 4}.error{stroke-dasharray:2 3;stroke:#cf222e}
.branch{fill:#fff8c5;stroke:#bf8700}
.loop,.each,.poll{fill:#fbefff;stroke:#8250df}
.wait{fill:#fff1e5;stroke:#bc4c00}
.flow,.fanout{fill:#ddf4ff;stroke:#0969da}
.start,.end{fill:#dafbe1;stroke:#1a7f37}
.fail{fill:#ffebe9;stroke:#cf222e}
@media (prefers-color-scheme:dark){
text{fill:#f0f6fc}.d,.l{fill:#9198a1}.l{stroke:#0d1117}
.g{fill:#0d1117}.n{fill:#151b23;stroke:#656c76}.e{stroke:#9198a1}.a{fill:#9198a1}
.error{stroke:#f85149}
.branch{fill:#2b2410;stroke:#d29922}
.loop,.each,.poll{fill:#241a33;stroke:#ab7df8}
.wait{fill:#2e1b10;stroke:#f0883e}
.flow,.fanout{fill:#0c2138;stroke:#4493f8}
.start,.end{fill:#0f2417;stroke:#3fb950}
.fail{fill:#2d1314;stroke:#f85149}
}
"""


def to_svg(graph: Graph) -> str:
    index = {node.id: number for number, node in enumerate(graph.nodes)}
    lines = [Line(index[edge.source], index[edge.target], _label_box(edge)) for edge in graph.edges]
    placed = place([_box(node) for node in graph.nodes], lines)
    loops = any(edge.source == edge.target for edge in graph.edges)
    width = placed.width + 2 * MARGIN + (SELF_LOOP if loops else 0)
    height = placed.height + 2 * MARGIN
    body = [*_edges(graph, placed), *_nodes(graph, placed)]
    title = escape(plain(graph.title) or "flow")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="{-MARGIN:.0f} {-MARGIN:.0f} {width:.0f} {height:.0f}" role="img" '
        f'aria-label="{title}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n{_ARROW}\n"
        f'<rect class="g" x="{-MARGIN:.0f}" y="{-MARGIN:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto-start-reverse"><path class="a" d="M0 0L8 4L0 8z"/></marker></defs>'
)


def _rows(node: Node) -> list[tuple[str, bool]]:
    """The lines of a node, and whether each belongs to the title."""
    first, *rest = wrap(node.title)
    rows = [(row, True) for row in (_SIGNS.get(node.kind, "") + first, *rest)]
    return rows + ([(row, False) for row in wrap(node.detail, 36)] if node.detail else [])


def _box(node: Node) -> Box:
    width = height = 0.0
    for row, is_title in _rows(node):
        size = TITLE_SIZE if is_title else DETAIL_SIZE
        width = max(width, _text_width(row, size) * (1.1 if is_title else 1.03))
        height += size * ROW
    pointed = height / 2 if node.kind in _POINTED else 0.0
    return Box(round(width + 2 * PAD_X + pointed), round(height + 2 * PAD_Y))


def _label_box(edge: Edge) -> Box | None:
    if not edge.label:
        return None
    return Box(_text_width(shorten(edge.label, MAX_EDGE), EDGE_SIZE) + 8, EDGE_SIZE * ROW)


def _text_width(text: str, size: float) -> float:
    return sum(map(_char_width, text)) * size


def _char_width(char: str) -> float:
    """In parts of the font size, as common sans-serif fonts have it."""
    if char in "iljtf.,:;'|!()[]· ":
        return 0.32
    if char in "mwMW@%—…↻◷":
        return 0.9
    if not char.isascii():
        return 1.05 if unicodedata.east_asian_width(char) in "WF" else 0.65
    return 0.68 if char.isupper() else 0.56


# Edges.


def _edges(graph: Graph, placed: Placement) -> Iterator[str]:
    for edge, route in zip(graph.edges, placed.routes, strict=True):
        kind = "" if edge.kind is EdgeKind.NEXT else f" {edge.kind}"
        if route.points:
            path = _curve(route)
        else:
            index = next(i for i, node in enumerate(graph.nodes) if node.id == edge.source)
            path = _loop(placed.nodes[index], _box(graph.nodes[index]))
        yield f'<path class="e{kind}" d="{path}" marker-end="url(#arrow)"/>'
    for edge, route in zip(graph.edges, placed.routes, strict=True):
        if route.label is not None:
            x, y = route.label
            label = escape(shorten(edge.label, MAX_EDGE))
            yield (
                f'<text class="l" x="{x:.1f}" y="{y + EDGE_SIZE * 0.36:.1f}" '
                f'text-anchor="middle">{label}</text>'
            )


def _curve(route: Route) -> str:
    """A line that leaves and arrives straight up or down."""
    (x, y), *rest = route.points
    parts = [f"M{x:.1f} {y:.1f}"]
    for next_x, next_y in rest:
        if abs(next_x - x) < 0.5:
            parts.append(f"L{next_x:.1f} {next_y:.1f}")
        else:
            middle = (y + next_y) / 2
            parts.append(
                f"C{x:.1f} {middle:.1f} {next_x:.1f} {middle:.1f} {next_x:.1f} {next_y:.1f}"
            )
        x, y = next_x, next_y
    return "".join(parts)


def _loop(middle: tuple[float, float], box: Box) -> str:
    """From the right side of a node back to it."""
    x, y = middle[0] + box.width / 2, middle[1]
    out = x + SELF_LOOP
    return f"M{x:.1f} {y - 7:.1f}C{out:.1f} {y - 16:.1f} {out:.1f} {y + 16:.1f} {x:.1f} {y + 7:.1f}"


# Nodes.


def _nodes(graph: Graph, placed: Placement) -> Iterator[str]:
    for node, (x, y) in zip(graph.nodes, placed.nodes, strict=True):
        yield f"<g>{_tooltip(node)}{_outline(node, x, y)}{_text(node, x, y)}</g>"


def _tooltip(node: Node) -> str:
    return f"<title>{escape(node.position)}</title>" if node.position else ""


def _outline(node: Node, x: float, y: float) -> str:
    box = _box(node)
    left, top = x - box.width / 2, y - box.height / 2
    name = f'class="n {node.kind}"'
    if node.kind in _POINTED:
        tip = box.height / 3
        right, bottom = left + box.width, top + box.height
        return (
            f'<path {name} d="M{left:.1f} {y:.1f}L{left + tip:.1f} {top:.1f}'
            f"L{right - tip:.1f} {top:.1f}L{right:.1f} {y:.1f}"
            f'L{right - tip:.1f} {bottom:.1f}L{left + tip:.1f} {bottom:.1f}z"/>'
        )
    radius = box.height / 2 if node.kind in _ROUND else 5
    rect = (
        f'<rect {name} x="{{:.1f}}" y="{{:.1f}}" width="{box.width:.0f}" '
        f'height="{box.height:.0f}" rx="{radius:.1f}"/>'
    )
    behind = rect.format(left + 4, top + 4) if node.kind in _STACKED else ""
    return behind + rect.format(left, top)


def _text(node: Node, x: float, y: float) -> str:
    at = y - _box(node).height / 2 + PAD_Y
    out = []
    for row, is_title in _rows(node):
        size = TITLE_SIZE if is_title else DETAIL_SIZE
        at += size * ROW
        name = "t" if is_title else "d"
        out.append(
            f'<text class="{name}" x="{x:.1f}" y="{at - size * 0.36:.1f}" '
            f'text-anchor="middle">{escape(row)}</text>'
        )
    return "".join(out)
