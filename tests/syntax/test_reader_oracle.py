"""The reader agrees with the one of JVM Clojure, on odd texts and on all examples: LNT-004."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from breytac.syntax import read_all
from breytac.syntax.source import Source
from reader_answers import digest, normal, settle

HERE = Path(__file__).parent
SPEC = HERE.parent / "spec"
ORACLE = json.loads((HERE / "oracle_reader.json").read_text(encoding="utf-8"))


def is_our_own_reading(text: str) -> bool:
    """A syntax quote is data to us, and a flow has no namespace that `::` could take."""
    return "`" in text or "::" in text


def test_both_read_the_same_or_both_refuse() -> None:
    asked = [(text, answer) for text, answer in ORACLE["reader"] if not is_our_own_reading(text)]
    assert len(asked) > 1400

    differences = []
    for text, answer in asked:
        result = read_all(Source("t", text))
        ours = [normal(form) for form in result.forms] if result.ok else "refused"
        theirs = [settle(form) for form in answer["forms"]] if "forms" in answer else "refused"
        if ours != theirs:
            differences.append((text, ours, theirs))
    assert differences == []


@pytest.mark.parametrize("name", ORACLE["spec"])
def test_every_example_reads_the_same(name: str) -> None:
    result = read_all(Source(name, (SPEC / name).read_text(encoding="utf-8")))

    ours = digest([normal(form) for form in result.forms]) if result.ok else ""
    assert ours == ORACLE["spec"][name]
