"""What is too much: steps, strings, literals of one step."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.limits import (
    LARGE_STEP_BYTES,
    LARGE_STRING_CHARS,
    MAX_STEPS_PER_FLOW,
)

from breytac.analysis.definition.size import form_bytes
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.literals import is_dynamic
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import semantics as rules
from breytac.syntax import forms
from breytac.syntax.forms import Form

_CODE_KEYS = ("code", "before-tool-call", "after-tool-call", "parser-fn", "transform")


def check(facts: Facts) -> Iterator[Finding]:
    yield from _steps(facts)
    yield from _strings(facts)
    yield from _literals(facts)


def _steps(facts: Facts) -> Iterator[Finding]:
    special = ("call-flow", "poll")
    written = [site for site in facts.sites if site.family not in special]
    if len(written) > MAX_STEPS_PER_FLOW:
        yield finding(
            rules.TOO_MANY_STEPS,
            written[MAX_STEPS_PER_FLOW].span,
            f"The flow has {len(written)} steps; {MAX_STEPS_PER_FLOW} are allowed. "
            "This is the first one too many.",
            "Move a part of the flow into a child flow, called with flow/call-flow.",
        )


def _strings(facts: Facts) -> Iterator[Finding]:
    """A line of thousands of characters that nobody can review."""
    for each in facts.forms:
        if not isinstance(each, forms.String):
            continue
        text = each.span.text
        if len(text) < LARGE_STRING_CHARS:
            continue
        longest = max(map(len, text.split("\n")))
        if longest >= LARGE_STRING_CHARS:
            yield finding(
                rules.LARGE_STRING,
                each,
                f"A string of {len(each.value):,} characters stands in the flow.",
                "Move it into a file next to the flow, and write #flow/include in its place.",
            )


def _literals(facts: Facts) -> Iterator[Finding]:
    for site in facts.steps:
        if site.config is None or "/" in (site.family or ""):
            continue
        size = sum(
            _literal_bytes(value)
            for key, value in site.config.pairs
            if not (isinstance(key, forms.Keyword) and key.name in _CODE_KEYS)
        )
        if size > LARGE_STEP_BYTES:
            yield finding(
                rules.LARGE_STEP,
                site.form.items[1],
                f"{sentence(step_name(site))} holds {size:,} bytes of literals.",
                "Move them into :templates, and name the template in the step.",
            )


def _literal_bytes(form: Form) -> int:
    """The bytes of what is known before the run."""
    total = 0
    stack = [form]
    while stack:
        each = stack.pop()
        if is_dynamic(each):
            continue
        if isinstance(each, forms.Branch):
            total += 1
            stack.extend(forms.parts(each))
        else:
            total += form_bytes(each)
    return total
