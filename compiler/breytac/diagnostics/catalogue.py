"""All rules there are, and how people name them: by code, name, or Breyta's own code."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from breytac.diagnostics import rules as areas
from breytac.diagnostics.finding import Rule

_PREFIX = re.compile(r"BRY\d{0,3}")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of every module of `rules`, by code."""
    found: dict[str, Rule] = {}
    for module in iter_modules(areas.__path__):
        area = import_module(f"{areas.__name__}.{module.name}")
        for value in vars(area).values():
            if isinstance(value, Rule) and found.setdefault(value.code, value) != value:
                raise ValueError(f"two rules have the code {value.code}")
    return tuple(found[code] for code in sorted(found))


def matches(rule: Rule, word: str) -> bool:
    """Whether a word of a user means the rule: BRY311, BRY3, no-code-or-ref, or an alias."""
    if _PREFIX.fullmatch(word):
        return rule.code.startswith(word)
    return word == rule.name or word in rule.aliases


def rules_named(word: str) -> tuple[Rule, ...]:
    """The rules that a word means; none when it means nothing."""
    return tuple(rule for rule in all_rules() if matches(rule, word))


def names() -> tuple[str, ...]:
    """Every word that means a single rule, for a guess at what was meant."""
    found: dict[str, None] = {}
    for rule in all_rules():
        found.update(dict.fromkeys((rule.code, rule.name, *rule.aliases)))
    return tuple(found)


def meant(word: str) -> str | None:
    """The name closest to a word that means nothing."""
    from breytac.analysis.definition.suggest import closest

    return closest(word, names())
