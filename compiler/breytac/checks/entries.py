"""What runs are given, against what the flow asks for: concurrency keys and inputs."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.definition import Definition

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.checks.facts import Facts, finding
from breytac.checks.results import map_read
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import semantics as rules
from breytac.ir.expr import Do, Expr, LocalRef, RunCall


def check(facts: Facts) -> Iterator[Finding]:
    yield from concurrency(facts)
    yield from inputs(facts)


def _declared(definition: Definition) -> set[str]:
    names = {each.name for one in definition.invocations.values() for each in one.inputs}
    return {name for name in names if name}


def _takes_anything(definition: Definition) -> bool:
    """Whether some entry point hands on a payload nobody declares: an event of another service."""
    return bool(definition.interfaces.webhook) or not definition.invocations


def concurrency(facts: Facts) -> Iterator[Finding]:
    d = facts.definition
    path = d.concurrency.key_path
    if not facts.flow.complete or d.concurrency.type != "keyed" or not path:
        return
    given = _declared(d) | {each.name for each in d.setup_inputs if each.name}
    key = str(path[0])
    if _takes_anything(d) or key in given:
        return
    yield finding(
        rules.KEY_NOT_SUPPLIED,
        facts.span(("concurrency", "key-field")),
        f"Runs are keyed by :{key}, but no invocation has an input of that name.",
        did_you_mean(key, given)
        or (f"The inputs are {listed(sorted(given), last='and')}." if given else None),
        path=("concurrency", "key-field"),
    )


_GIVEN_BY_RUNTIME = ("activation", "flow/ctx", "step/ctx")


def inputs(facts: Facts) -> Iterator[Finding]:
    """Inputs read by a name that is close to a declared one, and declared nowhere."""
    d = facts.definition
    if not facts.flow.complete or _takes_anything(d) or d.interfaces.http:
        return
    names = _declared(d) | {each.name for each in d.setup_inputs if each.name}
    for expr in facts.expressions:
        read = map_read(expr)
        if read is None or not _is_input(facts, read[0]):
            continue
        field = read[1]
        if field in names or "/" in field or field in _GIVEN_BY_RUNTIME:
            continue
        hint = did_you_mean(field, names)
        if hint is not None:
            yield finding(
                rules.UNKNOWN_INPUT,
                expr.span,
                f"The flow reads the input :{field}, which no invocation declares.",
                hint,
            )


def _is_input(facts: Facts, expr: Expr) -> bool:
    if isinstance(expr, LocalRef):
        bound = facts.bound.get(expr.local)
        return bound is not None and not isinstance(bound, LocalRef) and _is_input(facts, bound)
    if isinstance(expr, Do) and len(expr.items) == 1:
        expr = expr.items[0]
    return isinstance(expr, RunCall) and expr.method == "input"
