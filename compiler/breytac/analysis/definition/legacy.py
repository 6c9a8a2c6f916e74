"""Old flow source, rewritten into what it means now before anything is built from it.

Rewriting forms keeps the places: what an old trigger says is found under the interface it became.
An explicit new section always wins over what an old one would give.
"""

from __future__ import annotations

import re

from breytac.analysis.definition.context import Context
from breytac.analysis.definition.convert import SAFE_ID
from breytac.analysis.definition.edits import drop, keyword, name_of, put, rename, value_of
from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.values import unquote
from breytac.analysis.definition.words import describe
from breytac.diagnostics.rules import definition as rules
from breytac.syntax import forms
from breytac.syntax.forms import Form

TRIGGER_TYPES = ("manual", "schedule", "event", "webhook")


class _Old:
    """What the old sections of one definition come to."""

    def __init__(self, ctx: Context, top: forms.Map) -> None:
        self.ctx = ctx
        self.top = top
        self.interfaces: dict[str, list[Form]] = {"manual": [], "webhook": []}
        self.schedules: list[Form] = []
        self.inputs: list[Form] = []
        """Fields that become inputs of the default invocation."""
        self.invocations: dict[str, forms.Map] = {}
        self.heading: dict[str, Form] = {}
        """`:label` and `:title` of a run form, which the default invocation takes over."""
        self.names: set[str] = set()
        self.seen = False

    def has(self, section: str) -> bool:
        return value_of(self.top, section) is not None


def modernise(ctx: Context, top: forms.Map) -> forms.Map:
    """The definition without `:triggers`, run forms and `:activation`."""
    old = _Old(ctx, top)
    triggers = value_of(top, "triggers")
    if triggers is not None:
        _read_triggers(old, triggers)
    top = _split_requires(old, top)
    top = _activation(old, drop(top, "triggers"))
    return _merge(old, top)


# ---- :triggers


def _read_triggers(old: _Old, section: Form) -> None:
    inner = unquote(section) or section
    items: tuple[Form, ...]
    if isinstance(inner, forms.Vector):
        items = inner.items
    elif isinstance(inner, forms.Map):
        items = (inner,)
    else:
        old.ctx.report(
            rules.WRONG_SHAPE,
            inner,
            f":triggers must be a vector of maps; found {describe(inner)}.",
            path=("triggers",),
        )
        return
    for i, each in enumerate(items):
        if isinstance(each, forms.Map):
            _read_trigger(old, each, i)
        else:
            old.ctx.report(
                rules.WRONG_SHAPE,
                each,
                f"A trigger must be a map; found {describe(each)}.",
                path=("triggers", i),
            )


def _read_trigger(old: _Old, trigger: forms.Map, index: int) -> None:
    kind_form = trigger.get("type")
    kind = name_of(kind_form)
    if kind not in TRIGGER_TYPES:
        old.ctx.report(
            rules.UNKNOWN_VALUE,
            kind_form or trigger,
            f"The :type of a trigger is {listed(TRIGGER_TYPES)}; found "
            f"{describe(kind_form) if kind_form is not None else 'none'}.",
            hint=did_you_mean(kind or "", TRIGGER_TYPES),
            path=("triggers", index, "type"),
        )
        return
    flat = _flatten(trigger)
    source = name_of(flat.get("source"))
    if kind == "event" and source not in (None, "webhook"):
        old.ctx.report(
            rules.UNKNOWN_VALUE,
            flat.get("source") or trigger,
            f"Events come from :webhook; found the :source :{source}.",
            path=("triggers", index, "config", "source"),
        )
        return
    flat = drop(flat, "type", "source", "config")
    if kind == "schedule":
        _schedule(old, flat, trigger)
    else:
        _interface(old, "manual" if kind == "manual" else "webhook", flat, trigger)


def _flatten(trigger: forms.Map) -> forms.Map:
    """The trigger with the entries of its `:config` beside its own, which win."""
    config = trigger.get("config")
    if not isinstance(config, forms.Map):
        return trigger
    own = [key for key, _ in trigger.pairs]
    more = tuple(pair for pair in config.pairs if pair[0] not in own)
    return forms.Map((*trigger.pairs, *more), span=trigger.span)


def _schedule(old: _Old, flat: forms.Map, trigger: forms.Map) -> None:
    if old.has("schedules"):
        _overruled(old, trigger, "schedule", ":schedules")
        return
    _deprecated(old, trigger, "Schedules belong under :schedules.")
    flat = _named(old, flat, "schedule")
    old.schedules.append(_calling(drop(flat, "fields"), "default"))
    _take_fields(old, flat, None)


def _interface(old: _Old, category: str, flat: forms.Map, trigger: forms.Map) -> None:
    interfaces = value_of(old.top, "interfaces")
    explicit = interfaces.get(category) if isinstance(interfaces, forms.Map) else None
    if explicit is not None:
        _overruled(old, trigger, f"{category} trigger", f":interfaces :{category}")
        return
    what = {"manual": "Manual launches", "webhook": "Webhooks"}[category]
    _deprecated(old, trigger, f"{what} belong under :interfaces {{:{category} [...]}}.")
    flat = _named(old, flat, "run" if category == "manual" else "webhook")
    invocation = _take_fields(old, flat, name_of(flat.get("id")) if category == "webhook" else None)
    old.interfaces[category].append(_calling(drop(flat, "fields"), invocation))


def _calling(entry: forms.Map, invocation: str) -> forms.Map:
    if entry.get("invocation") is not None:
        return entry
    return put(entry, "invocation", keyword(invocation, entry.span))


def _named(old: _Old, entry: forms.Map, fallback: str) -> forms.Map:
    """The entry with an id: its own, or one made of its event name or its label."""
    given = entry.get("id")
    if given is not None:
        old.names.add(name_of(given) or "")
        return entry
    named = entry.get("event-name") or entry.get("label")
    base = _slug(name_of(named) or "") or fallback
    name, count = base, 2
    while name in old.names:
        name, count = f"{base}-{count}", count + 1
    old.names.add(name)
    return put(entry, "id", keyword(name, (named or entry).span))


def _slug(text: str) -> str:
    made = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return made if SAFE_ID.match(made) else ""


def _take_fields(old: _Old, entry: forms.Map, own: str | None) -> str:
    """Turns the fields of a trigger into inputs; says which invocation has them.

    They are the default invocation's, unless that is already made of other fields: then a webhook
    gets one of its own.
    """
    fields = entry.get("fields")
    held = _fields(fields)
    if not held:
        return "default"
    if old.has("invocations"):
        _overruled(old, fields or entry, "list of fields", ":invocations")
        return "default"
    if old.inputs and own is not None and held != old.inputs:
        span = (fields or entry).span
        inputs = (keyword("inputs", span), forms.Vector(tuple(held), span=span))
        old.invocations[own] = forms.Map((inputs,), span=span)
        return own
    old.inputs.extend(each for each in held if each not in old.inputs)
    return "default"


def _fields(form: Form | None) -> list[Form]:
    if isinstance(form, forms.Map):
        return [form]
    return list(form.items) if isinstance(form, forms.Vector) else []


def _deprecated(old: _Old, trigger: forms.Map, hint: str) -> None:
    old.seen = True
    old.ctx.report(
        rules.OLD_TRIGGER,
        trigger,
        ":triggers are old source; this one is read as what it means now.",
        hint=hint,
        path=("triggers",),
    )


def _overruled(old: _Old, form: Form, what: str, winner: str) -> None:
    old.seen = True
    old.ctx.report(
        rules.OLD_OVERRULED,
        form,
        f"This old {what} has no effect: {winner} says it.",
        hint="Remove it.",
    )


# ---- forms in :requires, :activation


def _split_requires(old: _Old, top: forms.Map) -> forms.Map:
    """`:collect :run` forms leave `:requires` and become inputs."""
    section = value_of(top, "requires")
    if not isinstance(section, forms.Vector):
        return top
    kept: list[Form] = []
    for each in section.items:
        if isinstance(each, forms.Map) and _collects(old, each) == "run":
            _run_form(old, each)
        else:
            kept.append(each)
    if len(kept) == len(section.items):
        return top
    return put(top, "requires", forms.Vector(tuple(kept), span=section.span))


def _collects(old: _Old, form: forms.Map) -> str | None:
    collect = form.get("collect")
    if collect is None or name_of(form.get("kind")) not in ("form", None):
        return None
    name = name_of(collect)
    if name not in ("setup", "run"):
        old.ctx.report(
            rules.UNKNOWN_VALUE,
            collect,
            f":collect is :setup or :run; found {describe(collect)}.",
            path=("requires",),
        )
    return name


def _run_form(old: _Old, form: forms.Map) -> None:
    if old.has("invocations"):
        _overruled(old, form, "run form", ":invocations")
        return
    old.seen = True
    old.ctx.report(
        rules.OLD_RUN_FORM,
        form,
        "A form with :collect :run is old source; its fields are read as run inputs.",
        hint="Put the fields under :invocations {:default {:inputs [...]}}.",
        path=("requires",),
    )
    fresh = _fields(form.get("fields"))
    old.inputs[:0] = [each for each in fresh if each not in old.inputs]
    for name in ("label", "title"):
        value = form.get(name)
        if value is not None:
            old.heading.setdefault(name, value)


def _activation(old: _Old, top: forms.Map) -> forms.Map:
    """A top-level `:activation` is a setup form."""
    section = value_of(top, "activation")
    if section is None:
        return top
    old.ctx.report(
        rules.OLD_RUN_FORM,
        section,
        ":activation is old source; its fields are read as a setup form.",
        hint="Put them under :requires as {:kind :form :fields [...]}.",
        path=("activation",),
    )
    form: forms.Map
    if isinstance(section, forms.Map) and (section.get("fields") or section.get("inputs")):
        form = rename(section, "inputs", "fields")
    else:
        form = forms.Map((), span=section.span)
        form = put(form, "fields", section)
    form = put(form, "kind", keyword("form", section.span))
    requires = value_of(top, "requires")
    items = requires.items if isinstance(requires, forms.Vector) else ()
    span = requires.span if requires is not None else section.span
    return put(drop(top, "activation"), "requires", forms.Vector((*items, form), span=span))


# ---- putting it back


def _merge(old: _Old, top: forms.Map) -> forms.Map:
    if not old.seen:
        return top
    top = _merge_interfaces(old, top)
    if old.schedules:
        top = put(top, "schedules", forms.Vector(tuple(old.schedules), span=top.span))
    if old.has("invocations"):
        return top
    return put(top, "invocations", _invocations(old, top))


def _merge_interfaces(old: _Old, top: forms.Map) -> forms.Map:
    explicit = value_of(top, "interfaces")
    if explicit is not None and not isinstance(explicit, forms.Map):
        return top
    made = explicit or forms.Map((), span=top.span)
    for category, entries in old.interfaces.items():
        if entries:
            made = put(made, category, forms.Vector(tuple(entries), span=entries[0].span))
    return put(top, "interfaces", made) if made.pairs else top


def _invocations(old: _Old, top: forms.Map) -> forms.Map:
    span = old.inputs[0].span if old.inputs else top.span
    default = forms.Map((), span=span)
    for name, value in old.heading.items():
        default = put(default, name, value)
    default = put(default, "inputs", forms.Vector(tuple(old.inputs), span=span))
    made = put(forms.Map((), span=span), "default", default)
    for name, each in old.invocations.items():
        made = put(made, name, each)
    return made
