"""What there is to say about a key, a function, a family of steps: short Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from inspect import getdoc

from breyta_runtime.contracts import FAMILY_NAMES, OLD_NAMES, step_contract
from breyta_runtime.core.vars import VARS, Var, resolve
from breyta_runtime.definition.contract import Key

from breytac.diagnostics.explanations import explain
from breytac.diagnostics.finding import Finding
from breytac.reference.tables import row_of

FLOW_FORMS: Mapping[str, tuple[str, str]] = {
    "flow/input": ("(flow/input)", "The inputs of this run, as a map."),
    "flow/step": (
        "(flow/step :family :id {…})",
        "Does one step and gives its result. A packaged step may leave out the id.",
    ),
    "flow/call-flow": ("(flow/call-flow :slug {…})", "Runs another flow and gives its result."),
    "flow/poll": (
        '(flow/poll {:interval "10s" :timeout "20m" :return-on done?} body…)',
        "Repeats its body until `:return-on` says that the result will do.",
    ),
    "flow/now-ms": ("(flow/now-ms)", "The time, in milliseconds; the same when a run is resumed."),
    "flow/elapsed?": ('(flow/elapsed? start-ms "20m")', "Whether that time has passed."),
    "flow/backoff": ("(flow/backoff config attempt)", "How long to wait before the next try."),
    "flow/slot-bound?": ("(flow/slot-bound? :slot)", "Whether a connection is bound to the slot."),
}


def about_key(name: str, key: Key, title: str) -> str:
    row = row_of(name, key)
    marks = ["required"] if row.required else []
    marks += [f"default `{row.default}`"] if row.default else []
    parts = [f"**:{name}**" + (f" of the {title}" if title else "")]
    parts.append(f"{row.type[0].upper()}{row.type[1:]}" + "".join(f", {mark}" for mark in marks))
    if row.values:
        values = ", ".join(f"`:{value}`" for value in row.values)
        parts.append(f"{'Such as' if row.open else 'One of'} {values}")
    if row.limit:
        parts.append(_sentence(row.limit))
    if row.notes:
        parts.append(row.notes)
    return "\n\n".join(parts)


def about_family(family: str) -> str:
    contract = step_contract(family)
    if contract is None:
        return ""
    parts = [f"**:{family}** step"]
    if contract.ops:
        ops = ", ".join(f"`:{op}`" for op in contract.ops)
        parts.append(f"`:{contract.selector}` is one of {ops}")
    required = [name for name, key in contract.fields.items() if key.required]
    if required:
        parts.append("Needs " + ", ".join(f"`:{name}`" for name in required))
    others = [name for name in contract.fields if name not in required]
    if others:
        parts.append("Takes " + ", ".join(f"`:{name}`" for name in others))
    return "\n\n".join(parts)


def about_symbol(ns: str | None, name: str) -> str:
    """A function of Clojure or a form of flows; "" for what is neither."""
    full = f"{ns}/{name}" if ns else name
    if full in FLOW_FORMS:
        usage, text = FLOW_FORMS[full]
        return f"```clojure\n{usage}\n```\n\n{text}"
    var = resolve(ns, name)
    if var is None:
        return ""
    parts = [f"**{var.ns}/{var.name}** — {arity(var)}"]
    if var.tier == 3:
        hint = f" {_sentence(var.hint)}." if var.hint else ""
        parts.append(f"Not available in flows.{hint}")
    else:
        if text := _docstring(var):
            parts.append(text)
        if var.returns != "any":
            parts.append(f"Gives: {var.returns}")
    return "\n\n".join(parts)


def about_finding(finding: Finding) -> str:
    rule = finding.rule
    parts = [f"**{rule.code} {rule.name}** — {finding.message}"]
    if finding.hint:
        parts.append(finding.hint)
    explained = explain(rule)
    if explained is not None:
        parts.append(explained.why)
    return "\n\n".join(parts)


def arity(var: Var) -> str:
    if var.kind != "fn":
        return "macro" if var.kind == "macro" else var.kind
    low, high = var.arity
    if high is None:
        return f"{low} or more arguments" if low else "any number of arguments"
    count = str(low) if low == high else f"{low} to {high}"
    return f"{count} argument{'' if count == '1' else 's'}"


@cache
def core_names() -> tuple[tuple[str, str], ...]:
    """(name as it is written, what it is) of everything code may use."""
    names = [(_written(var), f"{var.ns} · {arity(var)}") for var in VARS.values() if var.tier < 3]
    return (*names, *((name, usage) for name, (usage, _) in FLOW_FORMS.items()))


def families() -> tuple[str, ...]:
    return tuple(name for name in FAMILY_NAMES if name not in OLD_NAMES)


_SHORT = {"clojure.string": "str", "clojure.set": "set", "clojure.walk": "walk"}


def _written(var: Var) -> str:
    return f"{_SHORT[var.ns]}/{var.name}" if var.ns in _SHORT else var.key


def _docstring(var: Var) -> str:
    """What our own implementation says of itself, if it has a function of its own."""
    if var.kind != "fn":
        return ""
    home = "breyta_runtime.core" + (
        "" if var.module in ("core", "flow_helpers") else f".{var.module}"
    )
    try:
        function = getattr(import_module(home), var.python, None)
    except ImportError:
        return ""
    text = getdoc(function) if callable(function) else None
    return re.split(r"\n\s*\n", text)[0] if text else ""


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
