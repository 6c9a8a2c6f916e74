"""Findings as data: FN-024 and every other finding keep the names other tools know them by."""

from __future__ import annotations

import json

from breytac.diagnostics.finding import Finding, Rule, Severity
from breytac.diagnostics.json_renderer import findings_to_json
from breytac.syntax import read_all
from breytac.syntax.source import Source, Span


def test_every_key_is_there() -> None:
    [data] = findings_to_json(read_all(Source("a.clj", "{:a 1\n :a #{1}}")).findings)
    assert data == {
        "code": "BRY011",
        "name": "duplicate-key",
        "severity": "error",
        "message": "The key `:a` is in this map already.",
        "hint": "Remove one of the two entries, or rename its key.",
        "file": "a.clj",
        "line": 2,
        "column": 2,
        "end": {"line": 2, "column": 4},
        "path": [],
        "aliases": ["clojure_reader_invalid"],
        "related": [
            {
                "message": "the first one is here",
                "file": "a.clj",
                "line": 1,
                "column": 2,
                "end": {"line": 1, "column": 4},
            }
        ],
    }


def test_paths_are_lists_and_the_order_is_that_of_the_places() -> None:
    rule = Rule("BRY999", "test-rule", Severity.NOTE, "A test")
    source = Source("a.clj", "a b")
    later = Finding(rule, Span(source, 2, 3), "later", path=("functions", 0, "code"))
    sooner = Finding(rule, Span(source, 0, 1), "sooner")

    data = findings_to_json([later, sooner])
    assert [each["message"] for each in data] == ["sooner.", "later."]
    assert data[1]["path"] == ["functions", 0, "code"]
    assert json.loads(json.dumps(data)) == data
