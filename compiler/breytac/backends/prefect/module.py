"""The Python module of one flow: its functions, its definition, its `@flow`.

Everything is built as `ast` nodes, so no text of the author's can become code.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from breyta_runtime.definition import Definition, Template
from breyta_runtime.naming import module_name

from breytac.backends.prefect.literals import lower_literal, lower_record
from breytac.ir.expr import FlowBody, FunctionUnit
from breytac.lowering import ModuleBuilder, lower_flow_body, lower_function, lower_template
from breytac.lowering.templates import IMPORTED, has_tags
from breytac.syntax.source import Span

FORMAT = 1
"""Goes up when modules made by an older breytac have to be compiled anew."""

DEFINITION = "DEFINITION"
"""What the module calls its definition; no function of a flow gets that name."""


@dataclass(frozen=True, slots=True)
class FlowParts:
    """A flow whose analysis found nothing that stops a compile."""

    definition: Definition
    functions: tuple[tuple[str, FunctionUnit], ...]
    """The top-level functions by id, in source order."""
    body: FlowBody
    digest: str
    """SHA-256 of everything the module is made from, in hexadecimal."""
    template_spans: Mapping[str, Span] = field(default_factory=dict)
    """Where every template is, by its id."""


def build_module(parts: FlowParts) -> ast.Module:
    """The whole module as a tree; `lowering.emit` makes it text."""
    definition = parts.definition
    module = ModuleBuilder(definition.source)
    with_tags = {each.id for each in definition.templates if has_tags(each.content())}
    if with_tags:
        module.keep_free(IMPORTED)
    flow_name = module.reserve(module_name(definition.slug))
    compiled = {
        function_id: lower_function(module, unit, function_id)
        for function_id, unit in parts.functions
    }
    module.known_functions.update(compiled)
    statements = lower_flow_body(module, parts.body)
    renderers = {
        each.id: lower_template(module, each, parts.template_spans.get(each.id))
        for each in definition.templates
        if each.id in with_tags
    }
    called = lower_record(
        module,
        definition,
        instead={
            "functions": _names(compiled),
            "templates": _templates(module, definition.templates, renderers),
        },
    )
    return module.module(
        _docstring(definition, parts.digest),
        extra=[
            ast.Assign([ast.Name(DEFINITION, ast.Store())], called),
            _flow_function(module, flow_name, definition.slug, statements),
        ],
    )


def _names(compiled: dict[str, str]) -> ast.Dict | None:
    """{"function-id": python_name, …}"""
    if not compiled:
        return None
    return ast.Dict(
        [ast.Constant(id_) for id_ in compiled], [ast.Name(name) for name in compiled.values()]
    )


def _templates(
    module: ModuleBuilder, templates: tuple[Template, ...], renderers: dict[str, str]
) -> ast.expr | None:
    """The templates, those with tags by the function that fills them in."""
    if not templates:
        return None
    made: list[ast.expr] = []
    for each in templates:
        name = renderers.get(each.id)
        if name is None:
            made.append(lower_literal(module, each))
            continue
        record = lower_record(module, Template(each.id, each.type, description=each.description))
        record.keywords.append(ast.keyword("render", ast.Name(name)))
        made.append(record)
    return ast.Tuple(made, ast.Load())


def _docstring(definition: Definition, digest: str) -> str:
    return f"""{definition.name or definition.slug}.

Compiled by breytac from {definition.source}; change that file, not this one.
A comment such as `# 12:5` gives the line and column there of the statement below it.

source sha256: {digest}
format: {FORMAT}
"""


def _flow_function(
    module: ModuleBuilder, name: str, slug: str, body: list[ast.stmt]
) -> ast.FunctionDef:
    decorators: list[ast.expr] = [
        ast.Call(module.use("prefect", "flow"), [], [ast.keyword("name", ast.Constant(slug))]),
        ast.Call(module.use_runtime("durable"), [ast.Name(DEFINITION)], []),
    ]
    run = ast.arg("run", annotation=module.use_runtime("Run"))
    return ast.FunctionDef(
        name=name,
        args=ast.arguments([], [run], None, [], [], None, []),
        body=body,
        decorator_list=decorators,
        returns=module.use("typing", "Any"),
    )
