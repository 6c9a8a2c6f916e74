"""Rules about secrets that stand in a source."""

from __future__ import annotations

from breytac.diagnostics.finding import Rule, Severity

SECRET_VALUE = Rule(
    "BRY540", "secret-value", Severity.ERROR, "A credential is written into the flow"
)
PRIVATE_KEY = Rule(
    "BRY541", "private-key", Severity.ERROR, "A private key is written into the flow"
)
AUTHORIZATION = Rule(
    "BRY542", "literal-authorization", Severity.WARNING, "A header that authenticates is a literal"
)
PASSWORD_IN_URL = Rule("BRY543", "password-in-url", Severity.WARNING, "An address holds a password")
