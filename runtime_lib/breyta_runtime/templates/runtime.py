"""Rendering of texts that are templates only at run time, with the functions compiled ones use."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from breyta_runtime.templates.check import check
from breyta_runtime.templates.helpers import BLOCKS, HELPERS
from breyta_runtime.templates.nodes import Block, Call, Literal, Mustache, Node, Path, Template
from breyta_runtime.templates.parser import parse
from breyta_runtime.templates.problems import TemplateError
from breyta_runtime.templates.rendering import (
    each,
    is_list,
    is_map,
    item,
    outer,
    present,
    section,
    text,
    this,
    value,
    within,
)
from breyta_runtime.values.kinds import SetLike
from breyta_runtime.values.maps import Map
from breyta_runtime.values.names import Keyword, kw
from breyta_runtime.values.sets import Set


def render(template: str, data: Any) -> str:
    """A text with its tags replaced; raises TemplateError when it is no template."""
    if "{{" not in template:
        return template
    return _nodes(_checked(template), data)


def render_all(template: Any, data: Any) -> Any:
    """A value with every string in its maps and vectors rendered once."""
    if isinstance(template, str):
        return render(template, data)
    if is_map(template):
        return Map({key: render_all(each, data) for key, each in template.items()})
    if isinstance(template, SetLike):
        return Set(render_all(each, data) for each in template)
    if is_list(template):
        return tuple([render_all(each, data) for each in template])
    return template


@lru_cache(maxsize=1024)
def _checked(template: str) -> Template:
    parsed = parse(template)
    for problem in check(parsed):
        raise TemplateError(problem)
    return parsed


def _nodes(nodes: tuple[Node, ...], scope: Any) -> str:
    return "".join([_node(node, scope) for node in nodes])


def _node(node: Node, scope: Any) -> str:
    if isinstance(node, Mustache):
        return text(_call(node.call, scope))
    if isinstance(node, Block):
        return _block(node, scope)
    return node.value  # type: ignore[attr-defined, no-any-return]


def _block(block: Block, scope: Any) -> str:
    name, args = block.call.head.simple, block.call.args

    def body(inner: Any) -> str:
        return _nodes(block.body, inner)

    def inverse() -> str:
        return _nodes(block.inverse, scope)

    if name not in BLOCKS:
        return section(scope, _path(block.call.head, scope), body, inverse, block.names)
    found = _value(args[0], scope)
    if name == "each":
        return each(scope, found, body, inverse, block.names)
    if name == "with":
        return within(scope, found, body, inverse, block.names)
    zero = [_value(option, scope) for _, option in block.call.options]
    return body(scope) if present(found, *zero) is (name == "if") else inverse()


def _value(node: Node, scope: Any) -> Any:
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Path):
        return _path(node, scope)
    assert isinstance(node, Call)
    return _call(node, scope)


def _call(call: Call, scope: Any) -> Any:
    helper = HELPERS.get(call.head.simple or "")
    if helper is None:
        return _path(call.head, scope)
    args = [_value(each, scope) for each in call.args]
    return helper.function(*args, **{name: _value(each, scope) for name, each in call.options})


def _path(path: Path, scope: Any) -> Any:
    for _ in range(path.up):
        scope = outer(scope)
    keys: list[Keyword | int] = [each if isinstance(each, int) else kw(each) for each in path.parts]
    if path.local or not keys:
        scope = this(scope)
    if not keys:
        return scope
    if path.data:
        return item(scope, str(path.parts[0]), *keys[1:])
    return value(scope, *keys)
