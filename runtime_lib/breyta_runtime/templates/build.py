"""From tokens and parts to nodes: what each rule of `grammar.lark` makes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from breyta_runtime.templates.lexer import Token
from breyta_runtime.templates.nodes import Block, Call, Literal, Mustache, Node, Path, Text, Value
from breyta_runtime.templates.problems import Problem, TemplateError

_SEGMENT = re.compile(r"\[([^\]]+)\]|([^./\[\]]+)")
_INDEX = re.compile(r"\d{1,9}")


def _text(token: Token) -> Text:
    return Text(token.start, token.end, token.text)


def _string(token: Token) -> Literal:
    quote = token.text[0]
    return Literal(token.start, token.end, token.text[1:-1].replace("\\" + quote, quote))


def _number(token: Token) -> Literal:
    text = token.text
    return Literal(token.start, token.end, float(text) if "." in text else int(text))


def _boolean(token: Token) -> Literal:
    return Literal(token.start, token.end, token.text == "true")


def _path(token: Token) -> Path:
    text, up, local = token.text, 0, False
    data = text.startswith("@")
    text = text.removeprefix("@")
    while text.startswith(("../", "./")) or text in ("..", "."):
        up += text.startswith("..")
        local = local or not text.startswith("..")
        text = text.removeprefix("..").removeprefix(".").removeprefix("/")
    segments = list(_SEGMENT.finditer(text))
    if segments and segments[0][2] == "this":
        local = True
        del segments[0]
    if any(segment[2] == "this" for segment in segments):
        hint = "Write [this] for a field of that name."
        raise TemplateError(Problem("`this` inside a path", token.start, token.end, hint))
    parts = tuple(_part(segment[1] or segment[2]) for segment in segments)
    return Path(token.start, token.end, token.text, up, local, data, parts)


def _part(name: str) -> str | int:
    return int(name) if _INDEX.fullmatch(name) else name


ATOMS: dict[str, Callable[[Token], Any]] = {
    "TEXT": _text,
    "STRING": _string,
    "NUMBER": _number,
    "BOOLEAN": _boolean,
    "PATH": _path,
}
"""What a token is by itself."""


def _call(parts: list[Any]) -> Call:
    head, values, options = parts
    last = (options[-1][1] if options else None) or (values[-1] if values else head)
    return Call(head.start, last.end, head, tuple(values), tuple(options))


def _option(parts: list[Any]) -> list[tuple[str, Value]]:
    options, name, value = parts
    return [*options, (name.text.removesuffix("=").rstrip(), value)]


def _mustache(parts: list[Any]) -> Mustache:
    opening, call, closing = parts
    return Mustache(opening.start, closing.end, call)


def _raw(parts: list[Any]) -> Block:
    opening, call, _, body, _, _, closing = parts
    return Block(opening.start, closing.end, call, tuple(body))


def _block(parts: list[Any]) -> Block:
    opening, call, names, _, body, inverse, _, _, closing = parts
    return _made(opening.start, closing.end, call, names, body, inverse)


def _inverted(parts: list[Any]) -> Block:
    opening, call, _, body, _, _, closing = parts
    return Block(opening.start, closing.end, call, (), tuple(body))


def _else_block(parts: list[Any]) -> list[Node]:
    opening, call, names, closing, body, inverse = parts
    end = inverse[-1].end if inverse else body[-1].end if body else closing.end
    return [_made(opening.start, end, call, names, body, inverse)]


def _made(
    start: int, end: int, call: Call, names: list[str], body: list[Node], inverse: list[Node]
) -> Block:
    if call.head.simple == "with" and call.args and isinstance(call.args[0], Path):
        scope = call.args[0].text
        body, inverse = _inside_with(body, scope), _inside_with(inverse, scope)
    return Block(start, end, call, tuple(body), tuple(inverse), tuple(names))


def _inside_with(nodes: list[Node], scope: str) -> list[Node]:
    """In `{{#with user}}`, `{{user.name}}` is a field of the user, as in handlebars-java."""

    def local(node: Node) -> Node:
        if not isinstance(node, Mustache) or not node.call.bare:
            return node
        head = node.call.head
        if head.text != scope and not head.text.startswith(scope + "."):
            return node
        return replace(node, call=replace(node.call, head=replace(head, local=True)))

    return [local(node) for node in nodes]


def _one_more(parts: list[Any]) -> list[Any]:
    items: list[Any]
    items, item = parts
    items.append(item)
    return items


REDUCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "start": lambda parts: tuple(parts[0]),
    "nothing": lambda _: [],
    "one": lambda parts: [parts[0]],
    "one_more": _one_more,
    "mustache": _mustache,
    "raw": _raw,
    "block": _block,
    "inverted": _inverted,
    "otherwise": lambda parts: parts[2],
    "else_block": _else_block,
    "names": lambda parts: [path.text for path in parts[1]],
    "call": _call,
    "option": _option,
    "nested": lambda parts: parts[1],
}
"""By the alias of the rule."""
