"""What a template asks of its data."""

from __future__ import annotations

import pytest
from breytac.checks.handlebars import variables


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("no variables {} }}", set()),
        ("{{id}} {{user.name}} {{{raw}}} {{&also}}", {"id", "user", "raw", "also"}),
        ("{{approval-url}}", {"approval-url"}),
        ("{{! a comment }}{{!-- {{x}} --}}", set()),
        ("{{#if a}}{{a}}{{else}}{{b}}{{/if}}", {"b"}),
        ("{{#unless a}}none{{/unless}}", set()),
        ("{{#each items}}{{name}} {{@index}} {{this}}{{/each}}", {"items"}),
        ("{{#with user}}{{name}}{{/with}}", {"user"}),
        ('{{truncate text length=100 suffix="..."}}', {"text"}),
        ('{{join items separator=", "}}', {"items"}),
        ("{{default name fallback}}", set()),
        ("{{json data pretty=true}}", {"data"}),
        ("{{length (first rows)}}", {"rows"}),
    ],
)
def test_needed_variables(text: str, needed: set[str]) -> None:
    assert set(variables(text).needed) == needed
