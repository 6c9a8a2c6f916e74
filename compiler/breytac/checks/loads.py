"""`:load` of function steps: keys of the :input that hold references."""

from __future__ import annotations

from collections.abc import Iterator

from breytac.analysis.definition.suggest import did_you_mean, listed
from breytac.checks.facts import Facts, finding, step_name
from breytac.checks.literals import text_of
from breytac.diagnostics.finding import Finding
from breytac.diagnostics.rules import steps as rules
from breytac.syntax import forms


def check(facts: Facts) -> Iterator[Finding]:
    for site in facts.steps:
        if site.family not in ("function", "code") or site.config is None:
            continue
        load, given = site.config.get("load"), site.config.get("input")
        if not isinstance(load, forms.Vector) or not (
            given is None or isinstance(given, forms.Map)
        ):
            continue
        keys = [text_of(key) for key, _ in given.pairs] if isinstance(given, forms.Map) else []
        if None in keys:
            continue
        names = [key for key in keys if key is not None]
        for each in load.items:
            name = text_of(each)
            if name is not None and name not in names:
                yield finding(
                    rules.LOADED_KEY,
                    each,
                    f":load of {step_name(site)} names :{name}, which its :input does not hold.",
                    did_you_mean(name, names)
                    or (f"It holds {listed(names, last='and')}." if names else None),
                )
