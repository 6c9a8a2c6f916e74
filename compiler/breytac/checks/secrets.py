"""Credentials in a source: what looks like one beyond doubt, and where only one can stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from breytac.checks.facts import Facts, all_forms, finding, step_name
from breytac.checks.literals import text_of
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import definition, secrets as rules, semantics
from breytac.syntax import forms

_USE_A_SLOT = "Declare a slot of :type :secret, bind the value outside, and name its :secret-ref."

TOKENS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("an AWS access key id", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
        ("a GitHub token", r"\bgh[pousr]_[A-Za-z0-9]{36,}\b"),
        ("a GitHub token", r"\bgithub_pat_[A-Za-z0-9_]{60,}\b"),
        ("a GitLab token", r"\bglpat-[A-Za-z0-9_-]{20,}\b"),
        ("a Slack token", r"\bxox[abeprs]-[A-Za-z0-9-]{20,}\b"),
        (
            "a Slack webhook",
            r"https://hooks\.slack\.com/services/T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]{20,}",
        ),
        ("a Stripe key", r"\b[sr]k_live_[A-Za-z0-9]{20,}\b"),
        ("an Anthropic key", r"\bsk-ant-[A-Za-z0-9_-]{30,}"),
        ("an OpenAI key", r"\bsk-(?=[a-z0-9_-]*[A-Z])(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{40,}"),
        ("a Google API key", r"\bAIza[0-9A-Za-z_-]{35}\b"),
        ("a SendGrid key", r"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b"),
        ("a Twilio key", r"\bSK[0-9a-f]{32}\b"),
        ("an npm token", r"\bnpm_[A-Za-z0-9]{36}\b"),
        ("a JSON web token", r"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}"),
    )
)
"""Formats that nothing but a credential has."""

_PRIVATE_KEY = re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=\\\s]{40,}")
_URL_PASSWORD = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@{}<>]+:([^\s/@{}<>$]+)@[^\s/]")
_JDBC_PASSWORD = re.compile(r"\bjdbc:[^\s\"]*[?&;](?:password|pwd)=([^&;\s\"{}<>$]+)", re.I)
_SCHEME = re.compile(r"(?:Bearer|Basic|Token|Key)\s+([A-Za-z0-9._~+/=-]{12,})$", re.I)
_AUTH_HEADERS = frozenset(
    [
        "authorization",
        "proxy-authorization",
        "x-api-key",
        "api-key",
        "apikey",
        "x-auth-token",
        "x-access-token",
    ]
)
_AUTH_KEYS = frozenset(
    [
        "token",
        "api-key",
        "apikey",
        "key",
        "password",
        "secret",
        "value",
        "access-token",
        "secret-access-key",
        "client-secret",
    ]
)
_EXAMPLES = frozenset(
    ["...", "changeme", "password", "secret", "token", "example", "xxx", "xxxx", "your-api-key"]
)


def check(facts: Facts) -> Iterator[Finding]:
    yield from _texts(facts)
    for site in facts.steps:
        if site.config is not None:
            yield from _headers(site.config, step_name(site))
            yield from _auth(site.config, step_name(site))
    for i, template in enumerate(facts.definition.templates):
        form = facts.flow.spans.form(("templates", i))
        if isinstance(form, forms.Map):
            yield from _headers(form, f"the template :{template.id}")
    yield from _workspaces(facts)


def _texts(facts: Facts) -> Iterator[Finding]:
    for each in facts.forms:
        if not isinstance(each, forms.String):
            continue
        text = each.value
        if _PRIVATE_KEY.search(text):
            yield finding(
                rules.PRIVATE_KEY, each, "A private key stands in this string.", _USE_A_SLOT
            )
            continue
        token = next((name for name, pattern in TOKENS if pattern.search(text)), None)
        if token is not None and "EXAMPLE" not in text:
            yield finding(rules.SECRET_VALUE, each, f"This string looks like {token}.", _USE_A_SLOT)
            continue
        found = _URL_PASSWORD.search(text) or _JDBC_PASSWORD.search(text)
        if found is not None and found[1].lower() not in _EXAMPLES:
            yield finding(
                rules.PASSWORD_IN_URL,
                each,
                "The address in this string holds a password.",
                "Keep the whole address in a secret, and bind it to a connection.",
            )


def _headers(form: forms.Map, owner: str) -> Iterator[Finding]:
    """Literal values of headers that authenticate, anywhere in a config."""
    for each in all_forms(form):
        if not isinstance(each, forms.Map):
            continue
        headers = each.get("headers")
        for key, value in headers.pairs if isinstance(headers, forms.Map) else ():
            name = (text_of(key) or "").lower()
            if name not in _AUTH_HEADERS or not isinstance(value, forms.String):
                continue
            literal = _SCHEME.match(value.value.strip())
            given = literal[1] if literal else value.value.strip()
            if "{{" in given or len(given) < 8 or given.lower() in _EXAMPLES or " " in given:
                continue
            yield finding(
                rules.AUTHORIZATION,
                value,
                f'The header "{text_of(key)}" of {owner} is a literal.',
                f'Write {{"{text_of(key)}" {{:secret-ref :my-secret}}}}, or let the connection '
                "authenticate.",
            )


def _auth(form: forms.Map, owner: str) -> Iterator[Finding]:
    auth = form.get("auth")
    for key, value in auth.pairs if isinstance(auth, forms.Map) else ():
        if (
            isinstance(key, forms.Keyword)
            and key.name in _AUTH_KEYS
            and isinstance(value, forms.String)
        ):
            yield finding(
                definition.INLINE_SECRET,
                value,
                f":auth of {owner} holds :{key.name} itself; inline credentials are refused.",
                "Name a secret with :secret-ref.",
            )


_WORKSPACE = re.compile(r"\bws-[A-Za-z0-9_-]+\b")


def _workspaces(facts: Facts) -> Iterator[Finding]:
    """The id of a workspace binds a flow to it; each is reported once."""
    seen: set[str] = set()
    for each in facts.forms:
        if not isinstance(each, forms.String | forms.Keyword | forms.Symbol):
            continue
        for found in _WORKSPACE.findall(each.span.text):
            if found not in seen:
                seen.add(found)
                yield finding(
                    semantics.WORKSPACE_ID,
                    each,
                    f"{found} looks like the id of a workspace.",
                    "Leave it out: a run belongs to its workspace, and refs come from steps and inputs.",
                )
