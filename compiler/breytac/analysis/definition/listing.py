"""How a flow is sold and shown: prices, plans and media that fit together."""

from __future__ import annotations

from breyta_runtime.definition import MediaSource, Monetization, Pricing, PublishMedia

from breytac.analysis.definition.build import after
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.edits import retext
from breytac.analysis.definition.suggest import listed
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path
from breytac.syntax import forms

_NEEDS: dict[str, tuple[str, ...]] = {
    "free": (),
    "one-time": ("amount", "currency"),
    "subscription": ("amount", "currency", "interval"),
    "usage": ("amount", "currency", "unit", "included-quantity"),
    "subscription-usage": ("amount", "currency", "interval", "unit", "included-quantity"),
}


@after(Pricing)
def check_pricing(ctx: Context, made: Pricing, form: forms.Map, path: Path) -> Pricing:
    missing = [name for name in _NEEDS.get(made.type, ()) if form.get(name) is None]
    if missing:
        ctx.report(
            rules.LISTING,
            form,
            f"Pricing of type :{made.type} needs {listed(missing, last='and')}.",
            path=path,
        )
    if made.amount is not None and not float(made.amount) > 0:
        ctx.report(
            rules.LISTING,
            form.get("amount") or form,
            "The :amount of a price must be above 0.",
            path=(*path, "amount"),
        )
    currency = made.currency
    if currency is not None and not (len(currency) == 3 and currency.isalpha()):
        ctx.report(
            rules.LISTING,
            form.get("currency") or form,
            f'"{currency}" is no currency code; write three letters such as "usd".',
            path=(*path, "currency"),
        )
    elif currency is not None and not currency.islower():
        ctx.report(
            rules.LISTING,
            form.get("currency") or form,
            f'Currency codes are written in lower case: "{currency.lower()}".',
            path=(*path, "currency"),
            edits=retext(form.get("currency"), currency.lower()),
        )
    return made


@after(Monetization)
def check_monetization(
    ctx: Context, made: Monetization, form: forms.Map, path: Path
) -> Monetization:
    if form.get("plans") is None and made.pricing is None:
        ctx.report(rules.LISTING, form, ":monetization needs :plans or a :pricing.", path=path)
    seen: set[str] = set()
    marked = 0
    for i, plan in enumerate(made.plans):
        here = (*path, "plans", i)
        if plan.plan_id and plan.plan_id in seen:
            ctx.report(
                rules.DUPLICATE_ID,
                ctx.span((*here, "plan-id")),
                f'The plan-id "{plan.plan_id}" is used twice.',
                path=(*here, "plan-id"),
            )
        seen.add(plan.plan_id)
        marked += plan.default or plan.recommended
        if marked > 1 and (plan.default or plan.recommended):
            ctx.report(
                rules.LISTING,
                ctx.span(here),
                "More than one plan is marked :default or :recommended.",
                path=here,
            )
    return made


@after(PublishMedia)
def check_media(ctx: Context, made: PublishMedia, _form: forms.Map, path: Path) -> PublishMedia:
    if made.poster_source is not None and made.type == "image":
        ctx.report(
            rules.UNUSED_KEY,
            ctx.span((*path, "poster-source")),
            "Only media of type :video has a poster.",
            path=(*path, "poster-source"),
        )
    return made


@after(MediaSource)
def check_source(ctx: Context, made: MediaSource, form: forms.Map, path: Path) -> MediaSource:
    name, start = ("url", "https://") if made.kind == "https-url" else ("uri", "res://")
    value = made.url if name == "url" else made.uri
    if made.kind and (value is None or not value.startswith(start)):
        ctx.report(
            rules.LISTING,
            form.get(name) or form,
            f"A media source of kind :{made.kind} needs a :{name} that begins with {start}.",
            path=(*path, name),
        )
    return made
