"""The one place where a tree becomes text.

A position is carried through `ast` as a marker: a string statement `§27:15§`, which becomes the
comment `# 27:15`.  No other statement of generated code is a lone string, docstrings excepted, and
those never have the shape of a marker.
"""

from __future__ import annotations

import ast
import re

_MARKER = re.compile(r"""^(\s*)(?:'''|\"\"\"|['"])§(\d+:\d+)§(?:'''|\"\"\"|['"])$""", re.MULTILINE)

_BEFORE_DEF = re.compile(r"^( *# \d+:\d+)\n\n( *(?:def |@))", re.MULTILINE)


def marker(line: int, column: int) -> ast.stmt:
    return ast.Expr(ast.Constant(f"§{line}:{column}§"))


def is_marker(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
        and statement.value.value.startswith("§")
    )


class _Unparser(ast._Unparser):  # type: ignore[name-defined,misc]
    """ast.unparse, but a generator that is the only argument shares the call's parentheses."""

    def visit_Call(self, node: ast.Call) -> None:
        if len(node.args) == 1 and not node.keywords and isinstance(node.args[0], ast.GeneratorExp):
            self.set_precedence(ast._Precedence.ATOM, node.func)  # type: ignore[attr-defined]
            self.traverse(node.func)
            self.traverse(node.args[0])
        else:
            super().visit_Call(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """`a, b = b, a`, without parentheses."""
        targets, value = node.targets[0], node.value
        if isinstance(targets, ast.Tuple) and isinstance(value, ast.Tuple) and len(value.elts) > 1:
            self.fill()
            self.items_view(self.traverse, targets.elts)
            self.write(" = ")
            self.items_view(self.traverse, value.elts)
        else:
            super().visit_Assign(node)


def emit(tree: ast.Module) -> str:
    """The text of a module, position markers as comments."""
    text: str = _Unparser().visit(ast.fix_missing_locations(tree))
    text = _MARKER.sub(r"\1# \2", text)
    return _BEFORE_DEF.sub(r"\n\1\n\2", text) + "\n"
