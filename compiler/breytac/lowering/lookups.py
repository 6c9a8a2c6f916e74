"""Values that are looked into by keyword several times: asked once whether they are maps.

`(get row :id)` works on anything.  Where the code has two lookups of one local or more, the local is
bound to `as_map(row)`, and each lookup is then `row[K_ID]`.  A local that is also used whole keeps
its value, and gets a second variable for the lookups when there are enough of them.
"""

from __future__ import annotations

import ast

from breyta_runtime.values.names import Keyword

from breytac.ir.expr import Const, Expr, Local, LocalRef
from breytac.lowering.literals import lower_value
from breytac.lowering.lowerer import Lowerer
from breytac.lowering.module import assign, call, load

WORTH_ASKING = 2
WORTH_ANOTHER_NAME = 3


def only_looked_up(lowerer: Lowerer, local: Local, least: int = WORTH_ASKING) -> bool:
    """Whether a local serves for keyword lookups and nothing else."""
    found, others = lowerer.facts.lookups(local)
    return lowerer.unit.run is None and found >= least and not others


def guard(lowerer: Lowerer, local: Local, name: str) -> None:
    """After the statement that bound the local to `name`: make its lookups quick."""
    found, others = lowerer.facts.lookups(local)
    if lowerer.unit.run is not None or found < WORTH_ASKING:
        return
    if not others:
        _wrap_last(lowerer, name)
        lowerer.maps[local] = name
    elif found >= WORTH_ANOTHER_NAME:
        other = lowerer.temporary(f"{name}_map")
        lowerer.emit(assign(other, _as_map(lowerer, load(name))))
        lowerer.maps[local] = other


def _as_map(lowerer: Lowerer, value: ast.expr) -> ast.expr:
    return call(lowerer.module.use_value("as_map"), value)


def _wrap_last(lowerer: Lowerer, name: str) -> None:
    match lowerer.block[-1] if lowerer.block else None:
        case ast.Assign(targets=[ast.Name(id=target)]) as last if target == name:
            last.value = _as_map(lowerer, last.value)
        case _:
            lowerer.emit(assign(name, _as_map(lowerer, load(name))))


def looked_up(
    lowerer: Lowerer, whole: Expr, key: Expr, default: tuple[Expr, ...]
) -> ast.expr | None:
    """`row[K_ID]` or `row.get(K_ID, default)`; None when the whole is not known to be a map."""
    if not isinstance(key, Const) or not isinstance(key.value, Keyword):
        return None
    if not isinstance(whole, LocalRef):
        return None
    name = map_name(lowerer, whole.local)
    if name is None:
        return None
    at = lower_value(lowerer.module, key.value)
    if default:
        return call(ast.Attribute(load(name), "get", ast.Load()), at, *lowerer.values(default))
    return ast.Subscript(load(name), at, ast.Load())


def map_name(lowerer: Lowerer, local: Local) -> str | None:
    """The variable that holds a local as a map, if there is one."""
    while local not in lowerer.maps:
        substitute = lowerer.substitutes.get(local)
        if not isinstance(substitute, LocalRef):
            return None
        local = substitute.local
    return lowerer.maps[local]
