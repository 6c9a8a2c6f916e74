"""`:db` steps: queries and their parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from breyta_runtime.contracts.db import SQL_DATABASES, WHERE_OPS

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.words import describe, sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.literals import is_dynamic, text_of
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import steps as rules
from breytac.ir.expr import StepSite
from breytac.syntax import forms

_QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|--[^\n]*|/\*.*?\*/", re.S)
_NAMED = re.compile(r"(?<![@\w])@([A-Za-z_]\w*)")


def check(facts: Facts) -> Iterator[Finding]:
    for site in facts.steps:
        if site.family != "db" or site.config is None:
            continue
        database = text_of(site.config.get("database"))
        if database in SQL_DATABASES:
            yield from _positional(facts, site, site.config)
        elif database == "bigquery":
            yield from _named(facts, site, site.config)
        elif database == "firestore":
            yield from _clauses(site.config, step_name(site))


def _sql(facts: Facts, config: forms.Map) -> forms.String | None:
    sql = config.get("sql")
    if isinstance(sql, forms.String):
        return sql
    name = text_of(config.get("template"))
    for i, template in enumerate(facts.definition.templates):
        if name and template.id == name:
            form = facts.flow.spans.form(("templates", i, "sql"))
            return form if isinstance(form, forms.String) else None
    return None


def _positional(facts: Facts, site: StepSite, config: forms.Map) -> Iterator[Finding]:
    """`?` in the query against a literal vector of :params."""
    params, sql = config.get("params"), _sql(facts, config)
    owner = step_name(site)
    if isinstance(params, forms.Map):
        yield finding(
            rules.STEP_SHAPE,
            params,
            f":params of {owner} is a vector, one value for each ?; found a map.",
        )
        return
    if sql is None or "{{" in sql.value:
        return
    wanted = _QUOTED.sub(" ", sql.value).count("?")
    if params is None and wanted:
        yield _mismatch(config, sql, owner, wanted, 0)
    elif isinstance(params, forms.Vector) and len(params.items) != wanted:
        yield _mismatch(params, sql, owner, wanted, len(params.items))


def _mismatch(at: forms.Form, sql: forms.Form, owner: str, wanted: int, given: int) -> Finding:
    return finding(
        rules.SQL_PARAMETERS,
        at,
        f"The query of {owner} has {_count(wanted, 'placeholder')}, :params has "
        f"{_count(given, 'value')}.",
        related=(Related(sql.span, "the query"),),
    )


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _named(facts: Facts, site: StepSite, config: forms.Map) -> Iterator[Finding]:
    """`@name` in the query against a literal map of :params."""
    params, sql = config.get("params"), _sql(facts, config)
    owner = step_name(site)
    if isinstance(params, forms.Vector):
        yield finding(
            rules.STEP_SHAPE,
            params,
            f":params of {owner} is a map from the names behind @; found a vector.",
        )
        return
    if sql is None or not isinstance(params, forms.Map):
        return
    wanted = set(_NAMED.findall(_QUOTED.sub(" ", sql.value)))
    given = [text_of(key) for key, _ in params.pairs]
    if None in given:
        return
    names = [each for each in given if each is not None]
    for name in sorted(wanted - set(names)):
        yield finding(
            rules.SQL_PARAMETERS,
            params,
            f"{sentence(owner)} gives no value for @{name}.",
            did_you_mean(name, names),
            (Related(sql.span, "the query"),),
        )


def _clauses(config: forms.Map, owner: str) -> Iterator[Finding]:
    where = config.get("where")
    for clause in where.items if isinstance(where, forms.Vector) else ():
        if is_dynamic(clause):
            continue
        if not isinstance(clause, forms.Vector) or len(clause.items) != 3:
            yield finding(
                rules.TABLE_EXPRESSION,
                clause,
                f"A clause of :where of {owner} is [field operator value]; "
                f"found {describe(clause)}.",
            )
            continue
        op = text_of(clause.items[1])
        if op is not None and op not in WHERE_OPS:
            yield finding(
                rules.TABLE_EXPRESSION,
                clause.items[1],
                f":where of {owner} knows {listed(WHERE_OPS)}; found :{op}.",
                did_you_mean(op, WHERE_OPS),
            )
