"""`breytac graph`: a picture of a flow on stdout."""

from __future__ import annotations

from pathlib import Path

from .conftest import Call


def test_mermaid_is_the_default(breytac: Call, greet: Path) -> None:
    done = breytac("graph", "flows/greet.clj")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "flowchart TD",
        '    n0(["Greet<br/>manual"])',
        '    n1["greet<br/>function"]',
        '    n2(["End"])',
        "    n0 --> n1",
        "    n1 --> n2",
    ]


def test_the_other_formats(breytac: Call, greet: Path) -> None:
    assert breytac("graph", "flows/greet.clj", "--format", "dot").out.startswith(
        'digraph "Greet" {'
    )
    assert breytac("graph", "flows/greet.clj", "--format", "svg").out.startswith("<svg ")
    answer = breytac("graph", "flows/greet.clj", "--format", "json").json
    assert answer["ok"] is True
    node = answer["data"]["graph"]["nodes"][1]
    assert node == {
        "id": "n1",
        "kind": "step",
        "title": "greet",
        "detail": "function",
        "family": "function",
        "step": "greet",
        "position": "8:11",
    }


def test_a_flow_with_mistakes_is_drawn_as_far_as_it_is_understood(
    breytac: Call, greet: Path
) -> None:
    greet.write_text(
        greet.read_text().replace(":greet {:ref", ":greet {:nonsense (frobnicate) :ref")
    )
    done = breytac("graph", "flows/greet.clj")
    assert done.code == 1
    assert "frobnicate" in done.err


def test_without_a_flow_there_is_nothing_to_draw(breytac: Call, project: Path) -> None:
    (project / "a.clj").write_text("{:slug :a}")
    done = breytac("graph", "a.clj")
    assert (done.code, done.out) == (1, "")
    assert "flow" in done.err
    assert breytac("graph", "missing.clj").code == 2
