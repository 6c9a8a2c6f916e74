"""`:table` steps: pages, predicates, orders, metrics, joins."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.contracts.table import (
    MAX_GROUPS,
    MAX_QUERY_PARTITIONS,
    MAX_READ_PARTITIONS,
    MAX_SCAN,
    PREDICATES,
)

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.words import describe, sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.literals import is_dynamic, number_of, text_of
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import steps as rules
from breytac.syntax import forms
from breytac.syntax.forms import Form

_NEEDS_FIELD = (
    "sum",
    "avg",
    "min",
    "max",
    "count-distinct",
    "arg-max",
    "arg-min",
    "collect-set",
    "percentile",
    "median",
)
_DIRECTIONS = ("asc", "desc")


def check(facts: Facts) -> Iterator[Finding]:
    for site in facts.steps:
        if site.family == "table" and site.config is not None:
            yield from _step(site.config, step_name(site), _stores(site.config))


def _stores(config: forms.Map) -> bool:
    return config.get("persist") is not None


def _step(config: forms.Map, owner: str, stores: bool) -> Iterator[Finding]:
    op = text_of(config.get("op"))
    if op == "schema" and config.get("table") is None and not stores:
        yield finding(
            rules.STEP_MISSING, config, f"{sentence(owner)} needs :table with :op :schema: a map."
        )
    page = config.get("page")
    if op == "query" and isinstance(page, forms.Map):
        yield from _page(config, page, owner)
    for key in ("where", "having"):
        yield from _predicates(config.get(key), f":{key} of {owner}")
    for key in ("sort", "order-by"):
        yield from _order(config.get(key), f":{key} of {owner}")
    metrics = config.get("metrics")
    for metric in metrics.items if isinstance(metrics, forms.Vector) else ():
        if isinstance(metric, forms.Map):
            yield from _metric(metric, owner)
    limit = config.get("limit")
    if op == "aggregate" and limit is not None and (number_of(limit) or 0) > MAX_GROUPS:
        yield finding(rules.STEP_LIMIT, limit, f":limit of {owner} is at most {MAX_GROUPS} groups.")
    yield from _partitions(config.get("table"), op, owner)
    yield from _join(config, owner)


def _page(config: forms.Map, page: forms.Map, owner: str) -> Iterator[Finding]:
    mode = text_of(page.get("mode"))
    offset, cursor, limit = page.get("offset"), page.get("cursor"), page.get("limit")
    if mode == "offset" and cursor is not None:
        yield finding(
            rules.TABLE_PAGE,
            cursor,
            f":page of {owner} has :mode :offset, which takes no :cursor.",
            "Write :mode :cursor, or leave :cursor out.",
        )
    if mode == "cursor" and offset is not None:
        yield finding(
            rules.TABLE_PAGE,
            offset,
            f":page of {owner} has :mode :cursor, which takes no :offset.",
            "Write :mode :offset, or leave :offset out.",
        )
    if mode == "cursor" and config.get("sort") is None:
        yield finding(
            rules.TABLE_PAGE,
            page,
            f":page of {owner} has :mode :cursor, which needs an explicit :sort.",
            "Add :sort [[:id :asc]].",
        )
    first, size = number_of(offset) if offset else None, number_of(limit) if limit else None
    if first is not None and size is not None and first + size > MAX_SCAN:
        yield finding(
            rules.STEP_LIMIT,
            page,
            f":page of {owner} reaches row {first + size:,.0f}; {MAX_SCAN:,} is the last one.",
            "Narrow the query with :where.",
        )


def _predicates(form: Form | None, where: str) -> Iterator[Finding]:
    for each in form.items if isinstance(form, forms.Vector) else ():
        if is_dynamic(each):
            continue
        op: Form | None = None
        if isinstance(each, forms.Vector) and len(each.items) == 3:
            op = each.items[1]
        elif isinstance(each, forms.Map):
            op = each.get("op")
        else:
            hint = None
            if isinstance(form, forms.Vector) and len(form.items) == 3 and form.items[0] is each:
                hint = "One predicate stands in a vector of its own: [[field operator value]]."
            yield finding(
                rules.TABLE_EXPRESSION,
                each,
                f"A predicate in {where} is [field operator value]; found {describe(each)}.",
                hint,
            )
            if hint:
                return
        name = text_of(op)
        if op is not None and name is not None and name not in PREDICATES:
            yield finding(
                rules.TABLE_EXPRESSION,
                op,
                f"{sentence(where)} knows the operators {listed(PREDICATES)}; found :{name}.",
                did_you_mean(name, PREDICATES),
            )


def _order(form: Form | None, where: str) -> Iterator[Finding]:
    for each in form.items if isinstance(form, forms.Vector) else ():
        direction: Form | None = None
        if isinstance(each, forms.Vector) and len(each.items) == 2:
            direction = each.items[1]
        elif isinstance(each, forms.Map):
            direction = each.get("direction")
        elif not is_dynamic(each):
            yield finding(
                rules.TABLE_EXPRESSION,
                each,
                f"An entry of {where} is [field :asc] or [field :desc]; found {describe(each)}.",
            )
            return
        name = text_of(direction)
        if direction is not None and name is not None and name.lower() not in _DIRECTIONS:
            yield finding(
                rules.TABLE_EXPRESSION,
                direction,
                f"The direction in {where} is :asc or :desc; found :{name}.",
                did_you_mean(name, _DIRECTIONS),
            )


def _metric(metric: forms.Map, owner: str) -> Iterator[Finding]:
    op = text_of(metric.get("op"))
    needs: tuple[str, ...] = ("field",) if op in _NEEDS_FIELD else ()
    if op in ("arg-max", "arg-min"):
        needs = ("field", "order-field")
    elif op == "percentile":
        needs = ("field", "p")
    for name in needs:
        if metric.get(name) is None:
            yield finding(
                rules.TABLE_EXPRESSION, metric, f"The metric :{op} of {owner} needs :{name}."
            )
    yield from _predicates(metric.get("where"), f"a metric of {owner}")


def _partitions(table: Form | None, op: str | None, owner: str) -> Iterator[Finding]:
    chosen = table.get("partitions") if isinstance(table, forms.Map) else None
    keys = chosen.get("keys") if isinstance(chosen, forms.Map) else None
    most = MAX_READ_PARTITIONS if op in ("schema", "get-row") else MAX_QUERY_PARTITIONS
    if isinstance(keys, forms.Vector) and len(keys.items) > most:
        yield finding(
            rules.STEP_LIMIT,
            keys,
            f"{sentence(owner)} selects {len(keys.items)} partitions; {most} are allowed.",
        )


def _join(config: forms.Map, owner: str) -> Iterator[Finding]:
    into = config.get("into")
    mode = into.get("write-mode") if isinstance(into, forms.Map) else None
    if isinstance(into, forms.Map) and text_of(mode) == "upsert" and into.get("key-fields") is None:
        yield finding(
            rules.PERSIST_UPSERT,
            into,
            f":into of {owner} upserts rows, but has no :key-fields to find them by.",
            "Add :key-fields [:id].",
            (Related(mode.span, "the write mode"),) if mode is not None else (),
        )
