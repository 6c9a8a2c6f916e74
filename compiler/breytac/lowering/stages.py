"""Names a reader can follow: for the stages of a long pipeline, and for functions without one.

`(->> rows (filter :active) (group-by :team) (map f) (into {}))` is one expression, four calls deep;
here its inner part gets a line of its own: `by_team = group_by(K_TEAM, filter_(K_ACTIVE, rows))`.
"""

from __future__ import annotations

from dataclasses import replace

from breyta_runtime.values.names import Keyword

from breytac.ir.expr import Const, CoreCall, Expr, Fn, Local, LocalRef
from breytac.lowering.loops import passing
from breytac.lowering.lowerer import Lowerer, bind
from breytac.lowering.names import python_name
from breytac.lowering.rewrites import as_for

MAX_NESTED = 3
"""Stages that one expression may hold."""

_OF_ITEMS_WORDS = """
    map mapv map-indexed mapcat keep keep-indexed take drop take-last drop-last take-nth concat
    flatten interpose interleave vals vec set into seq reduce join
"""
_NAMES = {
    "group-by": "groups",
    "frequencies": "counts",
    "sort": "ordered",
    "sort-by": "ordered",
    "reverse": "reversed",
    "filter": "kept",
    "filterv": "kept",
    "remove": "kept",
    "take-while": "kept",
    "drop-while": "kept",
    "distinct": "unique",
    "dedupe": "unique",
    "partition": "parts",
    "partition-all": "parts",
    "partition-by": "parts",
    "re-seq": "matches",
    "split": "parts",
    "split-lines": "lines",
    "zipmap": "pairs",
    "keys": "keys",
    **dict.fromkeys(_OF_ITEMS_WORDS.split(), "items"),
}
"""Functions that are stages of a pipeline, and what to call the value of one."""


def staged(lowerer: Lowerer, expr: CoreCall) -> CoreCall:
    """The call with the inner stages of a long pipeline in variables, which are bound by now."""
    chain = _pipeline(lowerer, expr)
    while len(chain) > MAX_NESTED:
        at = len(chain) - MAX_NESTED
        while at < len(chain) and as_for(lowerer, chain[at]) is not None:
            at += 1  # a comprehension goes into the call around it
        if at == len(chain):
            return expr
        inner = chain[at]
        local = Local(_stage_name(inner), inner.span, made_up=True)
        name = lowerer.scope.claim(python_name(local.name), keep=True)
        once = passing(lowerer, inner) if as_for(lowerer, chain[at - 1]) is not None else None
        if once is not None:
            lowerer.deliver(once, bind(name))
        else:
            lowerer.lower(inner, bind(name))
        lowerer.names[local] = name
        if lowerer.loop_depth:
            lowerer.rebound.add(local)
        lowerer.facts.local_kinds[local] = lowerer.facts.kind(inner)
        lowerer.facts.add_use(local)
        made: Expr = LocalRef(local, span=inner.span)
        for outer, below in zip(chain[at - 1 :: -1], chain[at:0:-1], strict=True):
            made = replace(outer, args=tuple(made if arg is below else arg for arg in outer.args))
        assert isinstance(made, CoreCall)
        expr = made
        chain = _pipeline(lowerer, expr)
    return expr


def _pipeline(lowerer: Lowerer, expr: CoreCall) -> list[CoreCall]:
    """The calls that a value goes through, the last one first; what else they take is total."""
    found: list[CoreCall] = []
    current: Expr = expr
    while isinstance(current, CoreCall) and current.var.name in _NAMES:
        found.append(current)
        others = [arg for arg in current.args if not lowerer.facts.is_total(arg)]
        if len(others) != 1:
            break
        (current,) = others
    return found


def _stage_name(stage: CoreCall) -> str:
    first = stage.args[0] if stage.args else None
    if isinstance(first, Const) and isinstance(first.value, Keyword):
        key = first.value.name
        if stage.var.name == "group-by":
            return f"by-{key}"
        if stage.var.name in ("map", "mapv"):
            return key if key.endswith("s") else f"{key}s"
    return _NAMES[stage.var.name]


_VERBS = {
    **dict.fromkeys(("map", "mapv", "map-indexed", "keep", "keep-indexed"), "convert"),
    **dict.fromkeys(("filter", "filterv", "some", "every?", "take-while"), "keep"),
    **dict.fromkeys(("remove", "drop-while"), "drop"),
    "mapcat": "expand",
    "run!": "do",
}
_NOUNS = {
    **dict.fromkeys(("sort-by", "max-key", "min-key"), "sort-key"),
    "sort": "compare",
    **dict.fromkeys(("group-by", "partition-by"), "group-key"),
    **dict.fromkeys(("reduce", "reduce-kv", "reductions"), "combine"),
    **dict.fromkeys(("update", "update-in", "swap!", "update-vals"), "change"),
    "iterate": "next-one",
}


def function_name(call: CoreCall, function: Expr) -> str:
    """What to call a function written in place as an argument of `call`; empty for other values."""
    if not isinstance(function, Fn):
        return ""
    noun = _NOUNS.get(call.var.name)
    if noun is not None:
        return noun
    verb = _VERBS.get(call.var.name)
    params = function.arities[0].params
    if verb is None or not params:
        return "function"
    subject = params[-1]
    plain = not subject.made_up and not subject.name.startswith(("%", "_"))
    return f"{verb}-{subject.name}" if plain else f"{verb}-item"
