"""Templates as Python functions: `def fetch_risk_request(data)` gives the filled-in content.

Strings with tags become calls of `breyta_runtime.templates`; maps and vectors around them stay the
literals they are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from itertools import chain
from typing import Any

from breyta_runtime.definition import Template
from breyta_runtime.templates.helpers import BLOCKS, HELPERS
from breyta_runtime.templates.nodes import Block, Call, Literal, Mustache, Node, Path, Text
from breyta_runtime.templates.parser import parse
from breyta_runtime.values import Keyword, kw
from breyta_runtime.values.kinds import Sequential, SetLike

from breytac.lowering.emit import Position, marker
from breytac.lowering.literals import is_plain_key, lower_value, map_display, tuple_of
from breytac.lowering.module import ModuleBuilder, call, load
from breytac.lowering.names import EMITTED_BUILTINS, numbered, python_name
from breytac.syntax.source import Span

RUNTIME = "breyta_runtime.templates"
IMPORTED = frozenset(
    {"each", "helpers", "item", "outer", "present", "section", "text", "this", "value", "within"}
)
"""What a module with templates may import from there; its own functions have other names."""

_NOUNS = {
    "http-request": "request",
    "llm-prompt": "prompt",
    "db-query": "query",
    "notification": "message",
}
_DATA = "data"
_WIDE = 72
"""Characters from which on a text of several lines has one piece for each of them."""


def has_tags(value: Any) -> bool:
    """Whether there is a tag in any string of a template's content."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            if "{{" in each:
                return True
        elif isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, (tuple, SetLike, Sequential)):
            waiting.extend(each)
    return False


def lower_template(module: ModuleBuilder, template: Template, span: Span | None) -> str:
    """Add the function that fills in a template to the module; its Python name."""
    noun = _NOUNS.get(template.type, "template")
    words = python_name(template.id)
    name = module.reserve(words if words.endswith(noun) else f"{words}_{noun}")
    arg = ast.arg(_DATA, annotation=module.use("typing", "Any"))
    body = _Lowerer(module).content(template.content())
    module.definitions += [
        marker(module.position(span) if span is not None else Position(1, 1)),
        ast.FunctionDef(
            name,
            ast.arguments([], [arg], None, [], [], None, []),
            [ast.Return(body)],
            [],
            load("Any"),
        ),
    ]
    return name


class _Lowerer:
    """The expression of one template; `scope` is the Python name of what tags look into."""

    def __init__(self, module: ModuleBuilder) -> None:
        self.module = module
        self.scope = _DATA
        self.taken = {_DATA, *IMPORTED, *EMITTED_BUILTINS, "kw", "Map"}

    # ---- values around strings

    def content(self, value: Any) -> ast.expr:
        if not has_tags(value):
            return lower_value(self.module, value)
        if isinstance(value, str):
            return self.string(value)
        if isinstance(value, dict):
            pairs = [(lower_value(self.module, k), self.content(v)) for k, v in value.items()]
            return map_display(self.module, pairs, plain=all(map(is_plain_key, value)))
        items = tuple_of(self.content(each) for each in value)
        if isinstance(value, SetLike):
            return call(self.module.use_value("Set"), items)
        return items

    def string(self, template: str) -> ast.expr:
        pieces = self.pieces(parse(template), split=len(template) > _WIDE)
        if len(pieces) == 1 and isinstance(pieces[0], ast.Constant):
            return pieces[0]
        return self.use("text", *pieces)

    # ---- nodes

    def pieces(self, nodes: tuple[Node, ...], *, split: bool) -> list[ast.expr]:
        found = chain.from_iterable(self.node(node, split) for node in nodes)
        return _merged(found) if not split else list(found)

    def node(self, node: Node, split: bool) -> Iterable[ast.expr]:
        if isinstance(node, Text):
            lines = node.value.splitlines(keepends=True) if split else [node.value]
            return [ast.Constant(line) for line in lines if line]
        if isinstance(node, Mustache):
            return [self.call(node.call)]
        assert isinstance(node, Block)
        return [self.block(node, split)]

    def joined(self, nodes: tuple[Node, ...], split: bool) -> ast.expr:
        """One expression for the inside of a block, which the text around it makes a string."""
        pieces = self.pieces(nodes, split=split)
        if not pieces:
            return ast.Constant("")
        return pieces[0] if len(pieces) == 1 else self.use("text", *pieces)

    def block(self, block: Block, split: bool) -> ast.expr:
        name = block.call.head.simple
        if name in ("if", "unless"):
            return self.choice(block, name == "if", split)
        if name in ("each", "with"):
            found = block.call.args[0]
            function = "each" if name == "each" else "within"
        else:
            assert name not in HELPERS, "checked before"
            found, function = block.call.head, "section"
        return self.loop(block, function, found, split)

    def choice(self, block: Block, wanted: bool, split: bool) -> ast.expr:
        test = self.use("present", self.value(block.call.args[0]))
        for _, zero in block.call.options:
            test.keywords.append(ast.keyword("include_zero", self.value(zero)))
        condition = test if wanted else ast.UnaryOp(ast.Not(), test)
        return ast.IfExp(
            condition, self.joined(block.body, split), self.joined(block.inverse, split)
        )

    def loop(self, block: Block, function: str, found: Node, split: bool) -> ast.expr:
        looked_up = self.value(found)
        outside, inside = self.scope, self.claim(_item_name(found, function))
        self.scope = inside
        body = _function([inside], self.joined(block.body, split))
        self.scope = outside
        self.taken.discard(inside)
        made = self.use(function, load(outside), looked_up, body)
        if block.inverse:
            made.args.append(_function([], self.joined(block.inverse, split)))
        if block.names:
            names = tuple_of(ast.Constant(each) for each in block.names)
            made.keywords.append(ast.keyword("names", names))
        return made

    # ---- values

    def value(self, node: Node) -> ast.expr:
        if isinstance(node, Literal):
            return lower_value(self.module, node.value)
        if isinstance(node, Path):
            return self.path(node)
        assert isinstance(node, Call)
        return self.call(node)

    def call(self, node: Call) -> ast.expr:
        name = node.head.simple
        if name not in HELPERS or name in BLOCKS:
            return self.path(node.head)
        assert name is not None
        helpers = self.module.use(RUNTIME, "helpers")
        made = call(
            ast.Attribute(helpers, name, ast.Load()), *[self.value(each) for each in node.args]
        )
        made.keywords += [ast.keyword(key, self.value(each)) for key, each in node.options]
        return made

    def path(self, path: Path) -> ast.expr:
        scope: ast.expr = load(self.scope)
        for _ in range(path.up):
            scope = self.use("outer", scope)
        if path.local or not path.parts:
            scope = self.use("this", scope)
        if not path.parts:
            return scope
        if path.data:
            first = ast.Constant(str(path.parts[0]))
            return self.use("item", scope, first, *map(self.key, path.parts[1:]))
        return self.use("value", scope, *map(self.key, path.parts))

    def key(self, part: str | int) -> ast.expr:
        if isinstance(part, int):
            return ast.Constant(part)
        keyword: Keyword = kw(part)
        return self.module.keyword(keyword.ns, keyword.name)

    # ---- names

    def use(self, name: str, *args: ast.expr) -> ast.Call:
        return call(self.module.use(RUNTIME, name), *args)

    def claim(self, base: str) -> str:
        name = numbered(base, self.taken | self.module.names)
        self.taken.add(name)
        return name


def _merged(pieces: Iterable[ast.expr]) -> list[ast.expr]:
    """Neighbouring texts, such as those around a comment, as one."""
    merged: list[ast.expr] = []
    for piece in pieces:
        before = merged[-1] if merged else None
        if isinstance(piece, ast.Constant) and isinstance(before, ast.Constant):
            merged[-1] = ast.Constant(str(before.value) + str(piece.value))
        else:
            merged.append(piece)
    return merged


def _function(params: list[str], body: ast.expr) -> ast.Lambda:
    args = [ast.arg(name) for name in params]
    return ast.Lambda(ast.arguments([], args, None, [], [], None, []), body)


def _item_name(found: Node, function: str) -> str:
    """`order` for the elements of `orders`, `user` for what `{{#with user}}` is about."""
    last = found.parts[-1] if isinstance(found, Path) and found.parts else None
    if not isinstance(last, str):
        return "element"
    name = python_name(last)
    if function == "within" or not name.endswith("s") or name.endswith(("ss", "us")):
        return name if function == "within" else "element"
    return f"{name[:-3]}y" if name.endswith("ies") else name[:-1] or "element"
