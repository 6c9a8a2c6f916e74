"""What to say about names that resolve to nothing, or to something that may not be used here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from breyta_runtime.core.vars import NAMESPACES, VARS, Var

from breytac.diagnostics.rules import expressions as rules, orchestration
from breytac.ir.expr import Const
from breytac.syntax import forms

if TYPE_CHECKING:
    from breytac.analysis.expressions.analyzer import Analyzer
    from breytac.analysis.expressions.env import Env

_TRANSFORMS_WORDS = """
    map filter reduce mapv filterv mapcat keep keep-indexed remove
"""
TRANSFORMS = frozenset(_TRANSFORMS_WORDS.split())
THREADING = frozenset(["->>", "as->", "some->", "some->>", "cond->", "cond->>"])


def unknown(analyzer: Analyzer, form: forms.Symbol, found: Var | None, env: Env) -> Const:
    """`found` is a refused var, or None when there is no such name at all."""
    if found is not None:
        return analyzer.bad(
            rules.NOT_AVAILABLE,
            form,
            f"{form.full_name} is not available in the sandbox.",
            f"{found.hint}." if found.hint else None,
        )
    if form.ns is not None and form.ns not in NAMESPACES:
        close = did_you_mean(form.ns, NAMESPACES)
        return analyzer.bad(
            rules.UNKNOWN_NAME,
            form,
            f"There is no namespace or class {form.ns} (in {form.full_name}).",
            close or "Available: str, set, walk, json, breyta.sandbox and the clojure.core names.",
        )
    if form.ns is not None:
        canonical = NAMESPACES[form.ns]
        choices = [var.name for var in VARS.values() if var.ns == canonical and var.tier < 3]
        return analyzer.bad(
            rules.UNKNOWN_NAME,
            form,
            f"{form.ns} has no {form.name}.",
            did_you_mean(form.name, choices, prefix=f"{form.ns}/"),
        )
    choices = [*env.names, *(v.name for v in VARS.values() if v.tier < 3 and v.key == v.name)]
    return analyzer.bad(
        rules.UNKNOWN_NAME,
        form,
        f"{form.name} is not defined here.",
        did_you_mean(form.name, choices) or _elsewhere(form.name),
    )


def _elsewhere(name: str) -> str | None:
    """The name with its namespace, when only that is missing."""
    for alias in ("str", "set", "walk", "json", "breyta.sandbox"):
        if f"{NAMESPACES[alias]}/{name}" in VARS:
            return f"Did you mean {alias}/{name}?"
    return None


def did_you_mean(name: str, choices: Iterable[str], prefix: str = "") -> str | None:
    close = get_close_matches(name, sorted(set(choices)), n=1, cutoff=0.75)
    return f"Did you mean {prefix}{close[0]}?" if close else None


def unknown_flow_form(analyzer: Analyzer, form: forms.Symbol, known: Mapping[str, object]) -> Const:
    listed = ", ".join(f"flow/{name}" for name in known)
    return analyzer.bad(
        orchestration.UNKNOWN_FLOW_FORM,
        form,
        f"There is no {form.full_name}.",
        did_you_mean(form.name, known, prefix="flow/") or f"Available: {listed}.",
    )


def wrong_arity(analyzer: Analyzer, var: Var, count: int, form: forms.Form) -> Const:
    low, high = var.arity
    if high is None:
        wanted = f"at least {low}"
    elif low == high:
        wanted = str(low)
    else:
        wanted = f"{low} to {high}"
    plural = "argument" if wanted in ("1", "at least 1") else "arguments"
    return analyzer.bad(rules.WRONG_ARITY, form, f"{var.key} takes {wanted} {plural}, not {count}.")


def check_orchestration(analyzer: Analyzer, symbol: forms.Symbol) -> None:
    """The forms a flow body is not meant to hold; they compile all the same."""
    if symbol.name in TRANSFORMS:
        analyzer.report(
            orchestration.TRANSFORM_IN_FLOW,
            symbol,
            f"{symbol.full_name} transforms data in the flow body.",
            "Move it into a :function step; use for or loop to run steps per item.",
        )
    elif symbol.ns is None and symbol.name in THREADING:
        analyzer.report(
            orchestration.THREADING_IN_FLOW,
            symbol,
            f"{symbol.name} cannot be shown in a flow graph.",
            "Bind the intermediate values with let, or move it into a :function step.",
        )
