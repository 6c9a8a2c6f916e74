"""Small flows around one step, and what the checks say about them."""

from __future__ import annotations

from collections.abc import Collection

from breytac.diagnostics.finding import Finding
from breytac.pipeline import analyze_source
from breytac.syntax.forms import Form
from breytac.syntax.source import Source


def no_include(path: str, form: Form) -> Source:
    raise AssertionError(path)


def findings(text: str, known_flows: Collection[str] | None = None) -> tuple[Finding, ...]:
    found = analyze_source(
        Source("case.clj", text), load_include=no_include, known_flows=known_flows
    )
    return found[1]


def flow(body: str, sections: str = "") -> str:
    """A definition without the parts that these tests are not about: it counts as a fragment."""
    return f"{{{sections} :flow '{body}}}"


def step(family: str, config: str) -> str:
    return flow(f"(let [ref (flow/input)] (flow/step :{family} :it {config}))")


def names(text: str) -> list[str]:
    """The rules of the checks that fire, in the order of their places."""
    wanted = ("BRY32", "BRY33", "BRY34", "BRY35", "BRY36", "BRY5")
    return [each.rule.name for each in findings(text) if each.rule.code.startswith(wanted)]
