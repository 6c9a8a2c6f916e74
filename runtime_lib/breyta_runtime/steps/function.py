"""The `:function` step: a compiled function over one input map."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from breyta_runtime import limits
from breyta_runtime.engine.context_map import (
    FLOW_CTX,
    STEP_CTX,
    ContextMap,
    flow_context,
    step_context,
)
from breyta_runtime.engine.errors import RunError, UnsupportedStep
from breyta_runtime.engine.options import name_of
from breyta_runtime.engine.outcomes import check_size
from breyta_runtime.guard import limited
from breyta_runtime.steps.context import StepContext
from breyta_runtime.values import Keyword, Map, Symbol, kw

_CODE, _REF, _INPUT, _LOAD = kw("code"), kw("ref"), kw("input"), kw("load")


def run(config: Map, ctx: StepContext) -> Any:
    """Calls the function; one that is neither `:code` nor `:ref` returns its input."""
    if config.get(_LOAD):
        raise UnsupportedStep(
            f"step :{ctx.step_id} uses :load; this version has no stored resources yet"
        )
    given = config.get(_INPUT)
    argument = Map({}) if given is None else given
    check_size(argument, limits.MAX_FUNCTION_INPUT_BYTES, "Code step :input", "it holds")
    code, ref = config.get(_CODE), config.get(_REF)
    if code is not None and ref is not None:
        raise RunError(f"step :{ctx.step_id} has both :code and :ref; it takes one of them")
    if code is None and ref is None:
        return argument
    function = _declared(ref, ctx) if code is None else _inline(code, ctx)
    if isinstance(argument, Map):
        argument = _in_context(argument, ctx)
    return limited(lambda: function(argument))


def _inline(code: Any, ctx: StepContext) -> Callable[[Any], Any]:
    if isinstance(code, Keyword | Symbol | str) or not callable(code):
        raise RunError(
            f"the :code of step :{ctx.step_id} is no compiled function",
            hint="write the function in the step, or name one of :functions with :ref",
        )
    return code  # type: ignore[no-any-return]


def _declared(ref: Any, ctx: StepContext) -> Callable[[Any], Any]:
    functions = ctx.definition.functions
    name = name_of(ref)
    function = functions.get(name)
    if function is not None:
        return function
    close = get_close_matches(name, functions, n=1)
    if close:
        hint = f"did you mean :{close[0]}?"
    else:
        hint = "declared are " + (", ".join(f":{known}" for known in functions) or "none")
    raise RunError(f"step :{ctx.step_id} refers to the unknown function :{name}", hint=hint)


def _in_context(argument: Map, ctx: StepContext) -> Map:
    """The input with `:step/ctx` and `:flow/ctx`, which are not part of what it holds."""
    return ContextMap(
        argument,
        {
            FLOW_CTX: flow_context(ctx.run_id, ctx.flow_slug, ctx.invocation),
            STEP_CTX: step_context(ctx.step_id, ctx.family, ctx.attempt, ctx.occurrence),
        },
    )
