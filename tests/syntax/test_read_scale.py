"""Nesting is bounded by memory only, and time grows with the length of a text."""

from __future__ import annotations

import copy
import gc
import pickle
import time

import pytest
from breytac.diagnostics.text import render_findings
from breytac.syntax import print_form, read_all, read_one
from breytac.syntax.source import Source

DEPTH = 10_000

NESTED = {
    "lists": ("(", ")"),
    "vectors": ("[", "]"),
    "maps": ("{:a ", "}"),
    "keys": ("{", " 1}"),
    "sets": ("#{", "}"),
    "quotes": ("'", ""),
    "derefs": ("@", ""),
    "syntax quotes": ("`", ""),
    "unquotes": ("~", ""),
    "vars": ("#'", ""),
    "tags": ("#t ", ""),
    "metadata before": ("^:a ", ""),
    "metadata inside": ("^{:a ", "} x"),
    "namespaced maps": ("#:a{:b ", "}"),
    "conditionals": ("#?(:clj ", ")"),
    "splices": ("[#?@(:clj [", "])]"),
    "calls": ("(f a ", " b)"),
}
WRONG = {
    "open": ("(", ""),
    "closed": ("", ")"),
    "mixed": ("[", ")"),
    "alternating": ("([{", ""),
    "discards": ("#_ ", ""),
    "prefixes": ("' ^ #_ @ ", ""),
    "functions": ("#(", ")"),
    "evals": ("#=(", ")"),
    "features": ("#?((:not ", ") 1)"),
}


def nested(pair: tuple[str, str], depth: int) -> str:
    return pair[0] * depth + "x" + pair[1] * depth


@pytest.mark.parametrize("kind", NESTED)
def test_deep_forms_can_be_used(kind: str) -> None:
    text = nested(NESTED[kind], DEPTH)
    form = read_one(Source("t", text))
    twin = read_one(Source("t", text))

    assert form == twin
    assert hash(form) == hash(twin)
    assert len(repr(form)) < 200
    assert read_one(Source("t", print_form(form))) == form


@pytest.mark.parametrize("kind", ["calls", "metadata inside", "keys", "tags"])
def test_deep_forms_can_be_copied_and_stored(kind: str) -> None:
    form = read_one(Source("t", nested(NESTED[kind], DEPTH)))

    for twin in (pickle.loads(pickle.dumps(form)), copy.deepcopy(form)):
        assert twin == form
        assert print_form(twin) == print_form(form)
        assert twin.span.text == form.span.text


@pytest.mark.parametrize("kind", WRONG)
def test_deep_mistakes_are_reported(kind: str) -> None:
    result = read_all(Source("t", nested(WRONG[kind], DEPTH)))
    assert not result.ok or kind == "discards"
    assert render_findings(result.findings[:5])


@pytest.mark.parametrize("kind", NESTED | WRONG)
def test_time_grows_with_the_length(kind: str) -> None:
    pair = (NESTED | WRONG)[kind]

    def seconds(depth: int) -> float:
        source = Source("t", nested(pair, depth))
        gc.collect()
        start = time.process_time()
        read_all(source)
        return time.process_time() - start

    small, large = min(seconds(500) for _ in range(3)), min(seconds(4_000) for _ in range(2))
    assert large < 8 * 4 * max(small, 0.005)  # eight times the text; quadratic would be 64 times


def test_a_flow_of_the_largest_size_reads_at_once() -> None:
    step = (
        '(flow/step :http :get-{} {{:url "https://example.org/{}" :retry {{:max-attempts 3}}}})\n'
    )
    text = "(do " + "".join(step.format(n, n) for n in range(2_000)) + ")"
    assert len(text) > 150_000

    start = time.process_time()
    read_one(Source("t", text))
    assert time.process_time() - start < 1.5  # 0.06 s when nothing else runs
