"""Templates render as handlebars-java renders them (TPL-008 … TPL-018)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from both_ways import compiled
from breyta_runtime.templates import render
from breyta_runtime.templates.problems import TemplateError
from breyta_runtime.values import Map, kw
from breyta_runtime.values.json import from_json

HERE = Path(__file__).parent
CASES = json.loads((HERE / "oracle_java.json").read_text("utf-8"))
JS_ANSWERS = json.loads((HERE / "oracle_js.json").read_text("utf-8"))

REFUSED = None
ON_PURPOSE: dict[str, Any] = {
    # A Clojure map is a collection, so an empty one is false; a java.util.Map is not.
    "{{#if v}}yes{{else}}no{{/if}}{{#unless v}}un{{else}}less{{/unless}} {}": "noun",
    # Collections print as Clojure prints them.
    '{{this.first}}|{{./first}}|{{[first]}} {"first": ["F"]}': '["F"]|["F"]|["F"]',
    # What gives nothing, or something odd, is a mistake to be told of.
    "{{#> p}}{{/p}} {}": REFUSED,
    "{{x.}} {}": REFUSED,
    '{{a..b}} {"a": 1}': REFUSED,
    '{{if x}} {"x": 1}': REFUSED,
    # Blanks around every tag can go, and `as` may be the name of a field.
    '{{#each xs~}} {{this}} {{~^~}} none {{~/each}}! {"xs": []}': "none!",
    "a {{~^x~}} no {{~/x~}} b {}": "anob",
    '{{as}} {"as": 1}': "1",
    # Methods of Java's maps are no fields.
    '{{m.size}} {"m": {"a": 1}}': "",
}


def name(case: dict[str, Any]) -> str:
    return f"{case['template']} {json.dumps(case['data'], ensure_ascii=False)}"


def expected(case: dict[str, Any]) -> Any:
    return ON_PURPOSE.get(name(case), case["answer"]) if case["data"] != {"v": {}} else "noun"


@pytest.mark.parametrize("case", CASES, ids=name)
def test_a_template_renders_as_in_java(case: dict[str, Any]) -> None:
    text, data = case["template"], from_json(case["data"])
    wanted = expected(case)
    if wanted is REFUSED:
        with pytest.raises(TemplateError):
            render(text, data)
        return
    assert render(text, data) == wanted
    if "{{" in text:
        assert compiled(text, data) == wanted


def test_where_both_dialects_agree_so_do_we() -> None:
    """A second oracle, for what is not peculiar to Java."""
    both = [
        case
        for case, js in zip(CASES, JS_ANSWERS, strict=True)
        if js == case["answer"] and name(case) not in ON_PURPOSE and case["data"] != {"v": {}}
    ]
    assert len(both) > 130
    assert all(expected(case) == case["answer"] for case in both)


@pytest.mark.parametrize(
    ("text", "data", "wanted"),
    [
        # C16: nothing is escaped.
        (
            "{{x}} {{{x}}} {{&x}}",
            {"x": '<a href="?q=1&p">'},
            '<a href="?q=1&p"> ' * 2 + '<a href="?q=1&p">',
        ),
        # C17: what is missing is empty.
        ("[{{x}}] [{{a.b.c}}] [{{#each x}}-{{/each}}]", {}, "[] [] []"),
        # Values print as `str` prints them.
        ("{{x}}", {"x": {"a": [1, "b"]}}, '{:a [1 "b"]}'),
        # TPL-018
        ("{{approval-url}}/{{customer-id}}", {"approval-url": "u", "customer-id": 7}, "u/7"),
    ],
)
def test_breytas_own_ways(text: str, data: Any, wanted: str) -> None:
    assert render(text, from_json(data)) == wanted
    assert compiled(text, from_json(data)) == wanted


def test_keys_may_be_keywords_or_strings() -> None:
    for data in (Map({kw("user"): Map({"name": "Ada"})}), Map({"user": Map({kw("name"): "Ada"})})):
        assert render("{{user.name}}", data) == "Ada"
    assert render("{{[acme/id]}}", Map({kw("acme/id"): 1})) == "1"


def test_a_keyword_prints_with_its_colon() -> None:
    assert render("{{status}}", Map({kw("status"): kw("approved")})) == ":approved"
