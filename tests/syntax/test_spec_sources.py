"""Every example of the Breyta docs, complete or not, reads as tests/spec/manifest.tsv says."""

from __future__ import annotations

from pathlib import Path

import pytest
from breytac.diagnostics.text import render_findings
from breytac.syntax import (
    ReadResult,
    forms as f,
    print_form,
    read_all,
    read_code_string,
    show_forms,
)
from breytac.syntax.source import Source

SPEC = Path(__file__).parents[1] / "spec"
EXPECTED = dict(
    line.split("\t")
    for line in (SPEC / "manifest.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)


def read(name: str) -> ReadResult:
    return read_all(Source(name, (SPEC / name).read_text(encoding="utf-8")))


def test_every_file_is_in_the_manifest() -> None:
    files = {
        path.relative_to(SPEC).as_posix()
        for path in SPEC.rglob("*")
        if path.suffix in (".clj", ".edn")
    }
    assert files == set(EXPECTED)
    assert len(files) > 500
    complete = [name for name in EXPECTED if name.startswith(("corpus/", "fragments/code/"))]
    assert [name for name in complete if EXPECTED[name] != "reads"] == [NOTIFY, KV]


@pytest.mark.parametrize("name", EXPECTED)
def test_reads_as_expected(name: str) -> None:
    result = read(name)

    found = " ".join(
        "{}@{}:{}".format(each.rule.code, *each.span.start_position) for each in result.findings
    )
    assert (found or "reads") == EXPECTED[name]
    printed = show_forms(result)
    assert read_all(Source("printed", printed)).forms == result.forms


def test_code_strings_of_the_examples_read() -> None:
    """All function code of the examples, which has quotes, regexes and line ends escaped."""
    count = 0
    for name, expected in EXPECTED.items():
        if expected != "reads" or not name.startswith(("corpus/", "fragments/code/")):
            continue
        stack = list(read(name).forms)
        while stack:
            form = stack.pop()
            stack.extend(f.parts(form))
            code = form.get("code") if isinstance(form, f.Map) else None
            if isinstance(code, f.String):
                count += 1
                result = read_code_string(code)
                assert [finding.message for finding in result.findings] == [], name
                for each in result.forms:
                    span = each.span.in_file
                    assert code.span.start < span.start < span.end < code.span.end
                    assert span.text.startswith(print_form(each)[:3])
    assert count >= 24


NOTIFY = "corpus/76-02-reference-step-notify-SYNTAX-ERROR.clj"
KV = "corpus/78-02-reference-step-kv-SYNTAX-ERROR.clj"


def test_the_notify_example_lacks_a_bracket() -> None:
    """It stays as it is in the docs: one `}` is missing behind the :channels map."""
    [finding] = read(NOTIFY).findings
    assert finding.message == "`{` opened at 4:14 is closed by `]` at 4:198"
    assert finding.hint == "Add the missing `}` before this `]`."
    assert finding.span.start_position == (4, 198)
    assert [related.span.start_position for related in finding.related] == [(4, 14)]
    assert f"--> {NOTIFY}:4:198" in render_findings([finding])


def test_the_kv_example_has_escaped_quotes_outside_of_a_string() -> None:
    [finding] = read(KV).findings
    assert finding.message == r"`\"hello\"` has backslashes before its quotes"
    assert finding.hint == r'Write "hello": `\"` is for quotes inside a string.'
    assert finding.span.start_position == (5, 230)
    assert finding.span.end_position == (5, 239)
