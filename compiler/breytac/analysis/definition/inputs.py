"""Inputs of invocations and setup forms: what their type asks for."""

from __future__ import annotations

from typing import Any

from breyta_runtime.definition import Input, Invocation
from breyta_runtime.values import Map, kw

from breytac.analysis.definition.build import after
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.edits import value_of
from breytac.analysis.definition.suggest import listed
from breytac.diagnostics.finding import Related
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path
from breytac.syntax import forms

_ONLY_FOR: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("options", ("select",)),
    ("options-source", ("select",)),
    ("multiple", ("blob-ref", "resource")),
    ("accept", ("blob-ref", "resource")),
    ("resource-types", ("resource",)),
    ("slot", ("resource",)),
    ("storage-backend", ("resource",)),
    ("storage-root", ("resource",)),
    ("path-prefix", ("resource",)),
    ("source", ("resource",)),
)
_SPOKEN = {
    "blob-ref": ("file", "blob", "blob-ref"),
    "select": ("select",),
    "resource": ("resource",),
}


@after(Input)
def check_input(ctx: Context, made: Input, form: forms.Map, path: Path) -> Input:
    for name, kinds in _ONLY_FOR:
        value = value_of(form, name)
        if value is None or made.kind in kinds:
            continue
        types = tuple(each for kind in kinds for each in _SPOKEN[kind])
        ctx.report(
            rules.UNUSED_KEY,
            value,
            f":{name} has no effect on an input of type :{made.type}; it is for {listed(types)}.",
            path=(*path, name),
        )
    if made.kind == "select" and not made.options and made.options_source is None:
        ctx.report(
            rules.INPUT_OPTIONS,
            value_of(form, "options") or form,
            f"The :select {_spoken(made)} has no options to choose from.",
            hint="Add :options [...] or :options-source {...}.",
            path=path,
        )
    _check_default(ctx, made, form, path)
    for i, each in enumerate(made.accept):
        if "/" not in each:
            ctx.report(
                rules.WRONG_SHAPE,
                ctx.span((*path, "accept", i)),
                f'"{each}" is no MIME type; it has two parts, such as "text/csv" or "image/*".',
                path=(*path, "accept", i),
            )
    return made


def _spoken(made: Input) -> str:
    return f"input :{made.name}" if made.name else "input"


def _check_default(ctx: Context, made: Input, form: forms.Map, path: Path) -> None:
    value = value_of(form, "default")
    if value is None:
        return
    problem = default_problem(made)
    if problem is not None:
        ctx.report(
            rules.WRONG_SHAPE,
            value,
            f"The :default of {_spoken(made)} {problem}.",
            path=(*path, "default"),
        )


def default_problem(made: Input) -> str | None:
    """What keeps the default from being a value of the input."""
    given = made.default
    if made.kind == "number" and not _is_number(given):
        return "is no number"
    if made.kind == "boolean" and not isinstance(given, bool):
        return "is neither true nor false"
    if made.kind == "select" and made.options:
        allowed = [option_value(each) for each in made.options]
        wanted = given if isinstance(given, tuple) and made.multiple else (given,)
        if not all(_among(each, allowed) for each in wanted):
            return "is none of its options"
    return None


def option_value(option: Any) -> Any:
    """What choosing an option submits: of `{:value … :label …}` the value."""
    if isinstance(option, Map):
        for name in ("value", "id"):
            if kw(name) in option:
                return option[kw(name)]
    return option


def _among(value: Any, allowed: list[Any]) -> bool:
    return any(type(each) is type(value) and each == value for each in allowed) or (
        _plain(value) in [_plain(each) for each in allowed]
    )


def _plain(value: Any) -> str:
    return str(getattr(value, "name", value))


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        try:
            float(value)
        except ValueError:
            return False
        return True
    return not isinstance(value, bool) and (
        isinstance(value, int | float) or hasattr(value, "numerator") or hasattr(value, "as_tuple")
    )


@after(Invocation)
def check_invocation(ctx: Context, made: Invocation, _form: forms.Map, path: Path) -> Invocation:
    check_names(ctx, made.inputs, (*path, "inputs"), f"invocation :{path[-1]}")
    return made


def check_names(ctx: Context, inputs: tuple[Input, ...], path: Path, where: str) -> None:
    """Two inputs of one form under the same name."""
    seen: dict[str, int] = {}
    for i, each in enumerate(inputs):
        if not each.name:
            continue
        first = seen.setdefault(each.name, i)
        if first != i:
            ctx.report(
                rules.INPUT_DUPLICATE,
                ctx.span((*path, i, "name")),
                f'The input name "{each.name}" is used twice in {where}.',
                related=(Related(ctx.span((*path, first, "name")), "first used here"),),
                path=(*path, i, "name"),
            )
