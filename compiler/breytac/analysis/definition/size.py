"""How much a definition weighs, as it would be sent: without comments and spare blanks."""

from __future__ import annotations

from breyta_runtime.limits import MAX_FLOW_BYTES, MAX_FUNCTIONS_BYTES, MAX_TEMPLATES_BYTES

from breytac.analysis.definition.context import Context
from breytac.diagnostics.rules import definition as rules
from breytac.syntax import forms
from breytac.syntax.forms import Form


def check_size(ctx: Context, top: forms.Map) -> None:
    """The limits of the documentation; only a source near them is measured form by form."""
    if top.span.end - top.span.start <= MAX_FLOW_BYTES // 4:
        return
    templates = form_bytes(top.get("templates"))
    code = sum(form_bytes(each.get("code")) for each in _maps(top.get("functions")))
    rest = form_bytes(top) - templates - code
    if rest > MAX_FLOW_BYTES:
        ctx.report(
            rules.TOO_LARGE,
            top,
            f"Flow payload too large: {_kb(rest)} without templates and functions; "
            f"{_kb(MAX_FLOW_BYTES)} are allowed.",
            hint="Move large literals into :templates, and code into :functions.",
        )
    for name, size, limit in (
        ("templates", templates, MAX_TEMPLATES_BYTES),
        ("functions", code, MAX_FUNCTIONS_BYTES),
    ):
        if size > limit:
            ctx.report(
                rules.TOO_LARGE,
                top.get(name) or top,
                f"The {name} take {_kb(size)}; {_kb(limit)} are allowed.",
                path=(name,),
            )


def _kb(size: int) -> str:
    return f"{(size + 1023) // 1024} KB"


def _maps(form: Form | None) -> list[forms.Map]:
    items = form.items if isinstance(form, forms.Vector) else ()
    return [each for each in items if isinstance(each, forms.Map)]


def form_bytes(form: Form | None) -> int:
    """UTF-8 bytes of a form, with one blank between the parts of a collection."""
    if form is None:
        return 0
    total = 0
    waiting: list[Form] = [form]
    while waiting:
        each = waiting.pop()
        inside = forms.parts(each)
        if isinstance(each, forms.Branch):
            total += 1 + max(len(inside), 1)
            waiting.extend(inside)
        else:
            total += len(each.span.text.encode("utf-8", "surrogatepass"))
    return total
