"""FN-022: no pattern on any text can hang a run."""

from __future__ import annotations

import time

import pytest
from breyta_runtime.core import regexes
from breyta_runtime.core.regexes import re_find, re_matches, re_seq
from breyta_runtime.core.strings import replace, split
from breyta_runtime.values import LimitExceeded, PatternSyntax
from breyta_runtime.values.java_regex.cost import cost_of
from breyta_runtime.values.java_regex.parser import parse
from breyta_runtime.values.pattern import Pattern, regex
from hypothesis import given, settings, strategies as st

SECONDS = 20
"""Far above what is needed even on a busy machine; without the bound these take years."""


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(a+)+$", "a" * 3000 + "b"),
        (r"(a|a)*b", "a" * 3000),
        (r"(a|b|ab)*c", "ab" * 1500),
        (r"(x+x+)+y", "x" * 1000),
        (r"(.*)*=", "x" * 1000),
        (r"^(\w+\s?)*$", "word " * 500 + "!"),
        (r"^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 1000),
        ("a?" * 30 + "a" * 30, "a" * 29),
        (r"(?=(a+)+b)a", "a" * 500),
        (r"(?:a*+)*b", "a" * 1000),
        (r"(?<=(a+)+)b", "a" * 100),
    ],
)
def test_exponential_patterns_answer_soon(pattern: str, text: str) -> None:
    started = time.monotonic()
    assert re_find(regex(pattern), text) is None
    assert time.monotonic() - started < SECONDS


def test_quadratic_patterns_on_long_texts_answer_soon() -> None:
    started = time.monotonic()
    assert re_find(regex(r"\s+$"), " " * 200_000 + "x") is None
    assert re_find(regex(r"x*y"), "x" * 200_000) is None
    assert time.monotonic() - started < SECONDS


def test_a_back_reference_that_would_take_forever_is_an_error() -> None:
    with pytest.raises(LimitExceeded, match="takes too long"):
        re_find(regex(r"(a*)*\1b"), "a" * 40)


def test_long_texts_with_ordinary_patterns_take_the_quick_way() -> None:
    text = 'key="value", ' * 80_000  # 1 MB
    started = time.monotonic()
    assert len(split(text, regex(r",\s*"))) == 80_000
    assert len(list(re_seq(regex(r'(\w+)="([^"]*)"'), text))) == 80_000
    assert replace(text, regex(r"\s+"), "").count(" ") == 0
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize(
    ("pattern", "degree"),
    [
        (r"\d{4}-\d{2}", 0),
        (r"\w+", 0),
        (r"\s+$", 1),
        (r"(\w+)@(\w+)\.com", 1),
        (r".*a.*b", 2),
        (r"(a+)+", None),
        (r"(a*)*", None),
        (r"(\w+\s)*", 1),
        (r"(\w+\s?)*", None),
    ],
)
def test_the_worst_case_is_read_off_the_pattern(pattern: str, degree: int | None) -> None:
    assert cost_of(parse(pattern).root).degree == degree


def test_huge_counted_repetitions_are_refused_or_bounded() -> None:
    with pytest.raises(PatternSyntax):
        re_find(regex(r"((a{1,1000}){1,1000}){1,1000}$"), "aab")


def test_patterns_are_not_equal_but_compiled_once() -> None:
    """As in Java; the reader makes a new pattern of every literal."""
    assert regex("a+b") != regex("a+b")
    assert regex("a+b")._python is regex("a+b")._python


def test_re_seq_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """FN-009."""
    monkeypatch.setattr(regexes, "MAX_MATCHES", 3)
    assert tuple(re_seq("a", "aaa")) == ("a", "a", "a")
    with pytest.raises(LimitExceeded, match="more than 3 matches"):
        tuple(re_seq("a", "aaaa"))


def test_a_pattern_may_be_a_string() -> None:
    """FN-009."""
    assert re_find(r"\d+", "a12") == "12"
    assert re_matches("a(.)", "ab") == ("ab", "b")
    assert re_seq("x", "abc") is None


PIECES = st.sampled_from([*"ab.", "[ab]", "[^a]", r"\w", r"\b", "^", "$", "(a)", "(?:a|b)", "(b|)"])
LOOPS = st.sampled_from(["*", "+", "?", "*?", "+?", "{1,2}", "{2}", "*+", "?+"])
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda p: f"(?:{p[0]}|{p[1]})"),
        st.tuples(inner, LOOPS).map(lambda p: f"(?:{p[0]}){p[1]}"),
        inner.map(lambda p: f"({p})"),
        inner.map(lambda p: f"(?={p})"),
        inner.map(lambda p: f"(?>{p})"),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(PATTERNS, st.text("abc \n", max_size=9))
def test_both_engines_find_the_same(source: str, text: str) -> None:
    pattern = Pattern(source)
    machine = pattern._slots(text, pattern._machine(text).search(0))
    quick = pattern.search(text)
    assert (machine and machine.spans) == (quick and quick.spans)
