"""Every format says exactly what the graph says, whatever words are in it.

The real parsers are asked where they are installed: Graphviz' `dot`, and `mermaid` with `jsdom`
below the directory that BREYTAC_MERMAID names.  CI without them still compares with tests/graph/cases.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from breytac.graph import Graph, to_dot, to_mermaid, to_svg
from breytac.graph.layered import Box, Line, place
from breytac.graph.text import MAX_EDGE, shorten, wrap
from hypothesis import given, settings, strategies as st

from .graphs import graph_of_file, graph_with
from .test_graph_cases import CASES

HERE = Path(__file__).parent
SVG = "{http://www.w3.org/2000/svg}"
MERMAID = os.environ.get("BREYTAC_MERMAID", "")
HAS_MERMAID = bool(shutil.which("node")) and (Path(MERMAID) / "node_modules" / "mermaid").is_dir()

HOSTILE = [
    '"]; click n0 "javascript:alert(1)"',
    "a\nend\nn9 --> n0",
    "</text><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>&amp;&lt;",
    "`**bold**` _em_ [link](x) {b} |c| (d)",
    "%%{init: {}}%% %% comment",
    "1. list",
    "- item",
    "#quot; #35; ;",
    '\\n \\N \\ \\" \\',
    "end",
    "graph TD; subgraph x",
    "\x00\x1b[31m\u202etxt\u2028\ud800",
    "日本語のとても長いラベルです、改行がありません、どこまで続くのでしょうか",
    "x" * 500,
    "",
    " ",
    "]]></style>",
    "$$x$$ fa:fa-car",
]
WORDS = st.lists(
    st.sampled_from(HOSTILE)
    | st.text(max_size=40)
    | st.text("\"'`<>&;#%{}[]()|\\/-=.~:@_\n ", max_size=30),
    min_size=1,
    max_size=5,
)


def rows(word: str) -> list[str]:
    """What a node shows of a word that is both its title and its detail."""
    return wrap(word) + (wrap(word) if word else [])


# Mermaid.

NODE = re.compile(
    r'    n\d+(?:\(\[|\[\[|\[/|\[|\{\{|\{)"([^"`<>\\|\[\](){};]|#\d+;|<br/>)*"(?:\]\)|\]\]|/\]|\]|\}\}|\})'
)
EDGE = re.compile(r'    n\d+ (?:-->|-\.->)(?:\|"([^"`<>\\|\[\](){};]|#\d+;)+"\|)? n\d+')


@settings(deadline=None)
@given(WORDS)
def test_no_word_breaks_out_of_a_mermaid_label(words: list[str]) -> None:
    first, *lines = to_mermaid(graph_with(words)).splitlines()
    assert first == "flowchart TD"
    assert len(lines) == 2 * len(words)
    assert all(NODE.fullmatch(line) for line in lines[: len(words)])
    assert all(EDGE.fullmatch(line) for line in lines[len(words) :])


def ask_mermaid(texts: list[str]) -> Any:
    done = subprocess.run(
        ["node", str(HERE / "mermaid_parse.mjs")],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=MERMAID,
        timeout=120,
        check=True,
    )
    return json.loads(done.stdout)


def decoded(text: str) -> str:
    """Mermaid's own notation for character references, undone."""
    return re.sub("ﬂ°°(\\d+)¶ß", lambda match: chr(int(match[1])), text)


@pytest.mark.skipif(not HAS_MERMAID, reason="mermaid is not installed")
def test_the_real_mermaid_reads_what_the_graph_says() -> None:
    graphs = [graph_of_file(path) for path in CASES] + [graph_with([word, "b"]) for word in HOSTILE]
    for graph, answer in zip(graphs, ask_mermaid([*map(to_mermaid, graphs)]), strict=True):
        assert "error" not in answer, answer
        shown = {
            node.id: [*wrap(node.title), *(wrap(node.detail) if node.detail else [])]
            for node in graph.nodes
        }
        found = {
            name: [decoded(row) for row in text.split("<br>")]
            for name, text in answer["nodes"].items()
        }
        assert {k: [row.strip() for row in v] for k, v in found.items()} == shown
        edges = [[edge.source, edge.target, shorten(edge.label, MAX_EDGE)] for edge in graph.edges]
        assert [[a, b, decoded(text or "").strip()] for a, b, text in answer["edges"]] == edges


# Graphviz.

STRING = r'"(?:[^"\\]|\\.)*"'
DOT_LINE = re.compile(
    rf"    n\d+(?: -> n\d+)?(?: \[(?:\w+=(?:\w+|{STRING})(?:, )?)+\])?;|    (?:rankdir|node|edge).*;"
)


@settings(deadline=None)
@given(WORDS)
def test_no_word_breaks_out_of_a_dot_label(words: list[str]) -> None:
    first, *lines, last = to_dot(graph_with(words)).splitlines()
    assert re.fullmatch(rf"digraph {STRING} \{{", first)
    assert all(DOT_LINE.fullmatch(line) for line in lines)
    assert last == "}"


@pytest.mark.skipif(not shutil.which("dot"), reason="graphviz is not installed")
def test_the_real_graphviz_reads_what_the_graph_says() -> None:
    for graph in [*map(graph_of_file, CASES), *(graph_with([word, "b"]) for word in HOSTILE)]:
        done = subprocess.run(
            ["dot", "-Tsvg"],
            input=to_dot(graph),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
        drawn = ElementTree.fromstring(done.stdout)
        nodes = [g for g in drawn.iter(f"{SVG}g") if g.get("class") == "node"]
        assert len(nodes) == len(graph.nodes)
        assert sum(g.get("class") == "edge" for g in drawn.iter(f"{SVG}g")) == len(graph.edges)
        by_name = {group.findtext(f"{SVG}title"): group for group in nodes}
        for node in graph.nodes:
            group = by_name[node.id]
            texts = [
                "".join(text.itertext()).replace("\xa0", " ") for text in group.iter(f"{SVG}text")
            ]
            shown = [*wrap(node.title), *(wrap(node.detail) if node.detail else [])]
            assert [text for text in texts if text.strip()] == [row for row in shown if row]


# SVG.


@settings(deadline=None)
@given(WORDS)
def test_svg_holds_every_word_as_text_and_nothing_else(words: list[str]) -> None:
    graph = graph_with(words)
    drawn = ElementTree.fromstring(to_svg(graph))
    known = {"svg", "title", "style", "defs", "marker", "path", "rect", "g", "text"}
    assert {element.tag.removeprefix(SVG) for element in drawn.iter()} <= known
    assert not any(
        name.startswith("on") or "href" in name
        for element in drawn.iter()
        for name in element.attrib
    )
    texts = [element.text or "" for element in drawn.iter(f"{SVG}text")]
    for word in words:
        for row in wrap(word):
            assert any(text.endswith(row) for text in texts)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_svg_is_the_same_every_time_and_stands_alone(path: Path) -> None:
    graph = graph_of_file(path)
    text = to_svg(graph)
    assert text == to_svg(graph_of_file(path))
    assert "prefers-color-scheme:dark" in text
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]


# The layout of the SVG.

LAYOUTS = st.integers(1, 14).flatmap(
    lambda count: st.tuples(
        st.lists(
            st.tuples(st.integers(20, 200), st.integers(20, 60)), min_size=count, max_size=count
        ),
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.booleans()),
            max_size=25,
        ),
    )
)


@settings(deadline=None)
@given(LAYOUTS)
def test_nodes_do_not_touch_and_edges_cross_no_node(drawn: Any) -> None:
    sizes, ends = drawn
    boxes = [Box(float(width), float(height)) for width, height in sizes]
    lines = [Line(a, b, Box(60.0, 15.0) if labelled else None) for a, b, labelled in ends]
    placed = place(boxes, lines)
    areas = [
        (x - box.width / 2, y - box.height / 2, x + box.width / 2, y + box.height / 2)
        for (x, y), box in zip(placed.nodes, boxes, strict=True)
    ]
    for one, other in combinations(areas, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    for line, route in zip(lines, placed.routes, strict=True):
        assert bool(route.points) == (line.source != line.target)
        for x, y in route.points[1:-1]:
            assert not any(area[0] < x < area[2] and area[1] < y < area[3] for area in areas)
    left, top, right, bottom = zip(*areas, strict=True)
    assert min(left + top) >= -0.01
    assert max(right) <= placed.width + 0.01
    assert max(bottom) <= placed.height + 0.01


def test_a_large_flow_is_drawn_in_a_moment() -> None:
    words = [f"step {number}" for number in range(600)]
    graph: Graph = graph_with(words)
    assert to_svg(graph).count("<g>") == 600
