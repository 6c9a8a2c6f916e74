"""What a step says of itself in a picture."""

from __future__ import annotations

from breytac.graph.model import Node, NodeKind
from breytac.ir.expr import Poll, StepSite
from breytac.ir.spans import position
from breytac.syntax import forms

_KINDS = {"wait": NodeKind.WAIT, "sleep": NodeKind.WAIT, "fanout": NodeKind.FANOUT}


def step_node(site: StepSite) -> Node:
    family = site.family or "step"
    kind = _KINDS.get(family, NodeKind.STEP)
    name = site.id or site.binding or _source(site)
    title = _label(site) or name
    details = [family] if family != name else []
    if title != name:
        details.append(name)
    details += _extras(site, kind)
    return Node("", kind, title, " · ".join(details), family, site.id, position(site.span))


def call_flow_node(site: StepSite) -> Node:
    name = site.id or _source(site)
    label = _label(site)
    detail = f"flow · {name}" if label else "flow"
    return Node("", NodeKind.FLOW, label or name, detail, "call-flow", site.id, position(site.span))


def poll_node(poll: Poll) -> Node:
    site = poll.site
    label = poll.label.text if poll.label else ""
    name = site.id or site.binding or "poll"
    interval = _text(site.config, "interval")
    limits = [_text(site.config, "timeout"), _text(site.config, "max-attempts")]
    bounds = [
        text.format(value)
        for text, value in zip(("for {}", "{} times"), limits, strict=True)
        if value
    ]
    detail = "poll" + (f" every {interval}" if interval else "")
    if bounds:
        detail += f", at most {' or '.join(bounds)}"
    return Node("", NodeKind.POLL, label or name, detail, "poll", site.id, position(site.span))


def _label(site: StepSite) -> str:
    if site.label is not None and site.label.text:
        return site.label.text
    title = site.config.get("title") if site.config is not None else None
    return title.value if isinstance(title, forms.String) else ""


def _extras(site: StepSite, kind: NodeKind) -> list[str]:
    if kind is NodeKind.WAIT:
        length = next(
            filter(None, (_text(site.config, key) for key in ("timeout", "duration", "seconds"))),
            "",
        )
        return [f"up to {length}" if site.family == "wait" else length] if length else []
    if kind is NodeKind.FANOUT:
        children = _children(site)
        return [f"starts {', '.join(children)}"] if children else []
    return []


def _children(site: StepSite) -> list[str]:
    """The flows a fanout names, each once."""
    items = site.config.get("items") if site.config is not None else None
    if items is None:
        return []
    found: dict[str, None] = {}
    stack: list[forms.Form] = [items]
    while stack:
        form = stack.pop()
        slug = form.get("flow-slug") if isinstance(form, forms.Map) else None
        if isinstance(slug, forms.Keyword):
            found[slug.full_name] = None
        elif isinstance(slug, forms.String):
            found[slug.value] = None
        stack.extend(reversed(forms.parts(form)))
    return list(found)


def _text(config: forms.Map | None, key: str) -> str:
    """A literal of the config as it is written; "" for what is worked out at run time."""
    match config.get(key) if config is not None else None:
        case forms.String(value=text):
            return text
        case forms.Integer() | forms.Float() as number:
            return number.span.text
    return ""


def _source(site: StepSite) -> str:
    """What stands where a literal id should be."""
    items = site.form.items
    at = 1 if site.family == "call-flow" else 2
    return items[at].span.text if len(items) > at else "step"
