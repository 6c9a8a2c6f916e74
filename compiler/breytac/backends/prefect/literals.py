"""The definition's records as Python literals, the way a person would write them.

A field that has no default is written by position, every other one by name and only where it
differs from its default or has to be there in the flow too.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from breyta_runtime.definition import contract_of

from breytac.lowering import ModuleBuilder, lower_value


def lower_literal(module: ModuleBuilder, value: Any) -> ast.expr:
    """An expression that builds `value`: records, tuples and dicts of them, runtime values."""
    if _is_record(value):
        return lower_record(module, value)
    if type(value) is dict:
        return ast.Dict(
            keys=[ast.Constant(key) for key in value],
            values=[lower_literal(module, item) for item in value.values()],
        )
    if type(value) is tuple and any(map(_is_record, value)):
        return ast.Tuple([lower_literal(module, item) for item in value], ast.Load())
    return lower_value(module, value)


def lower_record(
    module: ModuleBuilder, value: Any, instead: Mapping[str, ast.expr | None] | None = None
) -> ast.Call:
    """`Cls(required, …, name=changed)`.

    With `instead` everything is written by name, and the fields it names take the expressions it
    gives for them (None: left out).
    """
    args: list[ast.expr] = []
    keywords: list[ast.keyword] = []
    contract = contract_of(type(value)).keys
    for field in fields(value):
        if instead is not None and field.name in instead:
            given = instead[field.name]
            if given is not None:
                keywords.append(ast.keyword(field.name, given))
            continue
        item = getattr(value, field.name)
        positional = field.default is MISSING and field.default_factory is MISSING
        must = positional or (field.name in contract and contract[field.name].required)
        if not must and _is_default(field, item):
            continue
        expr = lower_literal(module, item)
        if positional and instead is None and not field.kw_only:
            args.append(expr)
        else:
            keywords.append(ast.keyword(field.name, expr))
    return ast.Call(module.use_runtime(type(value).__name__), args, keywords)


def _is_record(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, type)


def _is_default(field: Field[Any], item: Any) -> bool:
    default = field.default
    if field.default_factory is not MISSING:
        default = field.default_factory()
    return type(item) is type(default) and bool(item == default)
