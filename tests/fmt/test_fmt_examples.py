"""The house style: the examples of the docs, and one case for everything else.

`BREYTAC_UPDATE=1 pytest tests/fmt/test_fmt_examples.py` rewrites cases/*.out.clj.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from breytac.syntax.formatting import FormatError, format_source
from breytac.syntax.source import Source

from .mangling import collapsed

ROOT = Path(__file__).parents[2]
FLOWS = sorted((ROOT / "flows").glob("*.clj"))
CORPUS = sorted((ROOT / "tests" / "spec" / "corpus").glob("*.clj"))
PUBLISHED = [*FLOWS, *(path for path in CORPUS if "SYNTAX-ERROR" not in path.name)]
CASES = sorted((Path(__file__).parent / "cases").glob("*.in.clj"))


def formatted(text: str) -> str:
    done = format_source(Source("flow.clj", text))
    assert done.text is not None, done.findings
    return done.text


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_the_example_flows_are_formatted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_style_of_the_docs_comes_back_from_one_line(path: Path) -> None:
    """All layout of the published examples follows from the rules, none from where they broke."""
    text = path.read_text(encoding="utf-8")
    assert formatted(collapsed(text)) == text


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.removesuffix(".in.clj"))
def test_case(path: Path) -> None:
    expected = path.with_name(path.name.replace(".in.", ".out."))
    text = formatted(path.read_bytes().decode())
    if os.environ.get("BREYTAC_UPDATE"):
        expected.write_bytes(text.encode())
    assert text == expected.read_bytes().decode()
    assert formatted(text) == text


def test_a_file_keeps_its_line_ends() -> None:
    assert formatted('{:a "x\r\ny"\r\n   :b 2}') == '{:a "x\r\ny"\r\n :b 2}\r\n'
    assert formatted('{:a "x\ny"\n   :b 2}') == '{:a "x\ny"\n :b 2}\n'


def test_a_source_with_mistakes_is_left_alone() -> None:
    done = format_source(Source("flow.clj", "{:a 1\n  :b [2}"))
    assert done.text is None
    assert [finding.rule.code for finding in done.findings] == ["BRY002"]


def test_an_empty_source_stays_empty() -> None:
    assert formatted("") == ""
    assert formatted(" \n\n") == ""
    assert formatted(";; nothing yet") == ";; nothing yet\n"


def test_a_change_of_a_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is in the way of a formatter with a bug."""
    from breytac.syntax import formatting

    monkeypatch.setattr(formatting, "render", lambda _tree, _end: "{:a 1 :b 3}\n")
    with pytest.raises(FormatError):
        format_source(Source("flow.clj", "{:a 1,  :b 2}"))
    monkeypatch.setattr(formatting, "render", lambda _tree, _end: "{:a 1 :b 2}\n")
    with pytest.raises(FormatError):
        format_source(Source("flow.clj", "{:a 1,  :b 2} ; why"))


def test_depth_has_no_limit() -> None:
    """Nothing recurses, and the text does not grow with the square of the depth."""
    depth = 5000
    text = formatted("[1 " * depth + "]" * depth)
    assert formatted(text) == text
    assert len(text) < depth * 210
    quoted = "'" * depth + "x"
    assert formatted(quoted) == quoted + "\n"


def test_a_large_source_takes_a_moment() -> None:
    example = (ROOT / "flows" / "advanced-order-orchestration.clj").read_text(encoding="utf-8")
    text = "\n".join([example] * (150_000 // len(example) + 1))
    assert len(text) >= 150_000
    started = time.perf_counter()
    formatted(collapsed(text))
    assert time.perf_counter() - started < 1.5 * 4  # one and a half, and a busy machine
