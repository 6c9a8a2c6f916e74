"""Runtime values as Python expressions that make them."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from breyta_runtime import values
from breyta_runtime.values import instants, names, numbers, seqs, sets
from breyta_runtime.values.equality import PLAIN

from breytac.ir.expr import Const, Expr
from breytac.lowering.module import ModuleBuilder, call


def lower_value(module: ModuleBuilder, value: Any) -> ast.expr:
    """An expression for any value a literal can stand for."""
    if value is None or isinstance(value, (bool, str, bytes)):
        return ast.Constant(value)
    if isinstance(value, names.Keyword):
        return module.keyword(value.ns, value.name)
    if isinstance(value, dict):
        return _map(module, value)
    if isinstance(value, tuple):
        return tuple_of(lower_value(module, item) for item in value)
    if isinstance(value, (int, float)):
        return _number(module, value)
    return _other(module, value)


def tuple_of(items: Iterable[ast.expr]) -> ast.Tuple:
    return ast.Tuple(list(items), ast.Load())


def _number(module: ModuleBuilder, value: int | float) -> ast.expr:
    if isinstance(value, numbers.BigInt):
        return call(module.use_value("BigInt"), ast.Constant(int(value)))
    if isinstance(value, float) and not math.isfinite(value):
        return call(ast.Name("float", ast.Load()), ast.Constant(str(value)))
    if value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    return ast.Constant(value)


def _map(module: ModuleBuilder, value: dict[Any, Any]) -> ast.expr:
    pairs = [(lower_value(module, key), lower_value(module, item)) for key, item in value.items()]
    return map_display(module, pairs, plain=all(is_plain_key(key) for key in value))


def is_plain_key(key: object) -> bool:
    """Whether Python tells this key from all others as Clojure does."""
    return type(key) in PLAIN


def key_name(key: Expr) -> str:
    """What a value under this key may be called."""
    value = key.value if isinstance(key, Const) else None
    return str(getattr(value, "name", value if isinstance(value, str) else ""))


def map_display(
    module: ModuleBuilder, pairs: list[tuple[ast.expr, ast.expr]], *, plain: bool
) -> ast.expr:
    if plain:
        display = ast.Dict([key for key, _ in pairs], [item for _, item in pairs])
        return call(module.use_value("Map"), *([display] if pairs else []))
    return call(module.use_value("map_of"), *(part for pair in pairs for part in pair))


def _other(module: ModuleBuilder, value: Any) -> ast.expr:
    text = ast.Constant
    match value:
        case names.Symbol():
            return call(module.use_value("sym"), text(value.full))
        case names.Char():
            return call(module.use_value("Char"), text(value.value))
        case sets.Set():
            items = tuple_of(lower_value(module, item) for item in value)
            return call(module.use_value("Set"), *([items] if len(value) else []))
        case seqs.Seq():
            items = tuple_of(lower_value(module, item) for item in value)
            return call(module.use_value("List"), *([items] if items.elts else []))
        case numbers.Ratio():
            numerator = lower_value(module, value.numerator)
            return call(module.use_value("ratio"), numerator, ast.Constant(value.denominator))
        case Decimal():
            return call(module.use("decimal", "Decimal"), text(str(value)))
        case UUID():
            return call(module.use("uuid", "UUID"), text(str(value)))
        case instants.Instant():
            parse = ast.Attribute(module.use_value("Instant"), "parse", ast.Load())
            return call(parse, text(str(value)))
        case values.JavaClass():
            return call(module.use_value("JavaClass"), text(value.name))
        case values.Pattern():
            pattern = call(module.use_value("regex"), text(value.source))
            return module.constant("PATTERN", pattern)
        case _:
            raise TypeError(f"{type(value).__name__} is no value a literal stands for")
