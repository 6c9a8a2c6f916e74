"""Step ids: one name for two steps makes the timeline and the journal hard to read."""

from __future__ import annotations

from collections.abc import Iterator

from breytac.checks.facts import Facts, finding, step_name
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import semantics as rules
from breytac.ir.expr import Case, Cond, Expr, If, StepCall, StepSite

Way = tuple[tuple[Expr, int], ...]
"""The choices on the way to a step, with the branch it is in."""


def check(facts: Facts) -> Iterator[Finding]:
    if facts.body is None or facts.body.body is None:
        return
    first: dict[str, list[tuple[StepSite, Way]]] = {}
    for site, way in _steps(facts.body.body):
        if site.id is None:
            continue
        earlier = first.setdefault(site.id, [])
        clash = next((other for other, its in earlier if not _exclusive(way, its)), None)
        earlier.append((site, way))
        if clash is not None:
            yield finding(
                rules.DUPLICATE_STEP_ID,
                site.form.items[2] if len(site.form.items) > 3 else site.span,
                f"The id :{site.id} is also that of {step_name(clash)}.",
                "Give each step an id of its own.",
                (Related(clash.span, "the other step"),),
            )


def _steps(root: Expr) -> Iterator[tuple[StepSite, Way]]:
    """The steps in source order, with the branches they are in."""
    stack: list[tuple[Expr, Way]] = [(root, ())]
    while stack:
        expr, way = stack.pop()
        if isinstance(expr, StepCall):
            yield expr.site, way
        inner: list[tuple[Expr, Way]] = []
        match expr:
            case If(test=test, then=then, otherwise=otherwise):
                inner = [(test, way), (then, (*way, (expr, 0))), (otherwise, (*way, (expr, 1)))]
            case Cond(clauses=clauses, default=default):
                for i, clause in enumerate(clauses):
                    inner += [(clause.test, way), (clause.body, (*way, (expr, i)))]
                inner.append((default, (*way, (expr, len(clauses)))))
            case Case(subject=subject, clauses=cases, default=other):
                inner = [(subject, way)]
                inner += [(each.body, (*way, (expr, i))) for i, each in enumerate(cases)]
                inner += [(other, (*way, (expr, len(cases))))] if other is not None else []
            case _:
                inner = [(child, way) for child in expr.children()]
        stack.extend(reversed(inner))


def _exclusive(one: Way, other: Way) -> bool:
    """Whether two steps are in different branches of one choice, so that only one of them runs."""
    branches = {id(choice): branch for choice, branch in one}
    return any(branches.get(id(choice), branch) != branch for choice, branch in other)
