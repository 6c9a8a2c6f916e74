"""How a flow is listed: discovery, card media, and the plans it is sold under.

Nothing here changes what a run does; it is kept so that a source keeps its meaning.
"""

from __future__ import annotations

from typing import Any

from breyta_runtime.definition.contract import EMPTY, Shape, key, record
from breyta_runtime.values import Map


@record("discover settings", article="the")
class Discover:
    public: bool = key(Shape.FLAG, "DEF-012", default=False)
    extra: Map = EMPTY


@record("media source")
class MediaSource:
    kind: str = key(Shape.CHOICE, "META-003", one_of=("https-url", "flow-resource"))
    url: str | None = key(Shape.TEXT, "META-003", default=None, note="For :https-url.")
    uri: str | None = key(Shape.TEXT, "META-003", default=None, note="For :flow-resource.")
    extra: Map = EMPTY


@record("card media", article="the")
class PublishMedia:
    type: str = key(Shape.CHOICE, "META-003", one_of=("image", "video"))
    source: MediaSource = key(Shape.RECORD, "META-003", record=(MediaSource,))
    alt: str | None = key(Shape.TEXT, "META-003", default=None)
    poster_source: MediaSource | None = key(
        Shape.RECORD,
        "META-003",
        default=None,
        aliases=("poster",),
        record=(MediaSource,),
        note="For :video.",
    )
    extra: Map = EMPTY


@record("pricing", article="the")
class Pricing:
    type: str = key(
        Shape.CHOICE,
        "META-004",
        one_of=("free", "one-time", "subscription", "usage", "subscription-usage"),
    )
    amount: Any = key(Shape.AMOUNT, "META-004", default=None, note="In major currency units.")
    currency: str | None = key(Shape.TEXT, "META-004", default=None)
    interval: str | None = key(Shape.CHOICE, "META-004", default=None, one_of=("month", "year"))
    unit: str | None = key(Shape.CHOICE, "META-004", default=None, one_of=("run",))
    included_quantity: int | None = key(Shape.WHOLE, "META-004", default=None, minimum=1)
    free_quantity: int | None = key(Shape.WHOLE, "META-004", default=None, minimum=0)
    extra: Map = EMPTY


@record("trial")
class Trial:
    days: int | None = key(Shape.WHOLE, "META-004", default=None, minimum=1)
    runs: int | None = key(Shape.WHOLE, "META-004", default=None, minimum=1)
    payment_method_required: bool | None = key(Shape.FLAG, "META-004", default=None)
    extra: Map = EMPTY


@record("paywall")
class Paywall:
    when: str = key(Shape.CHOICE, "META-004", one_of=("before-install", "before-run"))
    extra: Map = EMPTY


@record("plan")
class Plan:
    plan_id: str = key(Shape.NAME, "META-004 META-005")
    name: str | None = key(Shape.TEXT, "META-004", default=None)
    pricing: Pricing | None = key(
        Shape.RECORD, "META-004", default=None, record=(Pricing,), required=True
    )
    default: bool = key(Shape.FLAG, "META-005", default=False)
    recommended: bool = key(Shape.FLAG, "META-005", default=False)
    trial: Trial | None = key(Shape.RECORD, "META-004", default=None, record=(Trial,))
    paywall: Paywall | None = key(Shape.RECORD, "META-004", default=None, record=(Paywall,))
    description: str | None = key(Shape.TEXT, "META-004", default=None)
    extra: Map = EMPTY


@record("monetization", article="the")
class Monetization:
    """A catalogue of plans, or (in older listings) one price."""

    plans: tuple[Plan, ...] = key(Shape.RECORDS, "META-004 META-005", default=(), record=(Plan,))
    pricing: Pricing | None = key(Shape.RECORD, "META-004", default=None, record=(Pricing,))
    paywall: Paywall | None = key(Shape.RECORD, "META-004", default=None, record=(Paywall,))
    trial: Trial | None = key(Shape.RECORD, "META-004", default=None, record=(Trial,))
    extra: Map = EMPTY


@record("marketplace app")
class App:
    app_id: str = key(Shape.NAME, "META-004")
    app_name: str | None = key(Shape.TEXT, "META-004", default=None)
    app_primary_flow_slug: str | None = key(Shape.NAME, "META-004", default=None)
    app_flow_slugs: tuple[str, ...] = key(Shape.NAMES, "META-004", default=())
    monetization: Monetization | None = key(
        Shape.RECORD, "META-004", default=None, record=(Monetization,)
    )
    extra: Map = EMPTY


@record("marketplace settings", article="the")
class Marketplace:
    visible: bool = key(Shape.FLAG, "DEF-012 META-004", default=False)
    app: App | None = key(Shape.RECORD, "META-004", default=None, record=(App,))
    monetization: Monetization | None = key(
        Shape.RECORD,
        "META-004",
        default=None,
        record=(Monetization,),
        note="Of older listings; new ones write it under :app.",
    )
    extra: Map = EMPTY
