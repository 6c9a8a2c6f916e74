"""The `flow/…` forms of a flow body, except flow/poll."""

from __future__ import annotations

from collections.abc import Iterator

from breytac.analysis.expressions import constants, step_code
from breytac.analysis.expressions.analyzer import Analyzer, flow_form
from breytac.analysis.expressions.env import Env
from breytac.analysis.expressions.labels import label_of
from breytac.diagnostics.rules import orchestration as rules
from breytac.ir.expr import (
    Do,
    Expr,
    Label,
    MapExpr,
    Reference,
    RunCall,
    StepCall,
    StepSite,
)
from breytac.syntax import forms

FUNCTION_FAMILIES = frozenset({"function", "code"})

_NEVER_KEYWORD = (
    forms.Nil,
    forms.Bool,
    forms.Integer,
    forms.Float,
    forms.Ratio,
    forms.Decimal,
    forms.Char,
    forms.String,
    forms.Regex,
    forms.Vector,
    forms.Map,
    forms.Set,
)
_NEVER_MAP = (*(kind for kind in _NEVER_KEYWORD if kind is not forms.Map), forms.Keyword)


@flow_form("step")
def step(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    args = form.items[1:]
    family_form = args[0] if args else None
    family = family_form.full_name if isinstance(family_form, forms.Keyword) else None
    problem = _shape_problem(analyzer, form, args, family)
    if problem is not None:
        return problem
    assert family_form is not None
    id_form, config_form = (None, args[1]) if len(args) == 2 else (args[1], args[2])
    config_map = config_form if isinstance(config_form, forms.Map) else None
    label = label_of(analyzer, form)
    site = StepSite(
        family=family,
        id=id_form.full_name if isinstance(id_form, forms.Keyword) else None,
        span=form.span,
        form=form,
        config=config_map,
        keys=_keys(config_map),
        references=tuple(_step_references(family, family_form, config_map)),
        label=label,
        binding=analyzer.binding,
        inside=tuple(analyzer.inside),
    )
    analyzer.steps.append(site)
    family_expr = analyzer.value(family_form, env)
    id_expr = analyzer.value(id_form, env) if id_form is not None else None
    if config_map is not None:
        hint = site.id or family or "step"
        config = _config(analyzer, config_map, env, hint, family in FUNCTION_FAMILIES)
    else:
        config = analyzer.value(config_form, env)
    call = StepCall(site, family_expr, id_expr, config, span=form.span)
    return labelled(call, label)


def labelled(call: Expr, label: Label | None) -> Expr:
    return call if label is None else Do((call,), label, span=call.span)


def _shape_problem(
    analyzer: Analyzer, form: forms.List, args: tuple[forms.Form, ...], family: str | None
) -> Expr | None:
    shape = "(flow/step :type :id {…})"
    if not args:
        return analyzer.bad(
            rules.STEP_CONFIG, form, "flow/step has no type, no id and no config map.", shape
        )
    if isinstance(args[0], _NEVER_KEYWORD):
        return analyzer.bad(
            rules.STEP_TYPE, args[0], "A step's type is a keyword such as :http.", shape
        )
    if family in FUNCTION_FAMILIES and len(args) != 3:
        return analyzer.bad(
            rules.FUNCTION_STEP_ARITY,
            form,
            "A function step takes a step id and a config map, "
            f"not {len(args) - 1} arguments after its type.",
            "(flow/step :function :id {:ref :fn-id :input {…}})",
        )
    packaged = family is not None and "/" in family
    if packaged and len(args) > 2 and isinstance(args[1], forms.Map):
        return analyzer.bad(
            rules.PACKAGED_EXTRA,
            args[2],
            "A packaged step takes its config map last; nothing may follow it.",
            "(flow/step :ns/id {…}) or (flow/step :ns/id :step-id {…})",
        )
    if len(args) > 3:
        return analyzer.bad(
            rules.STEP_ARITY,
            args[3],
            f"flow/step takes three arguments, not {len(args)}.",
            shape,
        )
    if len(args) == 2 and not packaged and isinstance(args[1], forms.Map):
        return analyzer.bad(rules.STEP_ID, args[1], "The step has no id before its config.", shape)
    if len(args) == 1 or (
        len(args) == 2 and not (packaged and not isinstance(args[1], forms.Keyword))
    ):
        return analyzer.bad(
            rules.STEP_CONFIG, form, "The step has no config map.", f"{shape}; use {{}} for none."
        )
    if len(args) == 3 and isinstance(args[1], _NEVER_KEYWORD):
        return analyzer.bad(rules.STEP_ID, args[1], "A step's id is a keyword.", shape)
    if isinstance(args[-1], _NEVER_MAP):
        rule = rules.FUNCTION_STEP_CONFIG if family in FUNCTION_FAMILIES else rules.STEP_CONFIG
        return analyzer.bad(rule, args[-1], "A step's config is a map.", shape)
    return None


def _keys(config: forms.Map | None) -> tuple[str, ...]:
    if config is None:
        return ()
    return tuple(key.full_name for key, _ in config.pairs if isinstance(key, forms.Keyword))


# ---- references

_REFERENCE_KEYS = {"template": "template", "connection": "connection", "ref": "function"}
_PAYLOAD_KEYS_WORDS = """
    json body data input query headers value default-value form fields params rows
"""
_PAYLOAD_KEYS = frozenset(_PAYLOAD_KEYS_WORDS.split())


def _step_references(
    family: str | None, family_form: forms.Form, config: forms.Map | None
) -> Iterator[Reference]:
    if family is not None and "/" in family:
        yield Reference("packaged-step", family, family_form.span, "type")
    if config is not None:
        yield from _references(config)


def _references(config: forms.Map) -> Iterator[Reference]:
    """Templates, slots and functions named anywhere in the config but in payloads."""
    for key, value in config.pairs:
        if not isinstance(key, forms.Keyword) or key.name in _PAYLOAD_KEYS:
            continue
        kind = _REFERENCE_KEYS.get(key.full_name)
        if kind is not None and isinstance(value, forms.Keyword):
            yield Reference(kind, value.full_name, value.span, key.full_name)
        elif isinstance(value, forms.Map):
            yield from _references(value)
        elif isinstance(value, forms.Vector):
            for item in value.items:
                if isinstance(item, forms.Map):
                    yield from _references(item)


# ---- config


def _config(analyzer: Analyzer, config: forms.Map, env: Env, hint: str, is_function: bool) -> Expr:
    if is_function:
        step_code.check(analyzer, config)
    pairs = []
    for key, value in config.pairs:
        key_expr = analyzer.value(key, env)
        name = key.full_name if isinstance(key, forms.Keyword) else None
        if is_function and name in ("code", "ref"):
            pairs.append((key_expr, step_code.expression(analyzer, name, value, env, hint)))
        else:
            with analyzer.bound_to(name):
                pairs.append((key_expr, analyzer.expr(value, env.inner)))
    return constants.fold(MapExpr(tuple(pairs), span=config.span))


# ---- the other forms


def _run_call(
    analyzer: Analyzer,
    form: forms.List,
    env: Env,
    method: str,
    *,
    counts: tuple[int, ...],
    usage: str,
) -> Expr:
    args = form.items[1:]
    if len(args) not in counts:
        return analyzer.bad(
            rules.FLOW_CALL,
            form,
            f"{form.items[0].span.text} is given {len(args)} arguments.",
            usage,
        )
    call = RunCall(method, analyzer.values(args, env), span=form.span)
    return labelled(call, label_of(analyzer, form))


@flow_form("input")
def flow_input(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _run_call(analyzer, form, env, "input", counts=(0,), usage="(flow/input)")


@flow_form("now-ms")
def now_ms(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _run_call(analyzer, form, env, "now_ms", counts=(0,), usage="(flow/now-ms)")


@flow_form("elapsed?")
def elapsed(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _run_call(
        analyzer, form, env, "elapsed", counts=(2,), usage='(flow/elapsed? start-ms "20m")'
    )


@flow_form("backoff")
def backoff(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _run_call(
        analyzer, form, env, "backoff", counts=(1, 2, 3), usage="(flow/backoff config attempt)"
    )


@flow_form("slot-bound?")
def slot_bound(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    return _run_call(
        analyzer, form, env, "slot_bound", counts=(1,), usage="(flow/slot-bound? :slot)"
    )


@flow_form("call-flow")
def call_flow(analyzer: Analyzer, form: forms.List, env: Env) -> Expr:
    args = form.items[1:]
    if len(args) not in (1, 2, 3):
        return analyzer.bad(
            rules.FLOW_CALL,
            form,
            f"flow/call-flow is given {len(args)} arguments.",
            "(flow/call-flow :slug {…input…})",
        )
    slug = args[0]
    if isinstance(slug, _NEVER_KEYWORD) and not isinstance(slug, forms.String):
        return analyzer.bad(rules.FLOW_CALL, slug, "flow/call-flow names a flow by its slug.")
    name = None
    references: tuple[Reference, ...] = ()
    if isinstance(slug, forms.Keyword):
        name = slug.full_name
    elif isinstance(slug, forms.String):
        name = slug.value
    if name is not None:
        references = (Reference("flow", name, slug.span, "slug"),)
    label = label_of(analyzer, form)
    site = StepSite(
        family="call-flow",
        id=name,
        span=form.span,
        form=form,
        config=next((arg for arg in args[2:3] if isinstance(arg, forms.Map)), None),
        keys=(),
        references=references,
        label=label,
        binding=analyzer.binding,
        inside=tuple(analyzer.inside),
    )
    analyzer.steps.append(site)
    call = RunCall("call_flow", analyzer.values(args, env), site, span=form.span)
    return labelled(call, label)


def never_a_map(form: forms.Form) -> bool:
    """Whether a form can be no map whatever happens at run time."""
    if isinstance(form, forms.List):
        if not form.items:
            return True
        head = form.items[0]
        name = head.full_name if isinstance(head, forms.Symbol) else None
        if name == "quote" and len(form.items) == 2:
            return not isinstance(form.items[1], forms.Map)
        return name in ("fn", "fn*")
    return isinstance(form, _NEVER_MAP)
