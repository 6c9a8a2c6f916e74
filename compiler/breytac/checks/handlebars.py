"""Templates under check: what is wrong with one, with its place in the file, and what it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from breyta_runtime.templates.check import check
from breyta_runtime.templates.nodes import Block, Call, Mustache, Node, Path, Template
from breyta_runtime.templates.parser import parse
from breyta_runtime.templates.problems import Problem, TemplateError

from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules.semantics import TEMPLATE_SYNTAX
from breytac.ir.spans import Path as Place
from breytac.syntax import forms
from breytac.syntax.reader import code_source
from breytac.syntax.source import Span


def problems(form: forms.String, owner: str, path: Place = ()) -> Iterator[Finding]:
    """Everything wrong with the template in a string literal; `owner` begins the sentences."""
    if "{{" not in form.value:
        return
    source = None
    for problem in _problems(form.value):
        source = source or code_source(form)
        other = problem.other
        yield Finding(
            TEMPLATE_SYNTAX,
            Span(source, problem.start, problem.end),
            f"{owner} is not well formed: {problem.message}.",
            problem.hint,
            (Related(Span(source, *other), "it begins here"),) if other else (),
            path,
        )


def _problems(text: str) -> tuple[Problem, ...]:
    try:
        return tuple(check(parse(text)))
    except TemplateError as error:
        return (error.problem,)


@dataclass(slots=True)
class Variables:
    """What a template asks of its data."""

    needed: dict[str, int] = field(default_factory=dict)
    """First parts of names without which something is missing, with their offset."""
    optional: set[str] = field(default_factory=set)


def variables(text: str) -> Variables:
    """Nothing is asked by a text that is no template."""
    found = Variables()
    if "{{" not in text:
        return found
    try:
        template = parse(text)
    except TemplateError:
        return found
    _nodes(found, template, frozenset(), inner=False)
    return found


def _nodes(found: Variables, nodes: Template, guarded: frozenset[str], *, inner: bool) -> None:
    """`guarded` are the names that blocks around ask for; `inner` says that a name may belong to
    what a block around walks through."""
    for node in nodes:
        if isinstance(node, Mustache):
            for path, optional in _paths(node.call):
                _need(found, path, optional or inner, guarded)
        elif isinstance(node, Block):
            _block(found, node, guarded, inner=inner)


def _block(found: Variables, block: Block, guarded: frozenset[str], *, inner: bool) -> None:
    name = block.call.head.simple
    asked = list(_paths(block.call))
    if name not in ("if", "unless", "each", "with"):
        asked.append((block.call.head, True))
    for path, optional in asked:
        _need(found, path, optional or inner or name in ("if", "unless"), guarded)
    around = guarded | {root for path, _ in asked if (root := _root(path)) is not None}
    opens = name not in ("if", "unless")
    _nodes(found, block.body, around, inner=inner or opens)
    _nodes(found, block.inverse, around, inner=inner or opens)


def _paths(node: Node, optional: bool = False) -> Iterator[tuple[Path, bool]]:
    """The paths of a call, and whether the template can do without each."""
    if isinstance(node, Path):
        yield node, optional
    elif isinstance(node, Call):
        if node.bare:
            yield node.head, optional
        inside = optional or node.head.simple == "default"
        for each in (*node.args, *(value for _, value in node.options)):
            yield from _paths(each, inside)


def _need(found: Variables, path: Path, optional: bool, guarded: frozenset[str]) -> None:
    root = _root(path)
    if root is None:
        return
    if optional or root in guarded:
        found.optional.add(root)
    else:
        found.needed.setdefault(root, path.start)


def _root(path: Path) -> str | None:
    if path.up or path.local or path.data or not path.parts:
        return None
    return str(path.parts[0])
