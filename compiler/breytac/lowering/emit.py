"""The one place where a tree becomes text.

A position is carried through `ast` as a marker: a string statement `§27:15§`, which becomes the
comment `# 27:15`, or `# assets/fn.clj:27:15` for a place in another file than the flow's own.  The
marker `§§` becomes an empty line.  No other statement of generated code is a lone string, docstrings
excepted, and those never have the shape of a marker.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

_QUOTES = r"""(?:'''|\"\"\"|['"])"""
_PLACE = r"(?:[^\n§]+:)?\d+:\d+"
_MARKER = re.compile(rf"^(\s*){_QUOTES}§({_PLACE})§{_QUOTES}$", re.MULTILINE)
_BLANK = re.compile(rf"^{_QUOTES}§§{_QUOTES}$", re.MULTILINE)
_BEFORE_DEF = re.compile(rf"^( *# {_PLACE})\n\n( *(?:def |@))", re.MULTILINE)
_NOT_IN_COMMENTS = re.compile(r"""[§'"\\\s]""")


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column of a statement's source."""

    line: int
    column: int
    file: str = ""
    """The file, when it is another one than the flow's own."""

    @property
    def text(self) -> str:
        return (
            f"{self.file}:{self.line}:{self.column}" if self.file else f"{self.line}:{self.column}"
        )


NOWHERE = Position(0, 0)
"""The position known where the comment above is about something else, such as a nested function."""


def shown_name(file: str) -> str:
    """A file's name as it may stand in a comment: one word of characters that can be seen."""
    return "".join(
        char if char.isprintable() and not _NOT_IN_COMMENTS.match(char) else "?" for char in file
    )


def marker(position: Position) -> ast.stmt:
    return ast.Expr(ast.Constant(f"§{position.text}§"))


def blank_line() -> ast.stmt:
    return ast.Expr(ast.Constant("§§"))


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
    text = _BLANK.sub("", _MARKER.sub(r"\1# \2", text))
    return _BEFORE_DEF.sub(r"\n\1\n\2", text) + "\n"
