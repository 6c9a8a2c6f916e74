"""`:http` steps: queries, answers that are bytes, and how a request authenticates."""

from __future__ import annotations

from collections.abc import Iterator

from breytac.analysis.definition.suggest import listed
from breytac.analysis.definition.words import describe, sentence
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.literals import text_of
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import steps as rules
from breytac.syntax import forms

_NEEDS: dict[str, tuple[str, ...]] = {
    "bearer": ("secret-ref",),
    "token": ("secret-ref",),
    "api-key": ("secret-ref",),
    "basic": ("secret-ref",),
    "aws-sigv4": ("secret-ref", "region", "service"),
    "google-service-account": ("secret-ref", "scopes"),
}
"""What each type of :auth of a request cannot do without."""


def check(facts: Facts) -> Iterator[Finding]:
    for site in facts.steps:
        config = site.config
        if site.family != "http" or config is None:
            continue
        owner = step_name(site)
        yield from _query(config, owner)
        yield from _auth(config, owner)
        if text_of(config.get("response-as")) == "bytes" and config.get("persist") is None:
            yield finding(
                rules.BINARY_INLINE,
                config.get("response-as") or config,
                f"{sentence(owner)} reads bytes, but does not store them.",
                "Add :persist {:type :blob}, and hand on the reference.",
            )


def _query(config: forms.Map, owner: str) -> Iterator[Finding]:
    query = config.get("query")
    for key, value in query.pairs if isinstance(query, forms.Map) else ():
        if isinstance(value, forms.Vector | forms.Map | forms.Set):
            yield finding(
                rules.HTTP_QUERY,
                value,
                f":query {key.span.text[:40]} of {owner} is a single value; "
                f"found {describe(value)}.",
                "Join the values to one string, as the API expects them.",
            )


def _auth(config: forms.Map, owner: str) -> Iterator[Finding]:
    auth = config.get("auth")
    if not isinstance(auth, forms.Map):
        return
    kind = text_of(auth.get("type"))
    missing = [name for name in _NEEDS.get(kind or "", ()) if auth.get(name) is None]
    if missing:
        yield finding(
            rules.STEP_AUTH,
            auth,
            f":auth of type :{kind} of {owner} needs {listed(missing, last='and')}.",
            (
                "Name a secret slot of :requires with :secret-ref."
                if missing[0] == "secret-ref"
                else None
            ),
        )
