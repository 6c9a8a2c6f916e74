"""Expression tree → Python `ast`.  Text is made in one place only (`emit`).

ModuleBuilder(main_file=None)                    (lowering.module)
    .reserve(name) -> str                        a module-level name nobody else gets
    .keyword(ns, name) -> ast.Name               K_NAME = kw("name") at module level
    .constant(hint, expr) -> ast.Name            HINT = <expr> at module level
    .use_core(var) -> ast.expr                   import of a core function
    .use_value(name) / .use_runtime(name)        from breyta_runtime.values / breyta_runtime
    .use_control(name) -> ast.Name               from breyta_runtime.core.control
    .use(module, name) -> ast.Name               from any module
    .definitions: list[ast.stmt]                 functions in order
    .known_functions: dict[str, str]             function id -> Python name, for `:ref`s
    .imports() / .constants() -> list[ast.stmt]  what goes above the definitions
    .module(docstring, extra=()) -> ast.Module   imports, constants, definitions, extra
lower_function(module, unit, name_hint, *, doc=None, in_place=True) -> str
    adds the unit's `def`s to module.definitions and returns the function's Python name
lower_flow_body(module, body, *, run="run", in_place=True) -> list[ast.stmt]
    the statements of the `@flow` function; every function it refers to must be in
    module.known_functions, inline ones are lowered on the way

    `in_place=False` keeps accumulators as values (see `ownership`); results are the same.  Both
    raise SourceError for code that nests deeper than Python can and that cannot be taken apart.
lower_template(module, template, span) -> str
    adds the function that fills in a template and returns its Python name
lower_value(module, value) -> ast.expr
    a runtime value as an expression that makes it
emit(tree: ast.Module) -> str
    the text, with position comments
"""

from breytac.lowering.emit import emit
from breytac.lowering.literals import lower_value
from breytac.lowering.module import ModuleBuilder
from breytac.lowering.templates import lower_template
from breytac.lowering.units import lower_flow_body, lower_function

__all__ = [
    "ModuleBuilder",
    "emit",
    "lower_flow_body",
    "lower_function",
    "lower_template",
    "lower_value",
]
