"""The helpers of the Flows runtime."""

from __future__ import annotations

from typing import Any

import pytest
from both_ways import compiled
from breyta_runtime.templates import render
from breyta_runtime.values.json import from_json

XS = {"xs": ["a", "b", "c"], "none": [], "text": "abcdef", "n": 0, "user": {"name": "Ada", "id": 7}}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # TPL-012
        ('{{truncate text length=3 suffix="…"}}', "abc…"),
        ("{{truncate text length=3}}", "abc..."),
        ("{{truncate text length=6}}", "abcdef"),
        ("{{truncate missing}}", ""),
        # TPL-013
        ("{{json user}}", '{"name":"Ada","id":7}'),
        ("{{json xs pretty=true}}", '[\n  "a",\n  "b",\n  "c"\n]'),
        ("{{json user pretty=false}}", '{"name":"Ada","id":7}'),
        ("{{json missing}}", "null"),
        # TPL-014
        (
            "{{length xs}} {{length text}} {{length user}} {{length missing}} {{length n}}",
            "3 6 2 0 0",
        ),
        # TPL-015
        ('{{join xs separator=" | "}} {{join xs}} {{join text}}', "a | b | c a, b, c abcdef"),
        # TPL-016
        (
            "{{first xs}}{{last xs}}{{first none}}{{last missing}}{{first text}}{{last text}}",
            "acaf",
        ),
        # TPL-017: false and 0 are values.
        (
            '{{default missing "-"}}{{default none "-"}}{{default text "-"}}{{default n "-"}}',
            "--abcdef0",
        ),
        ('{{join (first (json xs)) separator=","}}', "["),
        ("{{lookup xs 1}}{{lookup user 'name'}}{{lookup xs 9}}{{lookup user xs}}", "bAda"),
    ],
)
def test_a_helper(text: str, wanted: str) -> None:
    data = from_json(XS)
    assert render(text, data) == wanted
    assert compiled(text, data) == wanted


def test_what_json_cannot_hold_is_written_as_text() -> None:
    from breyta_runtime.values import Map, kw

    data: Any = Map({kw("x"): float("nan"), kw("f"): Map({None: 1})})
    assert render("{{json x}} {{json f}}", data) == '"NaN" "{nil 1}"'


def test_helpers_go_before_fields() -> None:
    """As in handlebars-java; `this.` says that a field is meant."""
    data = from_json({"length": 5, "xs": [1]})
    assert render("{{length xs}} {{this.length}}", data) == "1 5"
