"""Properties of the reader on texts that nobody wrote by hand."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from breytac.diagnostics.text import render_findings
from breytac.syntax import forms as f, print_form, read_all, read_one
from breytac.syntax.source import Source, Span
from hypothesis import given, settings, strategies as st

SPEC = Path(__file__).parents[1] / "spec"
NOWHERE = Span(Source("t", ""), 0, 0)
AT = {"span": NOWHERE}

NAMES = st.from_regex(r"\A[a-zA-Z*!?_<>=é][a-zA-Z0-9*+!_?<>='.é#-]{0,6}\Z").filter(
    lambda name: name not in ("nil", "true", "false")
)
NAMESPACES = st.none() | st.from_regex(r"\A[a-z][a-z0-9.-]{0,5}\Z")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)

ATOMS = st.one_of(
    st.just(f.Nil(**AT)),
    st.builds(f.Bool, st.booleans(), span=st.just(NOWHERE)),
    st.integers(-(2**63), 2**63 - 1).flatmap(
        lambda n: st.booleans().map(lambda big: f.Integer(n, big, **AT))
    ),
    st.integers(2**63, 2**80).map(lambda n: f.Integer(n, True, **AT)),
    st.floats(allow_nan=False).map(lambda x: f.Float(x, **AT)),
    st.decimals(allow_nan=False, allow_infinity=False).map(lambda d: f.Decimal(d, **AT)),
    st.builds(Fraction, st.integers(), st.integers(2, 99))
    .filter(lambda q: q.denominator > 1)
    .map(lambda q: f.Ratio(q, **AT)),
    st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]).map(lambda c: f.Char(c, **AT)),
    TEXTS.map(lambda s: f.String(s, **AT)),
    st.from_regex(r'\A(?:[^"\\]|\\[\s\S]){0,8}\Z').map(lambda s: f.Regex(s, **AT)),
    st.builds(lambda ns, name: f.Keyword(ns, name, **AT), NAMESPACES, NAMES),
    st.builds(lambda ns, name: f.Symbol(ns, name, **AT), NAMESPACES, NAMES),
)


def with_meta(inner: st.SearchStrategy[f.Form]) -> st.SearchStrategy[f.Form]:
    def attach(form: f.Form, key: str, value: f.Form) -> f.Form:
        pairs = ((f.Keyword(None, key, **AT), value),)
        return type(form)(*_fields(form), meta=f.Map(pairs, **AT), **AT)

    carriers = inner.filter(lambda form: isinstance(form, f.Branch | f.Symbol))
    return st.builds(attach, carriers, NAMES, inner)


def _fields(form: f.Form) -> list[object]:
    names = [name for name in form.__dataclass_fields__ if name not in ("span", "meta")]
    return [getattr(form, name) for name in names]


def collections(inner: st.SearchStrategy[f.Form]) -> st.SearchStrategy[f.Form]:
    items = st.lists(inner, max_size=4)
    keys = NAMES.map(lambda name: f.Keyword(None, name, **AT))
    return st.one_of(
        items.map(lambda xs: f.List(tuple(xs), **AT)),
        items.map(lambda xs: f.Vector(tuple(xs), **AT)),
        st.lists(keys, unique=True, max_size=4).map(lambda xs: f.Set(tuple(xs), **AT)),
        st.dictionaries(keys, inner, max_size=4).map(lambda d: f.Map(tuple(d.items()), **AT)),
        inner.map(lambda x: f.List((f.Symbol(None, "quote", **AT), x), sugar="'", **AT)),
        inner.map(lambda x: f.List((f.Symbol("clojure.core", "deref", **AT), x), sugar="@", **AT)),
        inner.map(
            lambda x: f.List((f.Symbol("clojure.core", "unquote", **AT), x), sugar="~", **AT)
        ),
        st.builds(lambda tag, x: f.Tagged(f.Symbol("my", tag, **AT), x, **AT), NAMES, inner).filter(
            lambda form: "." not in form.tag.name
        ),
        with_meta(inner),
    )


FORMS = st.recursive(ATOMS, collections, max_leaves=20)


@given(FORMS)
def test_reading_what_is_printed_gives_the_form(form: f.Form) -> None:
    text = print_form(form)

    again = read_one(Source("t", text))
    assert again == form
    assert print_form(again) == text  # the metadata and the sugar, too


@given(FORMS)
def test_the_text_of_every_span_reads_as_its_form(form: f.Form) -> None:
    stack = [read_one(Source("t", print_form(form)))]
    while stack:
        here = stack.pop()
        assert read_one(Source("t", here.span.text)) == here
        if not (isinstance(here, f.List) and here.sugar):
            stack.extend(part for part in f.parts(here) if not isinstance(here, f.Tagged))


@settings(max_examples=300)
@given(st.text(alphabet=st.sampled_from("()[]{}#_^'`~@\"\\;:%?&/., \nab1-+é\u200b\ud800\x00=!<")))
def test_any_text_is_read_and_its_findings_can_be_shown(text: str) -> None:
    check(text)


SOURCES = [
    path.read_text(encoding="utf-8")
    for path in [*sorted(SPEC.glob("corpus/*.clj")), *sorted(SPEC.glob("fragments/code/*.clj"))]
]
SNIPPETS = [
    *"()[]{}\"'#\\^@~`;:%/ \n", "#_", "#(", "#{", "#?(", "#?@(", "#:a{", "##", "#=", "::", '\\"',
    "^{", "#flow/include ", "#!", "\r", "\x00", "\ud83d", "1/", "0x", "N", "é", "\u200b",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_damaged_sources_are_read(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(150):
        text = rng.choice(SOURCES)[:4000]
        for _ in range(rng.randint(1, 4)):
            text = damage(text, rng)
        check(text)


def damage(text: str, rng: random.Random) -> str:
    start, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
    match rng.randrange(5):
        case 0:
            return text[:start] + text[start + 1 :]
        case 1:
            return text[:start] + rng.choice(SNIPPETS) + text[start:]
        case 2:
            return text[:start] + rng.choice(SNIPPETS) + text[start + 1 :]
        case 3:
            return text[:start] + text[min(end, start + 40) :]
        case _:
            return text[:start] + text[start : start + 40] + text[start:]


def check(text: str) -> None:
    """What holds for any text at all."""
    result = read_all(Source("t", text))
    for finding in result.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.message
    assert render_findings(result.findings).count("\n-->") == 0
    printed = "\n".join(map(print_form, result.forms))
    if result.ok:
        assert read_all(Source("t", printed)).forms == result.forms
