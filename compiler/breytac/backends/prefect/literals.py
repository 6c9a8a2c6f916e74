"""The definition's dataclasses as Python literals, the way a person would write them.

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
    """An expression that builds `value`: dataclasses, tuples and dicts of them, runtime values."""
    if isinstance(value, ast.expr):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return lower_dataclass(module, value)
    if type(value) is dict:
        return ast.Dict(
            keys=[ast.Constant(key) for key in value],
            values=[lower_literal(module, item) for item in value.values()],
        )
    if type(value) is tuple and any(is_dataclass(item) for item in value):
        return ast.Tuple([lower_literal(module, item) for item in value], ast.Load())
    return lower_value(module, value)


def lower_dataclass(
    module: ModuleBuilder, value: Any, *, all_by_name: bool = False, skip: Mapping[str, Any] = {}
) -> ast.Call:
    """`Cls(required, …, name=changed)`; fields named in `skip` take the expression given there."""
    args: list[ast.expr] = []
    keywords: list[ast.keyword] = []
    contract = contract_of(type(value)).keys
    for field in fields(value):
        item = skip.get(field.name, getattr(value, field.name))
        positional = field.default is MISSING and field.default_factory is MISSING
        must = positional or (field.name in contract and contract[field.name].required)
        if not must and _is_default(field, item):
            continue
        expr = lower_literal(module, item)
        if positional and not all_by_name and not field.kw_only:
            args.append(expr)
        else:
            keywords.append(ast.keyword(field.name, expr))
    return ast.Call(module.use_runtime(type(value).__name__), args, keywords)


def _is_default(field: Field[Any], item: Any) -> bool:
    default = field.default
    if field.default_factory is not MISSING:
        default = field.default_factory()
    return type(item) is type(default) and bool(item == default)
