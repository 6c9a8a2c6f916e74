"""`:code` and `:ref` of function steps: code of its own, or one of the definition's functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breytac.analysis.expressions.names import did_you_mean
from breytac.diagnostics.rules import orchestration as rules
from breytac.ir.expr import Const, Expr, FunctionRef, InlineFunction
from breytac.syntax import forms

if TYPE_CHECKING:
    from breytac.analysis.expressions.analyzer import Analyzer
    from breytac.analysis.expressions.env import Env


def check(analyzer: Analyzer, config: forms.Map) -> None:
    """A function step has exactly one of :code and :ref, and an :input that can be a map."""
    from breytac.analysis.expressions.flow_forms import never_a_map

    code, ref, given = config.get("code"), config.get("ref"), config.get("input")
    if code is not None and ref is not None:
        analyzer.report(
            rules.CODE_AND_REF,
            code,
            "The function step has both :code and :ref.",
            "Keep the :ref, and move the code into :functions.",
        )
    if code is None and ref is None:
        analyzer.report(
            rules.NO_CODE_OR_REF,
            config,
            "The function step has neither :code nor :ref, so it hands its :input on unchanged.",
            "Name a function of :functions with :ref.",
        )
    if ref is not None and given is not None and never_a_map(given):
        analyzer.report(
            rules.FUNCTION_INPUT,
            given,
            "The :input of a function step is a map.",
            "Wrap it: :input {:value …}.",
        )


def expression(analyzer: Analyzer, key: str, form: forms.Form, env: Env, hint: str) -> Expr:
    return _ref(analyzer, form, env) if key == "ref" else _code(analyzer, form, env, hint)


def _ref(analyzer: Analyzer, form: forms.Form, env: Env) -> Expr:
    if not isinstance(form, forms.Keyword):
        return analyzer.value(form, env)
    known = analyzer.known_functions
    if known is not None and form.full_name not in known:
        names = ", ".join(f":{name}" for name in sorted(known))
        return analyzer.bad(
            rules.UNKNOWN_FUNCTION,
            form,
            f":functions has no :{form.full_name}.",
            did_you_mean(form.full_name, known, prefix=":")
            or (f"Declared: {names}." if known else "Declare it under :functions."),
        )
    return FunctionRef(form.full_name, span=form.span)


def _code(analyzer: Analyzer, form: forms.Form, env: Env, hint: str) -> Expr:
    from breytac.analysis.expressions.choices import unquoted
    from breytac.analysis.expressions.units import analyze_function_code

    if isinstance(form, forms.String):
        from breytac.syntax.reader import read_code_string

        read = read_code_string(form)
        analyzer.findings.extend(read.findings)
        if any(finding.is_error for finding in read.findings):
            return Const(None, span=form.span)
        code = read.forms
    elif isinstance(form, forms.List):
        code = (unquoted(form),)
    else:
        return analyzer.value(form, env)
    unit = analyze_function_code(code, span=form.span)
    analyzer.findings.extend(unit.findings)
    made = InlineFunction(unit, hint, span=form.span)
    analyzer.inline_functions.append(made)
    return made
