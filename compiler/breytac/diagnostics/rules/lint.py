"""Rules about linting itself: its configuration and the comments that silence it."""

from __future__ import annotations

from breytac.diagnostics.finding import Rule, Severity

UNKNOWN_RULE = Rule(
    "BRY901", "unknown-rule", Severity.WARNING, "A rule is named that does not exist"
)
UNUSED_IGNORE = Rule(
    "BRY902", "unused-ignore", Severity.NOTE, "A comment silences a finding that is not there"
)
BAD_IGNORE = Rule(
    "BRY903", "bad-ignore", Severity.WARNING, "A breytac comment cannot be understood"
)
CONFIG_KEY = Rule("BRY904", "config-key", Severity.WARNING, "A setting is not known")
CONFIG_VALUE = Rule(
    "BRY905", "config-value", Severity.ERROR, "A setting has a value it cannot have"
)
