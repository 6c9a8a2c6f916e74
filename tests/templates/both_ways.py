"""Templates rendered both ways: interpreted at run time, and compiled to Python."""

from __future__ import annotations

import ast
from typing import Any

from breyta_runtime.definition import Template
from breyta_runtime.values import Map, kw
from breytac.lowering import ModuleBuilder, emit, lower_template


def module_of(*templates: Template) -> tuple[str, list[str]]:
    """The text of a module with the templates' functions, and their names."""
    module = ModuleBuilder()
    names = [lower_template(module, each, None) for each in templates]
    return emit(module.module(None)), names


def prompt(text: Any) -> Template:
    return Template("it", "llm-prompt", extra=Map({kw("text"): text}))


def source_of(text: Any) -> str:
    """The expression a template text becomes."""
    written, _ = module_of(prompt(text))
    function = next(n for n in ast.parse(written).body if isinstance(n, ast.FunctionDef))
    made = function.body[0]
    assert isinstance(made, ast.Return)
    assert isinstance(made.value, ast.Call)
    shown = ast.unparse(made.value.args[0])
    return shown.removeprefix("{K_TEXT: ").removesuffix("}")


def compiled(text: Any, data: Any) -> Any:
    """What the compiled template gives for its text."""
    written, names = module_of(prompt(text))
    space: dict[str, Any] = {}
    exec(compile(written, "templates.py", "exec"), space)
    return space[names[0]](data).get(kw("text"))
