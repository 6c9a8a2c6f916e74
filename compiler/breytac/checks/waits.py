"""`:wait` and `:notify` steps: timeouts with a way out, channels that can authenticate."""

from __future__ import annotations

from collections.abc import Iterator

from breyta_runtime.contracts.wait import DEFAULT_WAIT_SECONDS

from breytac.analysis.definition.interfaces import AUTH_NEEDS
from breytac.analysis.definition.suggest import listed
from breytac.analysis.definition.words import sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.literals import text_of
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import steps as rules
from breytac.syntax import forms


def check(facts: Facts) -> Iterator[Finding]:
    for site in facts.steps:
        config = site.config
        if config is None:
            continue
        owner = step_name(site)
        if site.family == "wait":
            yield from _timeout(config, owner)
            yield from _webhook(config, owner)
            notify = config.get("notify")
            yield from _channels(notify, owner)
        elif site.family == "notify":
            yield from _channels(config, owner)


def _timeout(config: forms.Map, owner: str) -> Iterator[Finding]:
    policy = config.get("on-timeout")
    if policy is not None and text_of(policy) == "continue" and config.get("default-value") is None:
        yield finding(
            rules.WAIT_DEFAULT,
            policy,
            f"{sentence(owner)} goes on after its timeout, but with nothing to go on with.",
            "Add :default-value {:action :reject :reason :timeout}, or what fits the branches.",
        )
    if config.get("timeout") is None and config.get("timeout-seconds") is None:
        yield finding(
            rules.WAIT_UNBOUNDED,
            config,
            f"{sentence(owner)} does not say how long it waits: "
            f"{DEFAULT_WAIT_SECONDS // 3600} hours.",
            'Add :timeout "24h", or another limit.',
        )


def _webhook(config: forms.Map, owner: str) -> Iterator[Finding]:
    """Callers prove who they are as those of webhook interfaces do; only :none is added."""
    webhook = config.get("webhook")
    auth = webhook.get("auth") if isinstance(webhook, forms.Map) else None
    if not isinstance(auth, forms.Map):
        return
    kind = text_of(auth.get("type")) or ""
    for names in AUTH_NEEDS.get(kind, ()):
        if all(auth.get(name) is None for name in names):
            yield finding(
                rules.STEP_AUTH,
                auth,
                f":webhook :auth of type :{kind} of {owner} needs {listed(names)}.",
            )


def _channels(form: forms.Form | None, owner: str) -> Iterator[Finding]:
    channels = form.get("channels") if isinstance(form, forms.Map) else None
    http = channels.get("http") if isinstance(channels, forms.Map) else None
    auth = http.get("auth") if isinstance(http, forms.Map) else None
    if auth is not None and text_of(
        auth.get("type") if isinstance(auth, forms.Map) else None
    ) not in (
        None,
        "none",
    ):
        yield finding(
            rules.NOTIFY_AUTH,
            auth,
            f"The notification of {owner} authenticates inline, which is not supported.",
            "Name a slot with :connection; it authenticates.",
        )
