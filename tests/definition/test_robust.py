"""Whatever the forms, the analysis gives an answer, and its places are places of the source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from breytac.analysis.definition import analyze_definition, form_to_value
from breytac.ir.flow import ir_to_json
from breytac.syntax import forms, read_all
from breytac.syntax.forms import Form
from breytac.syntax.source import Source, Span
from definition_reading import read_flow
from hypothesis import HealthCheck, given, settings, strategies as st

TEXT = "{:slug :x}"
SPAN = Span(Source("flow.clj", TEXT), 0, len(TEXT))
CORPUS = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[1] / "spec" / "corpus").glob("*.clj"))
]
NAMES = [
    "slug",
    "name",
    "concurrency",
    "type",
    "key-field",
    "on-new-version",
    "requires",
    "slot",
    "auth",
    "config",
    "prefers",
    "oauth",
    "kind",
    "form",
    "fields",
    "collect",
    "run",
    "invocations",
    "default",
    "inputs",
    "interfaces",
    "manual",
    "http",
    "webhook",
    "mcp",
    "schedules",
    "cron",
    "preset",
    "hour",
    "templates",
    "functions",
    "code",
    "steps",
    "agents",
    "providers",
    "llm",
    "tool",
    "tools",
    "triggers",
    "event",
    "source",
    "fields",
    "label",
    "invocation",
    "marketplace",
    "app",
    "plans",
    "flow",
    "default-value",
    "id",
]


def leaf() -> st.SearchStrategy[Form]:
    return st.one_of(
        st.just(forms.Nil(span=SPAN)),
        st.booleans().map(lambda value: forms.Bool(value, span=SPAN)),
        st.integers().map(lambda value: forms.Integer(value, span=SPAN)),
        st.floats(allow_nan=False).map(lambda value: forms.Float(value, span=SPAN)),
        st.text(max_size=8).map(lambda value: forms.String(value, span=SPAN)),
        st.sampled_from(NAMES).map(lambda name: forms.Keyword(None, name, span=SPAN)),
        st.sampled_from(NAMES).map(lambda name: forms.Keyword("a", name, span=SPAN)),
        st.sampled_from(["quote", "x", "fn"]).map(lambda name: forms.Symbol(None, name, span=SPAN)),
        st.sampled_from(["[", "a+", "\\d"]).map(lambda text: forms.Regex(text, span=SPAN)),
        st.just(forms.Char("c", span=SPAN)),
    )


def branch(children: st.SearchStrategy[Form]) -> st.SearchStrategy[Form]:
    several = st.lists(children, max_size=4).map(tuple)
    names = st.sampled_from(NAMES).map(lambda name: forms.Keyword(None, name, span=SPAN))
    pairs = st.lists(st.tuples(st.one_of(names, names, children), children), max_size=5)
    tag = st.sampled_from([("flow", "include"), (None, "inst"), (None, "x")])
    return st.one_of(
        several.map(lambda items: forms.Vector(items, span=SPAN)),
        several.map(lambda items: forms.List(items, span=SPAN)),
        several.map(lambda items: forms.Set(items, span=SPAN)),
        pairs.map(lambda each: forms.Map(tuple(each), span=SPAN)),
        st.tuples(tag, children).map(
            lambda both: forms.Tagged(forms.Symbol(*both[0], span=SPAN), both[1], span=SPAN)
        ),
    )


def any_form() -> st.SearchStrategy[Form]:
    return st.recursive(leaf(), branch, max_leaves=25)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_form())
def test_any_form(form: Form) -> None:
    flow = analyze_definition(form, SPAN.source)
    assert isinstance(hash(flow.definition.requires), int)
    ir_to_json(flow)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_form_in_the_place_of_another(data: Any) -> None:
    source = Source("flow.clj", data.draw(st.sampled_from(CORPUS)))
    form = read_all(source).forms[0]
    changed = _replaced(form, data.draw(st.integers(0, 120)), data.draw(any_form()))
    flow = analyze_definition(changed, source)
    for each in flow.findings:
        assert 0 <= each.span.start <= each.span.end
        assert each.message


@settings(max_examples=200, deadline=None)
@given(any_form())
def test_any_form_as_data(form: Form) -> None:
    form_to_value(form)


def _replaced(form: Form, count: int, new: Form) -> Form:
    """The form with its count-th part, in reading order, exchanged."""
    left = [count]

    def walk(each: Form) -> Form:
        left[0] -= 1
        if left[0] < 0:
            left[0] = 1 << 40
            return new
        if isinstance(each, forms.Map):
            return forms.Map(tuple((walk(k), walk(v)) for k, v in each.pairs), span=each.span)
        if isinstance(each, forms.Vector | forms.List | forms.Set):
            return type(each)(tuple(walk(item) for item in each.items), span=each.span)
        return each

    return walk(form)


def test_deep_nesting_is_reported() -> None:
    flow = read_flow(
        "{:marketplace {:app {:app-id :x :app-flow-slugs " + "[" * 5000 + "]" * 5000 + "}}}"
    )
    assert flow.findings
    flow = read_flow("{:mcp-registries " + "[" * 5000 + "]" * 5000 + "}")
    assert [each.rule.name for each in flow.findings if "deep" in each.rule.name] == [
        "data-too-deep"
    ]
    read_flow("{:steps [{:input-schema " + "[:vector " * 3000 + "]" * 3000 + "}]}")
    read_flow("{:flow '" + "(let [] " * 3000 + ")" * 3000 + "}")
