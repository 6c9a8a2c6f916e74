"""Pictures of whole flows, in every format, as they are stored next to their sources.

`BREYTAC_UPDATE=1 pytest tests/graph` rewrites cases/; look at the difference.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from breytac.graph import Graph, graph_to_json, to_dot, to_mermaid

from .graphs import graph_of_file

HERE = Path(__file__).parent
FLOWS = HERE.parents[1] / "flows"
CASES = [
    *sorted((HERE / "cases").glob("*.clj")),
    *(FLOWS / f"{name}.clj" for name in ("advanced-order-orchestration", "http-enrichment")),
]
FORMATS: dict[str, Callable[[Graph], str]] = {
    "mermaid": to_mermaid,
    "dot": to_dot,
    "json": lambda graph: json.dumps(graph_to_json(graph), indent=1) + "\n",
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, format: str) -> None:
    text = FORMATS[format](graph_of_file(path))
    stored = HERE / "cases" / f"{path.stem}.{format}"
    if os.environ.get("BREYTAC_UPDATE"):
        stored.write_text(text, encoding="utf-8")
    assert text == stored.read_text(encoding="utf-8")
