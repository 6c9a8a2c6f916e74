"""`:functions`: finding the code of functions, in strings and in quoted forms."""

from __future__ import annotations

from dataclasses import replace

from breyta_runtime.definition import FunctionSpec

from breytac.analysis.definition.build import build, report_include
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.values import unquote
from breytac.analysis.definition.words import describe
from breytac.diagnostics.finding import Finding, Related
from breytac.diagnostics.rules import definition as rules
from breytac.ir.flow import FunctionSource
from breytac.ir.spans import Path
from breytac.syntax import forms
from breytac.syntax.forms import Form
from breytac.syntax.reader import read_code_string


def read_functions(ctx: Context, section: Form, path: Path) -> None:
    """Puts the function sources of a `:functions` vector into the context."""
    ctx.place(path, section)
    inner = unquote(section) or section
    if isinstance(inner, forms.Nil):
        return
    if not isinstance(inner, forms.Vector):
        ctx.report(
            rules.WRONG_SHAPE,
            inner,
            f":functions must be a vector of maps; found {describe(inner)}.",
            path=path,
        )
        inner = forms.Vector((inner,) if isinstance(inner, forms.Map) else (), span=inner.span)
    seen: dict[str, int] = {}
    for i, each in enumerate(inner.items):
        made = _function(ctx, each, (*path, i))
        if made is None:
            continue
        first = seen.setdefault(made.id, i) if made.id else i
        if first != i:
            ctx.report(
                rules.DUPLICATE_ID,
                ctx.span((*path, i, "id")),
                f"The function id :{made.id} is used twice.",
                related=(Related(ctx.span((*path, first, "id")), "first used here"),),
                path=(*path, i, "id"),
            )
            continue
        ctx.functions.append(made)


def _function(ctx: Context, form: Form, path: Path) -> FunctionSource | None:
    if isinstance(form, forms.Tagged) and form.tag.full_name == "flow/include":
        report_include(ctx, form)
        return None
    inner = unquote(form) or form
    if not isinstance(inner, forms.Map):
        ctx.report(
            rules.WRONG_SHAPE,
            form,
            f"Each function under :functions must be a map; found {describe(form)}.",
            path=path,
        )
        return None
    spec = build(ctx, FunctionSpec, inner, path)
    code = inner.get("code")
    if code is None or isinstance(code, forms.Nil):
        return None
    if isinstance(code, forms.Keyword):
        ctx.report(
            rules.FUNCTION_CODE,
            code,
            f"The :code of a function is a string or a quoted form; found {describe(code)}.",
            path=(*path, "code"),
        )
        return None
    if not isinstance(code, forms.List | forms.String):
        return None
    made = read_code(ctx, spec.id, code, (*path, "code"))
    return replace(made, language=spec.language, description=spec.description)


def read_code(ctx: Context, name: str, code: Form, path: Path) -> FunctionSource:
    """The source of one function; what the reader says of code in a string is passed on."""
    ctx.place(path, code)
    text = isinstance(code, forms.String)
    found: tuple[Form, ...]
    if isinstance(code, forms.String):
        result = read_code_string(code)
        found = result.forms
        ctx.findings.extend(_passed_on(name, each, path) for each in result.findings)
    else:
        found = (unquote(code) or code,)
    return FunctionSource(name, found, code.span, path, from_text=text)


def _passed_on(name: str, finding: Finding, path: Path) -> Finding:
    """A reader's error under the rule Breyta's linter has for it; its warnings as they are."""
    if not finding.is_error:
        return finding
    return Finding(
        rules.FUNCTION_CODE,
        finding.span,
        f"The code of function :{name} is not readable: {finding.message}",
        finding.hint,
        finding.related,
        path,
    )
