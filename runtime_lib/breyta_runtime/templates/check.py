"""What a template that parses can still have wrong: helpers nobody knows, arguments they lack."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from breyta_runtime.templates.helpers import BLOCK_OPTIONS, BLOCKS, HELPERS
from breyta_runtime.templates.nodes import Block, Call, Literal, Mustache, Node, Path, Template
from breyta_runtime.templates.problems import Problem


def check(template: Template) -> Iterator[Problem]:
    waiting: list[Node] = list(reversed(template))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mustache):
            yield from _call(node.call)
        elif isinstance(node, Block):
            yield from _block(node)
            waiting += reversed((*node.body, *node.inverse))


def _block(block: Block) -> Iterator[Problem]:
    call = block.call
    name = call.head.simple
    for argument in (*call.args, *(value for _, value in call.options)):
        if isinstance(argument, Call):
            yield from _call(argument, nested=True)
    if name in BLOCKS:
        if len(call.args) != 1:
            yield _problem(call, f"{{{{#{name}}}}} takes one value, not {len(call.args)}")
        yield from _options(call, f"{{{{#{name}}}}}", BLOCK_OPTIONS.get(name, ()))
    elif name in HELPERS:
        hint = f"Write {{{{#this.{name}}}}} for a field of that name."
        yield _problem(call, f"the helper `{name}` is no block", hint)
    elif not call.bare:
        hint = _meant(call.head.text, BLOCKS) or "The blocks are #if, #unless, #each and #with."
        yield _problem(call, f"there is no block `{call.head.text}`", hint)


def _call(call: Call, *, nested: bool = False) -> Iterator[Problem]:
    name = call.head.simple
    helper = HELPERS.get(name or "")
    if helper is None:
        if not call.bare or (nested and name is not None):
            yield _unknown(call)
        elif name in BLOCKS:
            yield _problem(
                call, f"`{name}` is a block", f"Write {{{{#{name} …}}}}…{{{{/{name}}}}}."
            )
    elif len(call.args) != len(helper.takes):
        wanted = " and ".join(f"a {each}" for each in helper.takes)
        hint = f"Write {{{{this.{name}}}}} for a field of that name." if call.bare else None
        yield _problem(call, f"the helper `{name}` takes {wanted}", hint)
    else:
        yield from _options(call, f"the helper `{name}`", helper.options)
    for argument in (*call.args, *(value for _, value in call.options)):
        if isinstance(argument, Call):
            yield from _call(argument, nested=True)


def _options(call: Call, who: str, known: tuple[str, ...]) -> Iterator[Problem]:
    seen = set()
    for name, value in call.options:
        if name not in known:
            start = value.start - len(name) - 1
            message = f"{who} has no option `{name}`"
            yield Problem(message, max(start, call.start), value.end, _meant(name, known))
        elif name in seen:
            message = f"the option `{name}` is given twice"
            yield Problem(message, value.start, value.end)
        elif name == "length" and isinstance(value, Literal) and not _is_count(value.value):
            message = "`length` is a whole number"
            yield Problem(message, value.start, value.end)
        seen.add(name)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _unknown(call: Call) -> Problem:
    head = call.head
    hint = _meant(head.text, HELPERS) or f"The helpers are {', '.join(HELPERS)}."
    return Problem(f"there is no helper `{head.text}`", head.start, head.end, hint)


def _meant(name: str, known: object) -> str | None:
    close = get_close_matches(name, tuple(known), n=1)  # type: ignore[arg-type]
    return f"Did you mean `{close[0]}`?" if close else None


def _problem(call: Call, message: str, hint: str | None = None) -> Problem:
    return Problem(message, call.start, call.end, hint)


def paths(template: Template) -> Iterator[Path]:
    """Every path a template reads, blocks' insides included."""
    waiting: list[Node] = list(reversed(template))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Path):
            yield node
        elif isinstance(node, Call):
            values = [*node.args, *(value for _, value in node.options)]
            if node.bare or node.head.simple is None:
                values.insert(0, node.head)
            waiting += reversed(values)
        elif isinstance(node, Mustache):
            waiting.append(node.call)
        elif isinstance(node, Block):
            waiting += reversed((node.call, *node.body, *node.inverse))
