"""Fields that a flow reads from the results of its steps, and that are not there.

Only reads in the flow body count: a function that gets a stored result under `:load` sees it as
it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from breyta_runtime.contracts import results as known
from breyta_runtime.values import Keyword

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.literals import text_of
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import semantics as rules
from breytac.ir.expr import (
    Call,
    Const,
    CoreCall,
    Do,
    Expr,
    LocalRef,
    StepCall,
    StepSite,
    VectorExpr,
)
from breytac.syntax import forms


def check(facts: Facts) -> Iterator[Finding]:
    steps: dict[object, StepSite] = {}
    for local, value in facts.bound.items():
        site = _step(value)
        if site is not None:
            steps[local] = site
    for expr in facts.expressions:
        read = map_read(expr)
        if read is None:
            continue
        target, field = read
        if isinstance(target, LocalRef):
            site = steps.get(target.local)
        else:
            site = _step(target)
        if site is not None:
            yield from _field(site, field, expr)


def _step(expr: Expr) -> StepSite | None:
    if isinstance(expr, Do) and len(expr.items) == 1:
        expr = expr.items[0]
    return expr.site if isinstance(expr, StepCall) else None


def map_read(expr: Expr) -> tuple[Expr, str] | None:
    """The map and the first key of `(:k m)`, `(get m :k)` and `(get-in m [:k …])`."""
    match expr:
        case Call(function=Const(value=Keyword() as key), args=(target, *_)):
            return target, key.full
        case CoreCall(var=var, args=(target, Const(value=Keyword() as key), *_)) if (
            var.key == "get"
        ):
            return target, key.full
        case CoreCall(var=var, args=(target, path, *_)) if var.key == "get-in":
            first = _first(path)
            return (target, first) if first is not None else None
        case _:
            return None


def _first(path: Expr) -> str | None:
    match path:
        case Const(value=(Keyword() as key, *_)):
            return key.full
        case VectorExpr(items=(Const(value=Keyword() as key), *_)):
            return key.full
        case _:
            return None


def _field(site: StepSite, field: str, at: Expr) -> Iterator[Finding]:
    config = site.config
    if config is None or "/" in (site.family or ""):
        return
    persist = config.get("persist")
    skips = config.get("on-error") is not None
    if skips and field in known.SKIPPED:
        return
    kind = text_of(persist.get("type")) if isinstance(persist, forms.Map) else None
    if persist is not None:
        yield from _stored(site, persist, kind, field, at)
        return
    fields = _closed(site, config)
    if fields and field not in fields:
        yield finding(
            rules.RESULT_FIELD,
            at.span,
            f":{field} is no field of what {step_name(site)} gives.",
            did_you_mean(field, fields) or f"It has {listed(fields, last='and')}.",
            (Related(site.span, "the step"),),
        )


def _closed(site: StepSite, config: forms.Map) -> tuple[str, ...]:
    by_family: Mapping[str, tuple[str, ...]] = {
        "sleep": known.SLEEP,
        "notify": known.NOTIFY,
        "ssh": known.SSH,
        "kv": known.KV.get(text_of(config.get("operation")) or "", ()),
    }
    return by_family.get(site.family or "", ())


def _stored(
    site: StepSite, persist: forms.Form, kind: str | None, field: str, at: Expr
) -> Iterator[Finding]:
    related = (Related(persist.span, "stored by this :persist"),)
    if kind == "table":
        if field in known.STORED_TABLE:
            return
        yield finding(
            rules.RESULT_FIELD,
            at.span,
            f"{sentence(step_name(site))} is stored as a table, so its result is a reference "
            f"without :{field}.",
            "Read the rows with a :table step, {:op :query :table {:ref …} :page …}.",
            related,
        )
    elif kind == "blob":
        http = site.family == "http"
        if field in ("body", "data") and http:
            yield finding(
                rules.RESULT_FIELD,
                at.span,
                f"The answer of {step_name(site)} is stored, so :{field} is not in its result.",
                "Hand the result to a :function step with :input {:resp …} and :load [:resp].",
                related,
            )
        elif field not in (known.STORED_HTTP if http else known.STORED_BLOB):
            yield finding(
                rules.RESULT_FIELD,
                at.span,
                f"The result of {step_name(site)} is stored, so :{field} is not at hand.",
                "Hand the result to a :function step with :input {:resp …} and :load [:resp].",
                related,
            )
