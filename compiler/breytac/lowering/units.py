"""Whole functions and flow bodies: module-level defs, and the statements of the flow function."""

from __future__ import annotations

import ast

from breytac.analysis.expressions.units import room_to_recurse
from breytac.ir.expr import (
    Arity,
    AssertExpr,
    Call,
    Const,
    CoreCall,
    CoreRef,
    Expr,
    FlowBody,
    Fn,
    FunctionUnit,
    Local,
    LocalRef,
    RecurTarget,
    walk,
)
from breytac.lowering import (  # noqa: F401  (they register their handlers)
    calls,
    control,
    exceptions,
    functions,
    logic,
    loops,
    reductions,
    run_calls,
)
from breytac.lowering.emit import marker
from breytac.lowering.facts import Facts
from breytac.lowering.functions import function_parts
from breytac.lowering.lowerer import RETURN, Lowerer, Unit
from breytac.lowering.module import ModuleBuilder, load

_HELPERS_WORDS = """
    get nth seq first next_ nthnext eq truthy throw is_empty iter_of str_ Map Set List IterSeq
    lazy_seq delay BigInt kw sym Char ratio Decimal UUID Instant regex map_of map_literal set_literal
    AssertionFailed JavaClass call_static static_field call_method construct bounded invoke
    no_case wrong_arity and_ or_ recursive conj assoc strings sets walk json sandbox
    box freeze_raw freeze_built as_map each_map unpack mapv filterv removev
    flow_helpers
"""
_HELPERS = frozenset(_HELPERS_WORDS.split())
"""Names lowering may bring in although no call in the source says so."""


def reserved_names(module: ModuleBuilder, roots: list[Expr]) -> frozenset[str]:
    """Every module-level name that the code may look at."""
    found = set(_HELPERS)
    for root in roots:
        for node in walk(root):
            match node:
                case CoreCall(var=var) | CoreRef(var=var):
                    found.add(var.python if var.module == "core" else var.module)
                case _:
                    pass
    return frozenset(found | set(module.known_functions.values()) | module.names)


def _unit(
    module: ModuleBuilder, roots: list[Expr], hint: str, run: str | None, in_place: bool
) -> Unit:
    facts = Facts()
    for root in roots:
        facts.count_uses(root)
    asserts = any(isinstance(node, AssertExpr) for root in roots for node in walk(root))
    names = reserved_names(module, roots)
    return Unit(module, facts, names, hint, run, asserts=asserts, in_place=in_place)


def lower_function(
    module: ModuleBuilder,
    unit: FunctionUnit,
    name_hint: str,
    *,
    doc: str | None = None,
    in_place: bool = True,
) -> str:
    """Add the unit's functions to the module; the Python name of the one that is called."""
    if unit.main is None:
        raise ValueError("the function has errors and cannot be lowered")
    with room_to_recurse():
        return _lower_function(module, unit, name_hint, doc, in_place)


def _lower_function(
    module: ModuleBuilder, unit: FunctionUnit, name_hint: str, doc: str | None, in_place: bool
) -> str:
    main = unit.main
    assert main is not None
    name = module.reserve(name_hint)
    roots = [expr for _, expr in unit.helpers]
    if all(main is not root for root in roots):
        roots.append(main)
    names = {}
    for local, value in unit.helpers:
        if isinstance(value, Const):
            continue
        names[local] = name if value is main else module.reserve(local.name)
    shared = _unit(module, roots, name_hint, None, in_place)
    shared.functions.update(names)
    for local, value in unit.helpers:
        if isinstance(value, Const):
            lowered = Lowerer(shared).value(value)
            shared.functions[local] = module.add_constant(local.name, lowered)
    recursive = _recursive_functions(unit)
    for local, value in unit.helpers:
        if isinstance(value, Fn):
            own_doc = doc if value is main else None
            _define(module, shared, value, names[local], doc=own_doc, recursive=local in recursive)
    if all(main is not value for _, value in unit.helpers):
        function = main if isinstance(main, Fn) else _wrapper(main)
        itself = function.name is not None and shared.facts.uses(function.name) > 0
        _define(module, shared, function, name, doc=doc, recursive=itself)
    return name


def _wrapper(main: Expr) -> Fn:
    """Code that ends in an expression which gives a function: called with the input."""
    given = Local("input", main.span)
    body = Call(main, (LocalRef(given, span=main.span),), span=main.span)
    return Fn(None, (Arity((given,), None, body, RecurTarget((given,))),), span=main.span)


def _define(
    module: ModuleBuilder,
    shared: Unit,
    function: Fn,
    name: str,
    *,
    doc: str | None,
    recursive: bool,
) -> None:
    lowerer = Lowerer(shared)
    lowerer.position = module.position(function.span)
    if function.name is not None:
        lowerer.names[function.name] = name
        lowerer.callables.add(function.name)
    arguments, body = function_parts(lowerer, lowerer, function, name, only_param="input")
    for arg in (*arguments.args, arguments.vararg):
        if arg is not None:
            arg.annotation = load("Any")
    module.use("typing", "Any")
    if doc:
        body = [ast.Expr(ast.Constant(doc)), *body]
    decorators: list[ast.expr] = [module.use_control("recursive")] if recursive else []
    module.definitions += [
        marker(lowerer.module.position(function.span)),
        ast.FunctionDef(name, arguments, body, decorators, load("Any")),
    ]


def _recursive_functions(unit: FunctionUnit) -> set[Local]:
    """The helpers that can get back to themselves."""
    bodies = dict(unit.helpers)
    refers = {
        local: {
            node.local for node in walk(body) if isinstance(node, LocalRef) and node.local in bodies
        }
        for local, body in bodies.items()
    }
    found = set()
    for start in bodies:
        reached: set[Local] = set()
        todo = [start]
        while todo:
            for local in refers[todo.pop()] - reached:
                reached.add(local)
                todo.append(local)
        if start in reached:
            found.add(start)
    return found


def lower_flow_body(
    module: ModuleBuilder, body: FlowBody, *, run: str = "run", in_place: bool = True
) -> list[ast.stmt]:
    """The statements of the flow function, which returns the flow's value."""
    if body.body is None:
        raise ValueError("the flow has errors and cannot be lowered")
    with room_to_recurse():
        shared = _unit(module, [body.body], "flow", run, in_place)
        lowerer = Lowerer(shared)
        lowerer.scope.take(run)
        for function in body.inline_functions:
            lowerer.value(function)
        shared.reserved |= frozenset(shared.inline_functions.values())
        lowerer.scope.reserved = shared.reserved
        lowerer.lower(body.body, RETURN)
    return lowerer.block
