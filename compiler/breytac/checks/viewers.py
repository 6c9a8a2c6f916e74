"""The viewer envelopes a flow returns."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.contracts.viewers import KINDS
from breyta_runtime.values import Keyword

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.checks.facts import Facts, finding, map_entry
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import semantics as rules
from breytac.ir.expr import Const, Expr, LocalRef, MapExpr, VectorExpr

_KIND, _VALUE = "breyta.viewer/kind", "breyta.viewer/value"


def check(facts: Facts) -> Iterator[Finding]:
    for expr in facts.expressions:
        kind = map_entry(expr, _KIND) if isinstance(expr, MapExpr | Const) else None
        name = _name(kind)
        if kind is None or name is None:
            continue
        if name not in KINDS:
            yield finding(
                rules.VIEWER_KIND,
                kind.span,
                f"There is no viewer :{name}; the value is shown raw.",
                did_you_mean(name, KINDS) or f"The kinds are {listed(KINDS, last='and')}.",
            )
        elif name == "table":
            value = map_entry(expr, _VALUE)
            if value is not None and _is_rows(facts, value):
                yield finding(
                    rules.TABLE_VIEWER,
                    value.span,
                    "A :table viewer shows a stored table; this value is a map or a vector of rows.",
                    "Store the rows with :persist {:type :table …}, and return what that step gives.",
                )


def _name(expr: Expr | None) -> str | None:
    match expr:
        case Const(value=Keyword() as value):
            return value.full
        case Const(value=str() as text):
            return text
        case _:
            return None


def _is_rows(facts: Facts, value: Expr) -> bool:
    """Rows in place of a reference."""
    if isinstance(value, LocalRef):
        bound = facts.bound.get(value.local)
        return bound is not None and not isinstance(bound, LocalRef) and _is_rows(facts, bound)
    if isinstance(value, VectorExpr):
        return True
    if isinstance(value, Const):
        return isinstance(value.value, tuple) or map_entry(value, "rows") is not None
    return isinstance(value, MapExpr) and map_entry(value, "rows") is not None
