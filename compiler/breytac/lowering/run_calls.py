"""Steps and the other calls of the run that a flow body makes."""

from __future__ import annotations

import ast
import keyword
import re

from breyta_runtime.values.names import Keyword, kw

from breytac.ir.expr import (
    Const,
    Expr,
    FunctionRef,
    InlineFunction,
    MapExpr,
    Poll,
    RunCall,
    StepCall,
)
from breytac.lowering.control import enter
from breytac.lowering.functions import make_thunk
from breytac.lowering.lowerer import Lowerer, value_of
from breytac.lowering.module import call, load

_FIELD = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def run_method(lowerer: Lowerer, name: str) -> ast.expr:
    return ast.Attribute(load(lowerer.unit.run or "run"), name, ast.Load())


def field_name(key: object) -> str | None:
    """The Python parameter a config key is passed as; None when it cannot be one."""
    if not isinstance(key, Keyword) or key.ns is not None or not _FIELD.fullmatch(key.name):
        return None
    name = key.name.replace("-", "_")
    return None if keyword.iskeyword(name) else name


def fields_of(config: Expr | None) -> list[tuple[str, Expr]] | None:
    """The config's entries as keyword arguments; None when it has to go as a map."""
    entries: list[tuple[object, Expr]]
    match config:
        case None:
            return []
        case Const(value=dict() as known):
            entries = [(key, Const(item, span=config.span)) for key, item in known.items()]
        case MapExpr(pairs=pairs) if all(isinstance(key, Const) for key, _ in pairs):
            entries = [(key.value, item) for key, item in pairs if isinstance(key, Const)]
        case _:
            return None
    found = []
    for key, item in entries:
        name = field_name(key)
        if name is None:
            return None
        if name == "ref" and not isinstance(item, Const) and _is_known_function(item):
            name = "code"
        found.append((name, item))
    return found if len({name for name, _ in found}) == len(found) else None


def _is_known_function(expr: Expr) -> bool:
    return isinstance(expr, FunctionRef)


def name_of(expr: Expr) -> Expr:
    """A literal keyword as its name in a plain string; anything else as it is."""
    if isinstance(expr, Const) and isinstance(expr.value, Keyword):
        return Const(expr.value.full, span=expr.span)
    return expr


@value_of(StepCall)
def value_step(lowerer: Lowerer, expr: StepCall) -> ast.expr:
    head = [name_of(part) for part in (expr.family, expr.id) if part is not None]
    fields = fields_of(expr.config)
    if fields is None:
        assert expr.config is not None
        parts = lowerer.values((*head, config_expr(expr.config)))
        return call(run_method(lowerer, "step"), *parts)
    hints = ["" for _ in head] + [name for name, _ in fields]
    parts = lowerer.values((*head, *(item for _, item in fields)), hints)
    count = len(head)
    options = {name: part for (name, _), part in zip(fields, parts[count:], strict=True)}
    return call(run_method(lowerer, "step"), *parts[:count], **options)


def config_expr(config: Expr) -> Expr:
    """In a config that goes as a map, a known :ref is code as well."""
    if not isinstance(config, MapExpr):
        return config
    pairs = tuple(
        (_code_key(key) if _is_known_function(item) else key, item) for key, item in config.pairs
    )
    return MapExpr(pairs, span=config.span)


def _code_key(key: Expr) -> Expr:
    return Const(kw("code"), span=key.span)


@value_of(RunCall)
def value_run_call(lowerer: Lowerer, expr: RunCall) -> ast.expr:
    if expr.method == "call_flow":
        return _call_flow(lowerer, expr)
    return call(run_method(lowerer, expr.method), *lowerer.values(expr.args))


def _call_flow(lowerer: Lowerer, expr: RunCall) -> ast.expr:
    slug, *rest = expr.args
    slug = name_of(slug)
    given = rest[:1]
    options = rest[1] if len(rest) > 1 else None
    fields = fields_of(options)
    if fields is None:
        assert options is not None
        parts = lowerer.values((slug, *given, options))
        made = call(run_method(lowerer, "call_flow"), *parts[:-1])
        made.keywords.append(ast.keyword("options", parts[-1]))
        return made
    parts = lowerer.values((slug, *given, *(item for _, item in fields)))
    count = 1 + len(given)
    named = {name: part for (name, _), part in zip(fields, parts[count:], strict=True)}
    return call(run_method(lowerer, "call_flow"), *parts[:count], **named)


@value_of(Poll)
def value_poll(lowerer: Lowerer, expr: Poll) -> ast.expr:
    enter(lowerer, expr.label)
    options = [(name, item) for name, item in expr.options if name != "id"]
    parts = lowerer.values([item for _, item in options])
    body = make_thunk(lowerer, expr.body, expr.body, "check")
    named = {name.replace("-", "_"): part for (name, _), part in zip(options, parts, strict=True)}
    made = call(run_method(lowerer, "poll"), body, **named)
    for name, item in expr.options:
        if name == "id":
            made.keywords.append(ast.keyword("id", lowerer.value(name_of(item))))
    return made


@value_of(InlineFunction)
def value_inline_function(lowerer: Lowerer, expr: InlineFunction) -> ast.expr:
    from breytac.lowering.units import lower_function

    known = lowerer.unit.inline_functions.get(expr)
    if known is None:
        known = lower_function(lowerer.module, expr.unit, expr.hint)
        lowerer.unit.inline_functions[expr] = known
    return load(known)
