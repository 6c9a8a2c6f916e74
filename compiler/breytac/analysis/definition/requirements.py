"""`:requires`: telling the kinds apart, older spellings, and what holds for slots."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from breyta_runtime.definition import HttpPermissions, SetupForm, Slot, StoragePrefix, Worker
from breyta_runtime.definition.requires import AUTH_TYPES, DATABASES, REQUIREMENT_KINDS

from breytac.analysis.definition.build import after, before, build, choose
from breytac.analysis.definition.context import Context
from breytac.analysis.definition.edits import append_entry, drop, put, value_of
from breytac.analysis.definition.inputs import check_names
from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.analysis.definition.words import describe
from breytac.diagnostics.rules import definition as rules
from breytac.ir.spans import Path
from breytac.syntax import forms

SECRET_KEYS = ("token", "api-key", "apikey", "key", "password", "secret", "value", "access-token")
"""Keys of an auth map under which people paste a secret."""

_ONLY_FOR: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("base-url", ("http-api",)),
    ("oauth", ("http-api",)),
    ("backends", ("database", "http-api")),
    ("prefers", ("blob-storage",)),
    ("secret-ref", ("secret",)),
)


@choose(Slot, SetupForm, Worker)
def choose_requirement(ctx: Context, form: forms.Map, path: Path) -> type[Any]:
    """By `:kind`; without one, by what only that kind has."""
    kind = form.get("kind")
    if kind is not None and not isinstance(kind, forms.Nil):
        name = getattr(kind, "name", getattr(kind, "value", None))
        if isinstance(name, str) and name in REQUIREMENT_KINDS:
            return REQUIREMENT_KINDS[name]
        known = tuple(REQUIREMENT_KINDS)
        ctx.report(
            rules.UNKNOWN_VALUE,
            kind,
            f"The :kind of a requirement is {listed(known)}; found {describe(kind)}.",
            hint=did_you_mean(name, known) if isinstance(name, str) else None,
            path=(*path, "kind"),
        )
    guessed = _guess(form)
    if kind is None and guessed is not Slot:
        word = "form" if guessed is SetupForm else "worker"
        ctx.report(
            rules.MISSING_KEY,
            form,
            f"This requirement looks like a {word} but does not say so.",
            hint=f"Add :kind :{word}.",
            path=path,
        )
    return guessed


def _guess(form: forms.Map) -> type[Any]:
    if form.get("slot") is None:
        if form.get("fields") is not None:
            return SetupForm
        if any(form.get(name) is not None for name in ("job-types", "job-type", "capability")):
            return Worker
    return Slot


@before(Slot)
def modern_slot(ctx: Context, form: forms.Map, path: Path) -> forms.Map:
    """`:required false` is `:optional true`."""
    required, optional = form.get("required"), form.get("optional")
    if isinstance(required, forms.Bool):
        said = forms.Bool(not required.value, span=required.span)
        if optional is None:
            form = put(form, "optional", said)
        elif isinstance(optional, forms.Bool) and optional.value != said.value:
            ctx.report(
                rules.CONFLICT,
                required,
                f":required {_word(required)} contradicts :optional {_word(optional)}.",
                hint="Keep :optional.",
                path=(*path, "required"),
            )
        form = drop(form, "required")
    return drop(form, "kind")


def _word(form: forms.Bool) -> str:
    return "true" if form.value else "false"


@before(SetupForm)
def modern_form(ctx: Context, form: forms.Map, path: Path) -> forms.Map:
    """`:collect :setup` is what a form does anyway."""
    del ctx, path
    return drop(form, "kind", "collect")


@before(Worker)
def modern_worker(ctx: Context, form: forms.Map, path: Path) -> forms.Map:
    """`:job-type "x"` is `:job-types ["x"]`."""
    single = form.get("job-type")
    if single is not None and form.get("job-types") is None:
        listed_form = forms.Vector((single,), span=single.span)
        form = put(form, "job-types", listed_form)
    elif single is not None:
        ctx.report(
            rules.CONFLICT,
            single,
            "A worker has both :job-type and :job-types.",
            hint="Keep :job-types.",
            path=(*path, "job-type"),
        )
    return drop(form, "kind", "job-type")


@after(Slot)
def check_slot(ctx: Context, slot: Slot, form: forms.Map, path: Path) -> Slot:
    if not slot.type:
        return slot
    if slot.type == "secret" and slot.secret_ref is None:
        ctx.report(
            rules.SECRET_REF,
            form,
            f"The secret slot :{slot.slot} has no :secret-ref; its own name is taken.",
            hint=f"Add :secret-ref :{slot.slot}.",
            path=path,
            edits=append_entry(form, f":secret-ref :{slot.slot}"),
        )
        slot = replace(slot, secret_ref=slot.slot)
    for name, types in _ONLY_FOR:
        value = value_of(form, name)
        if value is not None and slot.type not in types:
            ctx.report(
                rules.UNUSED_KEY,
                value,
                f":{name} has no effect on a slot of type :{slot.type}; it is for {listed(types)}.",
                path=(*path, name),
            )
    if slot.base_url and not slot.base_url.startswith(("http://", "https://")):
        ctx.report(
            rules.WRONG_SHAPE,
            form.get("base-url") or form,
            f'"{slot.base_url}" is no base URL; it begins with https:// or http://.',
            path=(*path, "base-url"),
        )
    _check_backends(ctx, slot, path)
    _check_auth(ctx, form, path)
    _check_config(ctx, form, path)
    return slot


def _check_backends(ctx: Context, slot: Slot, path: Path) -> None:
    for i, name in enumerate(slot.backends):
        if slot.type == "database" and name not in DATABASES:
            here = (*path, "backends", i)
            ctx.report(
                rules.UNUSUAL_VALUE,
                ctx.span(here),
                f"No database is called :{name}; there are {listed(DATABASES, last='and')}.",
                hint=did_you_mean(name, DATABASES),
                path=here,
            )


def _check_auth(ctx: Context, form: forms.Map, path: Path) -> None:
    auth = form.get("auth")
    if not isinstance(auth, forms.Map):
        return
    here = (*path, "auth")
    kind = auth.get("type")
    if kind is None:
        ctx.report(
            rules.AUTH_INCOMPLETE,
            auth,
            f":auth needs a :type: {listed(AUTH_TYPES)}.",
            path=(*here, "type"),
        )
    else:
        name = getattr(kind, "name", getattr(kind, "value", None))
        if not isinstance(name, str) or name not in AUTH_TYPES:
            ctx.report(
                rules.UNKNOWN_VALUE,
                kind,
                f"The :type of :auth is {listed(AUTH_TYPES)}; found {describe(kind)}.",
                hint=did_you_mean(name, AUTH_TYPES) if isinstance(name, str) else None,
                path=(*here, "type"),
            )
    check_secrets(ctx, auth, here)


def check_secrets(ctx: Context, auth: forms.Map, path: Path) -> None:
    """A literal secret in an auth map."""
    for name in SECRET_KEYS:
        value = auth.get(name)
        if isinstance(value, forms.String) and value.value.strip():
            ctx.report(
                rules.INLINE_SECRET,
                value,
                f":{name} holds a secret in the source of the flow.",
                hint="Bind it through a slot of type :secret and name it with :secret-ref.",
                path=(*path, name),
            )


def _check_config(ctx: Context, form: forms.Map, path: Path) -> None:
    """The parts of `:config` that have a contract: a mistyped permission must not open the slot."""
    config = form.get("config")
    if not isinstance(config, forms.Map):
        return
    prefix = config.get("prefix")
    if isinstance(prefix, forms.Map):
        build(ctx, StoragePrefix, prefix, (*path, "config", "prefix"))
    permissions = config.get("tool-permissions")
    if not isinstance(permissions, forms.Map):
        return
    here = (*path, "config", "tool-permissions")
    for key, value in permissions.pairs:
        name = key.full_name if isinstance(key, forms.Keyword) else key.span.text
        if name == "http" and isinstance(value, forms.Map):
            build(ctx, HttpPermissions, value, (*here, "http"))
        else:
            ctx.report(
                rules.UNKNOWN_KEY,
                key,
                f"Tool permissions are for :http; found {describe(key)}.",
                path=here,
            )


@after(SetupForm)
def check_form(ctx: Context, made: SetupForm, _form: forms.Map, path: Path) -> SetupForm:
    check_names(ctx, made.fields, (*path, "fields"), "this form")
    return made


@after(Worker)
def check_worker(ctx: Context, made: Worker, form: forms.Map, path: Path) -> Worker:
    if not made.job_types and not made.capability:
        ctx.report(
            rules.MISSING_KEY,
            form,
            "A worker requirement needs :job-types or a :capability.",
            path=path,
        )
    return made
