"""What JVM Clojure answered, expression by expression (see tests/oracles/values.py)."""

from __future__ import annotations

import pytest
from breyta_runtime.values.pattern import Pattern
from clojure_calls import oracle, outcome

AREAS = ("strings", "regex", "format", "numbers", "text", "time")
CASES = [(area, *case) for area in AREAS for case in oracle(area)]


@pytest.mark.parametrize(("area", "source", "kind", "text"), CASES, ids=[c[1] for c in CASES])
def test_answers_as_the_jvm_does(area: str, source: str, kind: str, text: str) -> None:
    """FN-009, FN-012, FN-021: clojure.string, regexes, format and the interop allowlist.

    An exception has to be of the same class; its message only has to be there.
    """
    found, shown = outcome(source)
    assert found == kind
    if kind == "value":
        assert shown == text
    else:
        assert shown


@pytest.mark.parametrize(
    ("source", "kind", "text"), oracle("regex"), ids=[c[0] for c in oracle("regex")]
)
def test_the_bounded_machine_answers_the_same(
    source: str, kind: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The matcher for dangerous patterns has to know everything the quick one does."""
    monkeypatch.setattr(Pattern, "_quick", lambda *_: None)
    found, shown = outcome(source)
    assert found == kind
    if kind == "value":
        assert shown == text
