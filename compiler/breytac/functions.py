"""Clojure function code as a Python callable, compiled while you wait."""

from __future__ import annotations

import itertools
import linecache
import weakref
from collections.abc import Callable
from typing import Any

from breytac.analysis.expressions import analyze_function_code
from breytac.diagnostics.finding import SourceError
from breytac.ir.expr import FunctionUnit
from breytac.lowering import ModuleBuilder, emit, lower_function
from breytac.syntax.reader import read_all
from breytac.syntax.source import Source, Span

_numbers = itertools.count(1)


def compile_function(
    code: str, *, name: str = "function", source_name: str = "<code>", in_place: bool = True
) -> Callable[..., Any]:
    """The function that `code` ends in, as a Python function.

    `code` may hold `defn`s before it.  Raises SourceError with all findings when it is not sound.
    The Python text is the attribute `python_source` of what is returned; tracebacks show its lines.
    """
    return load_function(analyze_text(code, source_name), name=name, in_place=in_place)


def analyze_text(code: str, source_name: str = "<code>") -> FunctionUnit:
    source = Source(source_name, code)
    read = read_all(source)
    if not read.ok:
        raise SourceError(*read.findings)
    unit = analyze_function_code(read.forms, span=Span(source, 0, len(code)))
    if unit.main is None:
        raise SourceError(*unit.findings)
    return unit


def function_source(
    unit: FunctionUnit, *, name: str = "function", in_place: bool = True
) -> tuple[str, str]:
    """(Python text of a module, name of the function in it)."""
    module = ModuleBuilder()
    python_name = lower_function(module, unit, name, in_place=in_place)
    return emit(module.module(None)), python_name


def load_function(
    unit: FunctionUnit, *, name: str = "function", in_place: bool = True
) -> Callable[..., Any]:
    """Run the module of a unit and take the function out of it."""
    text, python_name = function_source(unit, name=name, in_place=in_place)
    filename = f"<breytac function {next(_numbers)}>"
    namespace: dict[str, Any] = {"__name__": filename}
    exec(compile(text, filename, "exec"), namespace)
    function: Callable[..., Any] = namespace[python_name]
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    weakref.finalize(function, linecache.cache.pop, filename, None)
    function.python_source = text  # type: ignore[attr-defined]
    return function
