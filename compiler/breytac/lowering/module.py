"""A Python module in the making: its imports, its constants, its functions."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Iterable, Sequence

from breyta_runtime import values as runtime_values
from breyta_runtime.core.vars import VARS, Var

from breytac.lowering.emit import Position, blank_line, shown_name
from breytac.lowering.names import EMITTED_BUILTINS, constant_name, numbered, python_name
from breytac.syntax.source import Span

_FRAME_NAMES_WORDS = """
    Any annotations flow run durable Run Definition DEFINITION K_ core strings sets walk json
    sandbox flow_helpers interop control
"""
_FRAME_NAMES = frozenset(_FRAME_NAMES_WORDS.split())
RUNTIME_NAMES = frozenset(
    {
        *_FRAME_NAMES,
        *EMITTED_BUILTINS,
        *runtime_values.__all__,
        *(var.python for var in VARS.values() if var.python),
    }
)
"""What imports may bring into a module; a function of the flow gets no such name."""

_CORE = "breyta_runtime.core"
_OWN_MODULES = frozenset({"strings", "sets", "walk", "json", "sandbox", "flow_helpers"})


class ModuleBuilder:
    def __init__(self, main_file: str | None = None) -> None:
        self.main_file = main_file
        """The file whose name comments of positions leave out; None leaves out every name."""
        self.definitions: list[ast.stmt] = []
        self.known_functions: dict[str, str] = {}
        """The definition's function ids -> Python names, for `:ref`s."""
        self.loop_limit_used = False
        self._names: set[str] = set()
        self._imports: dict[str, dict[str, str]] = {}
        self._keywords: dict[str, str] = {}
        self._constants: list[ast.stmt] = []
        self._constant_names: dict[str, str] = {}

    def position(self, span: Span) -> Position:
        """Where a span starts, as a comment says it."""
        line, column = span.start_position
        file = span.in_file.source.name
        if self.main_file is None or file == self.main_file:
            return Position(line, column)
        return Position(line, column, shown_name(file))

    # ---- names

    def reserve(self, name: str) -> str:
        """A module-level name for something called `name` in the flow."""
        base = python_name(name)
        if base in RUNTIME_NAMES or keyword.iskeyword(base) or base.startswith("__"):
            base = f"{base.strip('_')}_fn"
        return self._claim(base)

    def _claim(self, base: str) -> str:
        name = numbered(base, self._names)
        self._names.add(name)
        return name

    def keep_free(self, names: Iterable[str]) -> None:
        """No function of the flow gets any of these names: the module imports them."""
        self._names.update(names)

    @property
    def names(self) -> frozenset[str]:
        """Every module-level name that is taken so far."""
        return frozenset(self._names)

    # ---- imports

    def use(self, module: str, name: str) -> ast.Name:
        """A name imported with `from module import name`."""
        self._imports.setdefault(module, {})[name] = name
        return ast.Name(name, ast.Load())

    def use_core(self, var: Var) -> ast.expr:
        """The Python function of a var: core functions by name, others through their module."""
        if var.module == "core":
            return self.use(_CORE, var.python)
        assert var.module in _OWN_MODULES
        module = self.use(_CORE, var.module)
        return ast.Attribute(module, var.python, ast.Load())

    def use_core_name(self, name: str) -> ast.expr:
        return self.use_core(VARS[name])

    def use_value(self, name: str) -> ast.Name:
        return self.use("breyta_runtime.values", name)

    def use_runtime(self, name: str) -> ast.Name:
        return self.use("breyta_runtime", name)

    def use_control(self, name: str) -> ast.Name:
        return self.use("breyta_runtime.core.control", name)

    # ---- constants

    def keyword(self, ns: str | None, name: str) -> ast.Name:
        full = f"{ns}/{name}" if ns else name
        known = self._keywords.get(full)
        if known is None:
            known = self._claim(f"K_{constant_name(full)}")
            self._keywords[full] = known
        return ast.Name(known, ast.Load())

    def constant(self, hint: str, expr: ast.expr) -> ast.Name:
        """A module constant with this value; equal expressions share one."""
        shape = ast.dump(expr)
        known = self._constant_names.get(shape)
        if known is None:
            known = self._claim(constant_name(hint))
            self._constant_names[shape] = known
            self._constants.append(assign(known, expr))
        return ast.Name(known, ast.Load())

    def add_constant(self, hint: str, expr: ast.expr) -> str:
        """A constant of its own under a name like `hint`."""
        name = self._claim(constant_name(hint))
        self._constants.append(assign(name, expr))
        return name

    # ---- putting it together

    def imports(self) -> list[ast.stmt]:
        if self._keywords:
            self.use_value("kw")
        made: list[ast.stmt] = []
        ordered = sorted(self._imports.items(), key=_module_order)
        for index, (module, names) in enumerate(ordered):
            if index and module not in _STDLIB and ordered[index - 1][0] in _STDLIB:
                made.append(blank_line())
            aliases = [ast.alias(name) for name in sorted(names, key=_import_order)]
            made.append(ast.ImportFrom(module, aliases, 0))
        return made

    def constants(self) -> list[ast.stmt]:
        keywords = [
            assign(name, call(ast.Name("kw", ast.Load()), ast.Constant(full)))
            for full, name in sorted(self._keywords.items(), key=lambda item: item[1])
        ]
        return [*keywords, *self._constants]

    def module(self, docstring: str | None, extra: Sequence[ast.stmt] = ()) -> ast.Module:
        head: list[ast.stmt] = [ast.Expr(ast.Constant(docstring))] if docstring else []
        constants = self.constants()  # before the imports: they may need one
        return ast.Module([*head, *self.imports(), *constants, *self.definitions, *extra], [])


_STDLIB = frozenset({"decimal", "typing", "uuid"})


def _module_order(item: tuple[str, object]) -> tuple[bool, str]:
    return item[0] not in _STDLIB, item[0]


def _import_order(name: str) -> tuple[int, str, str]:
    """As isort has it: constants, classes, then the rest."""
    kind = 0 if name.isupper() else 1 if name[:1].isupper() else 2
    return kind, name.lower(), name


def assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def call(function: ast.expr, *args: ast.expr, **keywords: ast.expr) -> ast.Call:
    return ast.Call(
        function, list(args), [ast.keyword(name, value) for name, value in keywords.items()]
    )


def load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())
