"""Whatever the layout: formatting changes no form and no comment, and doing it twice changes nothing."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from breytac.syntax import read_all
from breytac.syntax.formatting import format_source, layout
from breytac.syntax.formatting.styles import STYLES
from breytac.syntax.formatting.verify import same_forms
from breytac.syntax.source import Source
from hypothesis import example, given, settings, strategies as st

from .mangling import BLANKS, DISCARDS, REMARKS, comments_of, mangled, tokens_of

SPEC = Path(__file__).parents[1] / "spec"
SOURCES = sorted(path for path in SPEC.rglob("*") if path.suffix in (".clj", ".edn"))


def check(text: str) -> bool:
    """Format a text and check all that must hold; False if it does not read."""
    read = read_all(Source("t", text))
    once = format_source(Source("t", text)).text
    if once is None:
        assert not read.ok
        return False
    assert same_forms(read_all(Source("t", once)).forms, read.forms)
    assert comments_of(once) == comments_of(text)
    assert [token.text for token in tokens_of(once)] == [token.text for token in tokens_of(text)]
    assert format_source(Source("t", once)).text == once
    assert once == "" or once.endswith("\n")
    return True


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_example_of_the_docs_keeps_its_forms(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    check(text)
    check(mangled(text, zlib.crc32(path.name.encode())))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SOURCES), st.integers(0, 2**32))
def test_examples_in_any_layout(path: Path, seed: int) -> None:
    check(mangled(path.read_text(encoding="utf-8"), seed))


WORDS = r"""
a x? :k :let :when 1 0x1F 1N 2.50M 1/2 \a \u00e9 nil "s" "\n\u0041" #"re\d" ##Inf & é % :>>
a-rather-long-name "日本"
"""
SIGNS = "' @ ` ~ ~@ #' #_ #_#_:a"
TAGS = ["^:m ", '^"label" ', '^{:label "x" :yes "y"} ', "^{:label \n 1}\n", "#inst ", "#_ "]
ATOMS = st.sampled_from([*WORDS.split(), '"two\nlines"', f'"{"wide " * 20}"'])
HEADS = st.sampled_from([*STYLES, "->", "->>", "str", ":key", "[a]", "ns/f"])
PREFIXES = st.sampled_from([*SIGNS.split(), *TAGS, "#flow/include "])
GAPS = st.sampled_from([" "] * 40 + BLANKS + REMARKS + DISCARDS)


def _nest(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def joined(opener: str, items: list[str], gaps: list[str], close: str) -> str:
        parts = [gap + item for gap, item in zip(gaps, items, strict=False)]
        return opener + "".join(parts).lstrip(" ") + gaps[-1] + close

    many = st.lists(inner, max_size=6)
    gaps = st.lists(GAPS, min_size=7, max_size=7)
    brackets = st.sampled_from([("(", ")"), ("[", "]"), ("#?@(", ")"), ("#(", ")")])
    entries = st.lists(inner, max_size=3).map(
        lambda values: [x for n, value in enumerate(values) for x in (f":k{n}", value)]
    )
    return st.one_of(
        st.builds(lambda b, i, g: joined(b[0], i, g, b[1]), brackets, many, gaps),
        st.builds(
            lambda h, i, g: joined("(", [h, *i], g, ")"), HEADS, many.map(lambda m: m[:5]), gaps
        ),
        st.builds(lambda i, g: joined("{", i, g, "}"), entries, gaps),
        st.builds(
            lambda i, g: joined("#?(", [":clj", *i], g, ")"), st.lists(inner, max_size=1), gaps
        ),
        st.builds(lambda p, x: p + x, PREFIXES, inner),
    )


CODE = st.recursive(ATOMS, _nest, max_leaves=40)


@settings(max_examples=400, deadline=None)
@given(st.lists(CODE, max_size=3), st.sampled_from([layout.WIDTH, 20, 40]))
@example(["[ ; c\n]", "{#_a}", "(f\n;; c\n)"], 20)
def test_generated_code_in_any_layout(forms: list[str], width: int) -> None:
    before = layout.WIDTH
    layout.WIDTH = width
    try:
        check("\n".join(forms))
    finally:
        layout.WIDTH = before


@settings(max_examples=200, deadline=None)
@given(st.text("()[]{}#^_'\"; \n\\:a1,~@?%\r\t", max_size=30))
@example("\\\r")
def test_any_text_at_all(text: str) -> None:
    check(text)
