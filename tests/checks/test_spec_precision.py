"""The documentation's own examples: everything the checks say of them was read and found true.

`spec_findings.txt` is the list; an addition to it is a false positive until somebody has looked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from breytac.diagnostics.finding import Finding, SourceError
from breytac.diagnostics.rules import reader
from breytac.pipeline import analyze_source, compile_source
from breytac.syntax import forms, read_all
from breytac.syntax.forms import Form
from breytac.syntax.source import Source

HERE = Path(__file__).parent
SPEC = HERE.parent / "spec"
FLOWS = HERE.parent.parent / "flows"
EXPECTED = HERE / "spec_findings.txt"
CHECKS = ("BRY32", "BRY33", "BRY34", "BRY35", "BRY36", "BRY5")
ORCHESTRATION = ("BRY320", "BRY321", "BRY322", "BRY323", "BRY324", "BRY325", "BRY326")


def no_file(path: str, form: Form) -> Source:
    raise SourceError(Finding(reader.UNREADABLE_INCLUDE, form.span, f"{path} is not there."))


def sources() -> Iterator[Source]:
    """Every example that is a definition, and every step in a definition around it."""
    for path in sorted(SPEC.rglob("*")):
        if path.suffix not in (".clj", ".edn"):
            continue
        text, name = path.read_text("utf-8"), path.relative_to(SPEC).as_posix()
        read = read_all(Source(name, text))
        if not read.forms:
            continue
        first = read.forms[0]
        if isinstance(first, forms.Map):
            yield Source(name, text)
        elif isinstance(first, forms.List):
            start = first.span.start
            code = text[start:].removeprefix("'")
            yield Source(name, f"{text[:start]}{{:flow '(do {code}\n)}}")


def said() -> str:
    lines = []
    for source in sources():
        for each in analyze_source(source, load_include=no_file)[1]:
            code = each.rule.code
            if code.startswith(CHECKS) and code not in ORCHESTRATION:
                lines.append(f"{each.span} {each.rule.name}: {each.message}")
    return "\n".join(lines) + "\n"


def test_the_documentation_is_as_we_read_it(update: bool) -> None:
    found = said()
    if update:
        EXPECTED.write_text(found, "utf-8")
    assert found == EXPECTED.read_text("utf-8")


@pytest.mark.parametrize("path", sorted(FLOWS.glob("*.clj")), ids=lambda path: path.name)
def test_the_examples_compile(path: Path) -> None:
    source = Source(path.name, path.read_text("utf-8"))
    assert compile_source(source, load_include=no_file).text is not None
